// @vitest-environment node
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepPush, pushState } from './push';

const server = vi.hoisted(() => ({ push: true, asked: 0, added: [] as unknown[] }));
vi.mock('./settings.api', () => ({
  fetchSettings: () => Promise.resolve({ push: server.push, asked: (server.asked += 1) }),
  addPush: (body: unknown) => Promise.resolve(server.added.push(body)),
}));

const made = { endpoint: 'https://push.library.uk/1', keys: { p256dh: 'p', auth: 'a' } };
function browser(holds: boolean, permission = 'granted') {
  const pushManager = { getSubscription: () => Promise.resolve(holds ? { toJSON: () => made } : null) };
  vi.stubGlobal('navigator', {
    serviceWorker: { getRegistration: () => Promise.resolve({ pushManager }) },
  });
  vi.stubGlobal('window', { PushManager: {}, Notification: {} });
  vi.stubGlobal('Notification', { permission });
  vi.stubGlobal('isSecureContext', true);
}
beforeEach(() => Object.assign(server, { push: true, asked: 0, added: [] }));
afterEach(() => vi.unstubAllGlobals());

it('sends the subscription of a browser again for a member who wants push', async () => {
  browser(true);
  await keepPush();
  expect(server.added).toEqual([made]);
});

it('sends nothing for a member who does not want push, and does not say that it is on', async () => {
  browser(true);
  server.push = false;
  await keepPush();
  expect(server.added).toEqual([]);
  expect(await pushState(false)).toBe('off');
  expect(await pushState(true)).toBe('on');
});

it('asks the server nothing where the browser holds no subscription', async () => {
  for (const [holds, permission] of [
    [false, 'granted'],
    [true, 'default'],
  ] as const) {
    browser(holds, permission);
    await keepPush();
  }
  expect(server.asked).toBe(0);
});

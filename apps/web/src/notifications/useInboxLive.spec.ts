// @vitest-environment node
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { createApp, effectScope, type EffectScope } from 'vue';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Notification, NotificationCount, NotificationPage } from '@fingerpost/contracts/notifications';
import { inboxKeys } from './notifications.queries';
import { useInboxLive } from './useInboxLive';

const page = vi.hoisted(() => ({
  handlers: {} as Record<string, (message: unknown) => void>,
  catchUp: () => Promise.resolve() as Promise<unknown>,
  heardFromTab: (_count: unknown) => undefined as void,
  said: [] as unknown[],
  asked: [] as string[],
  inbox: [] as { number: number; read: boolean }[],
  last: 0,
  /** What an answer waits for on its way. */
  onItsWay: Promise.resolve(),
}));

vi.mock('../api/realtime', () => ({
  watchOwn: (handlers: typeof page.handlers, catchUp: typeof page.catchUp) =>
    Object.assign(page, { handlers, catchUp }),
}));
vi.mock('./tabs', () => ({
  openTabs: (_member: number, heard: typeof page.heardFromTab) => {
    page.heardFromTab = heard;
    return { say: (count: unknown) => page.said.push(count), close: () => undefined };
  },
}));
const AT_ONCE = 2;
vi.mock('./notifications.api', () => ({
  fetchCount: () => Promise.resolve(counted()),
  fetchInbox: async ({ after }: { after: string }): Promise<NotificationPage> => {
    page.asked.push(after);
    const items = page.inbox.filter(({ number }) => number > Number(after)) as Notification[];
    const some = items.slice(0, AT_ONCE);
    const next = items.length > AT_ONCE ? String(some.at(-1)!.number) : null;
    const answer = { items: some, next, previous: null, ...counted() };
    await page.onItsWay;
    return answer;
  },
}));

const counted = (): NotificationCount => ({
  unread: page.inbox.filter(({ read }) => !read).length,
  last: page.last,
});
const one = (number: number, read = false) => ({ number, read }) as Notification;
/** What is in the inbox of the server now; `hidden` ones have a number and are not shown. */
function holds(numbers: number[], last = Math.max(0, ...numbers)) {
  page.inbox = numbers.map((number) => one(number));
  page.last = last;
}

let scope: EffectScope;
let client: QueryClient;
let told: number[];
const settle = () => new Promise((done) => setTimeout(done));
const unread = () => client.getQueryData<NotificationCount>(inboxKeys.count)?.unread;

function open(seeded: NotificationCount | null) {
  client = new QueryClient();
  if (seeded) client.setQueryData(inboxKeys.count, seeded);
  told = [];
  scope = effectScope();
  const app = createApp({}).use(VueQueryPlugin, { queryClient: client });
  app.runWithContext(() =>
    scope.run(() => useInboxLive(1, (fresh) => told.push(...fresh.map(({ number }) => number)))),
  );
}

beforeEach(() => {
  Object.assign(page, { said: [], asked: [], onItsWay: Promise.resolve() });
  vi.stubGlobal('document', {
    visibilityState: 'visible',
    addEventListener: vi.fn(),
    removeEventListener: vi.fn(),
  });
});
afterEach(() => {
  scope.stop();
  vi.unstubAllGlobals();
});

describe('the inbox of an open page', () => {
  it('takes the next number as it comes, without asking', async () => {
    holds([1, 2]);
    open({ unread: 2, last: 2 });
    page.handlers['notification.created']!(one(3));
    await settle();
    expect([told, unread(), page.asked]).toEqual([[3], 3, []]);
  });

  it('asks by number where one is missing, and tells each once', async () => {
    holds([1, 2, 3, 4, 5]);
    open({ unread: 1, last: 1 });
    page.handlers['notification.created']!(one(4));
    page.handlers['notification.created']!(one(5));
    await settle();
    page.handlers['notification.created']!(one(4));
    await settle();
    expect(told).toEqual([2, 3, 4, 5]);
    expect(unread()).toBe(5);
    expect(page.asked.slice(0, 2)).toEqual(['1', '3']);
  });

  it('goes on from the highest number, shown or not', async () => {
    holds([1, 2], 4);
    open({ unread: 1, last: 1 });
    await page.catchUp();
    page.handlers['notification.created']!(one(5));
    await settle();
    expect(told).toEqual([2, 5]);
  });

  it('counts first where the page came without a count, and tells nothing old', async () => {
    holds([1, 2, 3]);
    open(null);
    await page.catchUp();
    expect([told, unread()]).toEqual([[], 3]);
    holds([1, 2, 3, 4]);
    await page.catchUp();
    expect(told).toEqual([4]);
  });

  it('does not take an answer that was on its way for later than what came meanwhile', async () => {
    holds([]);
    open({ unread: 0, last: 0 });
    let arrive = () => undefined as void;
    page.onItsWay = new Promise((resolve) => (arrive = resolve));
    const caughtUp = page.catchUp();
    holds([1]);
    page.handlers['notification.created']!(one(1));
    arrive();
    await caughtUp;
    expect([told, unread(), page.asked]).toEqual([[1], 1, ['0', '1']]);
    expect(page.said).not.toContainEqual({ unread: 0, last: 1 });
  });

  it('asks where another tab knows less than this one', async () => {
    holds([1, 2]);
    open({ unread: 2, last: 2 });
    page.heardFromTab({ unread: 1, last: 1 });
    await settle();
    expect([unread(), told, page.asked]).toEqual([2, [], ['2']]);
  });

  it('tells the other tabs what it found, and believes them', async () => {
    holds([1, 2, 3]);
    open({ unread: 1, last: 1 });
    await page.catchUp();
    expect(page.said.at(-1)).toEqual({ unread: 3, last: 3 });
    page.heardFromTab({ unread: 0, last: 3 });
    await settle();
    expect([unread(), told]).toEqual([0, [2, 3]]);
  });
});

import { expect, test } from '../support/test.js';

// A browser without windows shows no notifications.
test.use({ launchOptions: { executablePath: process.env.CHROME_PATH } });

test('the service worker shows what is pushed, and keeps no page', async ({ person }) => {
  const { page, context, api } = await person({ as: 'trust-librarian' });
  const answer = await api.ask('get', '/sw.js');
  expect(answer.headers()).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'no-cache',
  });
  await context.grantPermissions(['notifications']);
  await page.goto('/me/notifications');
  const devtools = await context.newCDPSession(page);
  const registered = new Promise<string>((found) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations[0]) found(registrations[0].registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/sw.js');
    await navigator.serviceWorker.ready;
  });
  await devtools.send('ServiceWorker.deliverPushMessage', {
    origin: api.origin,
    registrationId: await registered,
    data: JSON.stringify({ title: 'A reply', body: 'Public librarian replied', path: '/discussions/9' }),
  });
  const shown = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).map(({ title, body, data }) => ({ title, body, data }));
    });
  await expect
    .poll(shown)
    .toEqual([{ title: 'A reply', body: 'Public librarian replied', data: { path: '/discussions/9' } }]);
  // Nothing is answered from a store: with the server away the page is away.
  expect(await page.evaluate(async () => (await caches.keys()).length)).toBe(0);
});

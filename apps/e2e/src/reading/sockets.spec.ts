import type { Page } from '@playwright/test';
import { ABOUT_OPEN_SOCKETS, refuseSockets, SOCKETS_BLOCKED, socketUp } from '../support/sockets.js';
import { expect, test } from '../support/test.js';

/** Whether a page gets through to the sockets by their two ways. */
const ways = (page: Page) =>
  page.evaluate(async () => {
    const polling = await fetch('/socket.io/?EIO=4&transport=polling');
    const socket = new WebSocket(`ws://${location.host}/socket.io/?EIO=4&transport=websocket`);
    // The server speaks first: what is only opened may be a door with nobody behind it.
    const upgraded = await new Promise<boolean>((resolve) => {
      socket.onmessage = () => resolve(true);
      socket.onclose = () => resolve(false);
    });
    socket.close();
    return { polling: polling.ok, upgraded };
  });

test('where sockets are refused nothing gets through by either way', async ({ person }) => {
  const { page, context } = await person();
  if (!SOCKETS_BLOCKED) await refuseSockets(context);
  await page.goto('/rules');
  expect(await ways(page)).toEqual({ polling: false, upgraded: false });
});

test('elsewhere both ways are open', async ({ person }) => {
  test.skip(SOCKETS_BLOCKED, ABOUT_OPEN_SOCKETS);
  const { page } = await person();
  await page.goto('/rules');
  expect(await ways(page)).toEqual({ polling: true, upgraded: true });
});

test('the list of all discussions hears of a new one by its socket', async ({ person }) => {
  test.skip(SOCKETS_BLOCKED, ABOUT_OPEN_SOCKETS);
  const writer = await person({ as: 'trust-librarian' });
  const { page } = await person();
  const live = socketUp(page);
  await page.goto('/discussions');
  await live;
  const title = `Who has just asked? ${Date.now()}`;
  await writer.api.question(title);
  // Other journeys ask too, so that there may be more than one; without sockets the list looks after 20 seconds.
  await page.getByRole('button', { name: /^\d+ new discussions?, show$/ }).click({ timeout: 12_000 });
  await expect(page.getByRole('link', { name: title })).toBeVisible();
});

import type { Page } from '@playwright/test';
import { Keyboard } from '../support/keyboard.js';
import { post, takenOver } from '../support/pages.js';
import { SOCKETS_BLOCKED } from '../support/sockets.js';
import { expect, test } from '../support/test.js';

/** By socket at once; where sockets are blocked a page that is seen asks every three seconds. */
const PATIENCE = SOCKETS_BLOCKED ? 15_000 : 4_000;

const bell = (page: Page, name: string) => page.getByRole('banner').getByRole('link', { name, exact: true });
const expectBell = (page: Page, name: string) => expect(bell(page, name)).toBeVisible({ timeout: PATIENCE });

test('the bell tells the truth in two tabs', async ({ person }) => {
  const asker = await person({ as: 'somebody new' });
  const helper = await person({ as: 'public-librarian', second: true });
  await asker.api.join('national');
  const question = await asker.api.question(`Who counts leaflets? ${Date.now()}`);
  const one = asker.page;
  const other = await asker.context.newPage();
  await one.goto('/spaces');
  await other.goto('/rules');
  await expectBell(one, 'Inbox');

  await helper.api.reply(question.id, 'We do.');
  for (const tab of [one, other]) await expectBell(tab, 'Inbox, 1 unread');
  await helper.api.reply(question.id, 'Every March.');
  for (const tab of [one, other]) await expectBell(tab, 'Inbox, 2 unread');

  await one.getByRole('link', { name: 'Inbox, 2 unread' }).click();
  await expect(one.getByRole('heading', { level: 1, name: 'Inbox' })).toBeVisible();
  await expect(one.getByRole('link', { name: /replied to your question$/ })).toHaveCount(2);
  await one.getByRole('link', { name: question.title, exact: true }).click();
  await expect(post(one, 3)).toContainText('Every March.');
  for (const tab of [one, other]) await expectBell(tab, 'Inbox');
});

test('what comes while one reads on a phone is one word, and covers no stop of the Tab key', async ({
  person,
}) => {
  const asker = await person({ as: 'somebody new', viewport: { width: 360, height: 640 } });
  const helper = await person({ as: 'public-librarian', second: true });
  await asker.api.join('national');
  const question = await asker.api.question(`Who answers on a Friday? ${Date.now()}`);
  const { page } = asker;
  await page.goto('/rules');
  await takenOver(page);
  for (const words of ['We do.', 'So do we.', 'Every Friday.']) await helper.api.reply(question.id, words);
  const notice = page.locator('.toast');
  await expect(notice).toContainText('And 2 earlier', { timeout: PATIENCE });
  await expect(notice).toHaveCount(1);
  expect(await new Keyboard(page).tabThrough()).toBeGreaterThan(15);
  await notice.getByRole('link', { name: 'And 2 earlier' }).click();
  await expect(page.getByRole('link', { name: /replied to your question$/ })).toHaveCount(3);
  await expect(notice).toHaveCount(0);
});

test('the inbox by keyboard: read, marked, and what is new shown when asked for', async ({ person }) => {
  const asker = await person({ as: 'somebody new' });
  const helper = await person({ as: 'public-librarian', second: true });
  const { page, api } = asker;
  const keyboard = new Keyboard(page);
  await page.goto('/inbox');
  await expect(page.getByRole('heading', { name: 'Nothing has come yet' })).toBeVisible();

  await api.join('national');
  const first = await api.question(`First of two ${Date.now()}`);
  const second = await api.question(`Second of two ${Date.now()}`);
  await helper.api.reply(first.id, 'To the first.');
  // Where there was nothing to read, nothing is moved: what comes is shown at once.
  await page.getByRole('link', { name: /replied to your question$/ }).waitFor({ timeout: PATIENCE });
  await helper.api.reply(first.id, 'To the first, again.');
  await page.getByRole('button', { name: '1 new, show' }).waitFor({ timeout: PATIENCE });
  await keyboard.tabTo(page.getByRole('button', { name: '1 new, show' }));
  await keyboard.press('Enter');
  await expect(page.getByRole('link', { name: /replied to your question$/ }).first()).toBeFocused();

  for (const words of ['One.', 'Two.', 'Three.', 'Four.']) await helper.api.reply(second.id, words);
  const more = page.getByRole('button', { name: '4 new, show' });
  await more.waitFor({ timeout: 2 * PATIENCE });
  await expect(page.getByText('Four.')).toBeHidden();
  await page.reload();
  await expect(page.getByText('Four.')).toBeVisible();
  await keyboard.tabTo(page.getByRole('button', { name: 'Show 1 earlier' }));
  await keyboard.press('Enter');
  await expect(page.getByText('One.')).toBeVisible();

  await page.reload();
  await keyboard.tabTo(page.getByRole('button', { name: 'Mark all as read' }));
  await keyboard.press('Enter');
  await expectBell(page, 'Inbox');
  await expect(page.locator('.inbox-unread')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.goto('/inbox?show=unread');
  await expect(page.getByRole('heading', { name: 'Nothing is unread' })).toBeVisible();
});

test('after a lost connection the inbox is caught up by number', async ({ person }) => {
  const asker = await person({ as: 'somebody new' });
  const helper = await person({ as: 'public-librarian', second: true });
  await asker.api.join('national');
  const question = await asker.api.question(`Asked before the tunnel ${Date.now()}`);
  await asker.page.goto('/spaces');
  await expectBell(asker.page, 'Inbox');
  await asker.context.setOffline(true);
  await helper.api.reply(question.id, 'Said in the tunnel.');
  await helper.api.reply(question.id, 'And this.');
  await asker.context.setOffline(false);
  await expect(bell(asker.page, 'Inbox, 2 unread')).toBeVisible({ timeout: 30_000 });
});

test('with scripts off the inbox and the bell read the same', async ({ person }) => {
  const name = `Paper reader ${Date.now()}`;
  const reader = await person({ as: 'somebody new', name });
  const helper = await person({ as: 'public-librarian', second: true });
  await reader.api.join('national');
  const question = await reader.api.question(`Who reads without scripts? ${Date.now()}`);
  for (const words of ['I do.', 'So do I.', 'And I.', 'On Sundays.'])
    await helper.api.reply(question.id, words);
  await expect
    .poll(async () => (await reader.api.get<{ unread: number }>('/api/notifications/count')).unread)
    .toBe(4);
  const { page } = reader;
  await page.goto('/inbox');
  await takenOver(page);
  const words = () => page.getByRole('main').evaluate((main) => (main as HTMLElement).innerText);
  const drawn = await words();

  const cookies = await reader.context.storageState();
  const plain = await person({ javaScriptEnabled: false, storageState: cookies });
  await plain.page.goto('/inbox');
  await expect(bell(plain.page, 'Inbox, 4 unread')).toBeVisible();
  expect(await plain.page.getByRole('main').evaluate((main) => (main as HTMLElement).innerText)).toBe(drawn);
  await plain.page.getByRole('link', { name: 'Unread', exact: true }).click();
  await expect(plain.page.getByRole('link', { name: /replied to your question$/ })).toHaveCount(3);
});

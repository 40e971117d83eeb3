import { Keyboard } from '../support/keyboard.js';
import { expectWords, post, replyBox, takenOver } from '../support/pages.js';
import { expect, test } from '../support/test.js';

test('a member follows a discussion by three words, by keyboard, and hears accordingly', async ({
  person,
}) => {
  const reader = await person({ as: 'somebody new' });
  const helper = await person({ as: 'public-librarian', second: true });
  await reader.api.join('national');
  const { page } = reader;
  const keyboard = new Keyboard(page);
  const question = await helper.api.question(`Who follows this? ${Date.now()}`);
  await page.goto(`/discussions/${question.id}`);

  const follow = page.getByRole('button', { name: /^Follow: / });
  await expect(follow).toHaveText('Follow: Digest');
  await keyboard.tabTo(follow);
  await keyboard.press('Enter');
  const choice = (name: RegExp) => page.getByRole('menuitemradio', { name });
  await expect(choice(/^Digest/)).toBeChecked();
  await expect(page.getByRole('menu')).toContainText('as for every member');
  await choice(/^Everything/).waitFor();
  while (!(await choice(/^Everything/).evaluate((element) => element === document.activeElement)))
    await keyboard.press('ArrowUp');
  await keyboard.press('Enter');
  await expect(follow).toHaveText('Follow: Everything');
  await expect(follow).toBeFocused();

  await helper.api.reply(question.id, 'Said to those who follow.');
  await page.goto('/inbox');
  await expect(page.getByRole('link', { name: /replied$/ })).toBeVisible();
  await page.getByRole('link', { name: `Change what reaches you of ${question.title}` }).click();
  await page.getByRole('menuitem', { name: 'Forget my choice' }).click();
  await expect(follow).toHaveText('Follow: Digest');
  await page.reload();
  await expect(follow).toHaveText('Follow: Digest');
});

test('a space is followed in the same way, and its discussions are as it is', async ({ person }) => {
  const reader = await person({ as: 'somebody new' });
  await reader.api.join('national');
  const { page } = reader;
  const question = await reader.api.get<{ items: { id: number; author: { id: number } }[] }>(
    '/api/discussions?space=national',
  );
  await page.goto('/spaces/national');
  await page.getByRole('button', { name: /^Follow: Digest/ }).click();
  // The button says so before the server does, and a page that is left takes its request along.
  const kept = page.waitForResponse((answer) => answer.url().endsWith('/watch') && answer.ok());
  await page.getByRole('menuitemradio', { name: /^Everything/ }).click();
  await kept;
  await expect(page.getByRole('button', { name: /^Follow: Everything/ })).toBeVisible();
  await page.goto(`/discussions/${question.items[0]!.id}`);
  await takenOver(page);
  await page.getByRole('button', { name: /^Follow: Everything/ }).click();
  await expect(page.getByRole('menu')).toContainText('As the space: Everything.');
});

test('a member is named by keyboard, and hears of it', async ({ person }) => {
  const first = `wren${Date.now().toString(36)}`;
  const name = `${first} keeper`;
  const named = await person({ as: 'somebody new', name });
  const writer = await person({ as: 'public-librarian', second: true });
  await named.api.join('national');
  const question = await writer.api.question(`Who knows of wrens? ${Date.now()}`);
  const { page } = writer;
  const keyboard = new Keyboard(page);
  await page.goto(`/discussions/${question.id}`);
  await keyboard.tabTo(replyBox(page));
  await page.locator('[contenteditable=true]').waitFor();
  await keyboard.type(`Ask @${first}`);
  const option = page.getByRole('option', { name });
  await expect(option).toBeVisible();
  await expect(option).toHaveAttribute('aria-selected', 'true');
  await keyboard.press('ArrowDown', 'ArrowUp', 'Enter');
  await expect(page.getByRole('listbox')).toBeHidden();
  await keyboard.type('about it, or @moder');
  await expect(page.getByRole('option', { name: /moderators of this space/ })).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByRole('listbox')).toBeHidden();
  await expectWords(replyBox(page), `Ask @${first}-keeper about it, or @moder`);
  await keyboard.press('Control+Enter');
  await expect(post(page, 2)).toContainText(`@${first}-keeper`);

  await named.page.goto('/inbox');
  await expect(named.page.getByRole('link', { name: 'Public librarian named you' })).toBeVisible();
});

test('whoever is blocked is not heard, and can be heard again', async ({ person }) => {
  const asker = await person({ as: 'somebody new' });
  const other = await person({ as: 'somebody new', name: `Loud Member ${Date.now()}`, second: true });
  await asker.api.join('national');
  await other.api.join('national');
  const question = await asker.api.question(`Who is loud? ${Date.now()}`);
  await other.api.reply(question.id, 'I am.');
  const { page } = asker;
  await page.goto(`/discussions/${question.id}`);
  await page.getByRole('button', { name: 'More: post 2' }).click();
  await page.getByRole('menuitem', { name: /^Block Loud Member/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Nothing they do comes to your inbox');
  await dialog.getByRole('button', { name: 'Block', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: 'is blocked.' })).toBeVisible();
  await other.api.reply(question.id, 'Very.');

  await page.goto('/inbox');
  await expect(page.getByRole('heading', { name: 'Nothing has come yet' })).toBeVisible();
  await page.goto('/me/notifications');
  await page.getByRole('button', { name: /^Unblock Loud Member/ }).click();
  await expect(page.getByText('You have blocked nobody.')).toBeVisible();
});

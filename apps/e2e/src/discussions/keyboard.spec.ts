import { expect, test } from '../support/test.js';
import { Keyboard } from '../support/keyboard.js';
import { post, replyBox, replyButton } from '../support/pages.js';

test('a question and a reply by the keyboard alone, focus always in sight', async ({ person }) => {
  const { page } = await person({ as: 'university-librarian' });
  const keys = new Keyboard(page);
  const title = `Which shelf order do readers find? ${Date.now()}`;

  await page.goto('/');
  await keys.tabTo(page.getByRole('link', { name: 'Skip to the page' }));
  await keys.press('Enter');
  await keys.tabTo(page.getByRole('link', { name: 'Ask a question' }));
  await keys.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Ask a question' })).toBeFocused();

  await keys.tabTo(page.getByLabel('Your question in one line'));
  await keys.type(title);
  const body = page.getByRole('textbox', { name: 'What you need to know' });
  await keys.tabTo(body);
  await expect(body).toHaveAttribute('contenteditable', 'true');
  await keys.type('By subject, or by');
  await keys.press('Control+b');
  await keys.type(' need');
  await keys.tabTo(page.getByLabel('Where'));
  await keys.type('National');
  await keys.tabTo(page.getByRole('button', { name: 'Ask', exact: true }));
  await keys.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeFocused();
  await expect(post(page, 1).getByRole('strong')).toHaveText('need');

  await keys.tabTo(replyBox(page));
  await keys.type('By need, with signs.');
  await keys.press('Control+Enter');
  await expect(post(page, 2)).toContainText('By need, with signs.');
  await expect(post(page, 2)).toBeFocused();
  await keys.tabTo(replyBox(page));
  await keys.type('Signs at eye height.');
  await keys.tabTo(replyButton(page));
  await keys.press('Enter');
  await expect(post(page, 3)).toBeFocused();
});

test('menus and dialogs open, close and give the focus back', async ({ person }) => {
  const { page, api } = await person({ as: 'university-librarian' });
  const question = await api.question(`Focus goes where? ${Date.now()}`);
  const reply = await api.reply(question.id, 'To the button that opened it.');
  const keys = new Keyboard(page);

  await page.goto(`/discussions/${question.id}`);
  const person_ = page.getByRole('button', { name: 'University librarian, your menu' });
  await keys.tabTo(person_);
  await keys.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Your details' })).toBeFocused();
  await keys.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'What reaches you' })).toBeFocused();
  await keys.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeFocused();
  await keys.press('Escape');
  await expect(person_).toBeFocused();

  const remove = page.getByRole('button', { name: `Delete post ${reply.number}` });
  await keys.tabTo(remove);
  await keys.press('Enter');
  const dialog = page.getByRole('dialog', { name: `Delete post ${reply.number}?` });
  await expect(dialog).toBeVisible();
  await keys.expectSeen();
  for (let turn = 0; turn < 4; turn++) {
    await keys.press('Tab');
    await keys.expectSeen();
    await expect(dialog.locator(':focus')).toHaveCount(1);
  }
  await keys.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(remove).toBeFocused();
});

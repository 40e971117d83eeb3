import { Keyboard } from '../support/keyboard.js';
import { post, replyBox } from '../support/pages.js';
import { expect, test } from '../support/test.js';

test('Markdown is previewed by keyboard, and looks as the post then does', async ({ person }) => {
  const { page, api } = await person({ as: 'trust-librarian' });
  const keyboard = new Keyboard(page);
  const question = await api.question(`How will it look? ${Date.now()}`);
  await page.goto(`/discussions/${question.id}`);
  await expect(page.getByRole('button', { name: 'Preview' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Markdown' }).click();
  await replyBox(page).fill('A **table**:\n\n| a | b |\n| - | - |\n| 1 | 2 |');

  await keyboard.press('Shift+Tab', 'End', 'Enter');
  await expect(page.getByRole('button', { name: 'Preview' })).toBeFocused();
  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview.getByRole('cell', { name: '2' })).toBeVisible();
  const laidOut = await preview.locator('.prose').innerHTML();
  await replyBox(page).press('End');
  await replyBox(page).pressSequentially('\nAnd more.');
  await expect(preview).toContainText('And more.');
  const later = await preview.locator('.prose').innerHTML();
  expect(later).not.toBe(laidOut);
  await keyboard.press('Control+Enter');
  await expect(post(page, 2).locator('.prose')).toBeVisible();
  expect(await post(page, 2).locator('.prose').innerHTML()).toBe(later);
});

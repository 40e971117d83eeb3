import { Keyboard } from '../support/keyboard.js';
import { expect, test } from '../support/test.js';

test('former bodies are gone back through by keyboard, to the first', async ({ person }) => {
  const { page, api } = await person({ as: 'trust-librarian', viewport: { width: 360, height: 780 } });
  const question = await api.question(`Who mends every word? ${Date.now()}`);
  let post = await api.reply(question.id, 'The first words.');
  for (let edit = 1; edit <= 22; edit += 1) post = await api.edit(post, `Mended ${edit} times.`);
  await page.goto(`/discussions/${question.id}`);
  const keyboard = new Keyboard(page);
  await page
    .locator('#post-2')
    .getByRole('button', { name: /^edited/i })
    .press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Mended 21 times.')).toBeVisible();
  await expect(dialog.getByText('The first words.')).toHaveCount(0);
  await expect(dialog).toBeFocused();
  const earlier = dialog.getByRole('button', { name: 'Show earlier versions' });
  await keyboard.tabTo(earlier);
  await keyboard.press('Enter');
  await expect(dialog.getByText('The first words.')).toBeVisible();
  await expect(dialog.getByText('2 more shown')).toBeFocused();
});

import { expect, type Person } from '../support/test.js';
import { post, write } from '../support/pages.js';

/** Editing, deleting and accepting in one thread, while a second person reads it. */
export async function lookAfterThread(asker: Person, reader: Person, patience: number): Promise<void> {
  const { page, api } = asker;
  const question = await api.question(`Which label printer lasts? ${Date.now()}`);
  await reader.api.reply(question.id, 'The small one, eight years now.');
  const own = await api.reply(question.id, 'Ours faded in one.');
  await page.goto(`/discussions/${question.id}`);
  await reader.page.goto(`/discussions/${question.id}`);
  await expect(post(reader.page, 3)).toContainText('Ours faded in one.');

  await page.getByRole('button', { name: 'Edit post 3' }).click();
  const editor = page.getByRole('textbox', { name: 'Edit post 3' });
  await expect(editor).toContainText('Ours faded in one.');
  await write(editor, ' And a half.');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(post(page, 3)).toContainText('And a half.');
  await expect(post(page, 3)).toContainText('Edited just now');
  await expect(post(reader.page, 3)).toContainText('And a half.', { timeout: patience });
  await expect(post(reader.page, 3).getByText('Edited')).toBeVisible();
  await expect(reader.page.getByRole('button', { name: /Edited/ })).toHaveCount(0);

  await post(page, 3)
    .getByRole('button', { name: /Edited/ })
    .click();
  const history = page.getByRole('dialog', { name: 'Earlier versions of post 3' });
  await expect(history).toContainText('Ours faded in one.');
  await history.getByRole('button', { name: 'Close' }).click();

  await page.getByRole('button', { name: 'Accept as the answer: post 2' }).click();
  const answer = page.getByRole('region', { name: 'Accepted answer' });
  await expect(answer).toContainText('eight years');
  await expect(reader.page.getByRole('region', { name: 'Accepted answer' })).toContainText('eight years', {
    timeout: patience,
  });
  const first = await answer.evaluate(
    (region) => region.compareDocumentPosition(document.getElementById('post-1')!) & 4,
  );
  expect(first, 'the answer stands before the opening post').toBeTruthy();

  await page.getByRole('button', { name: 'Delete post 3' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(post(page, 3)).toContainText('This post was deleted.');
  await post(page, 3).getByRole('button', { name: 'Read its former words' }).click();
  await expect(history).toContainText('And a half.');
  await history.getByRole('button', { name: 'Close' }).click();
  await expect(post(reader.page, 3)).toContainText('This post was deleted.', { timeout: patience });
  await expect(reader.page.getByText('Ours faded')).toHaveCount(0);
  expect((await api.posts(question.id)).items.find(({ id }) => id === own.id)?.html).toBe('');
}

/** What arrives waits, and does not move what is read; going back finds the first unread post. */
export async function newRepliesWait(reader: Person, writer: Person, patience: number): Promise<void> {
  const { page } = reader;
  const question = await writer.api.question(`How do you store maps? ${Date.now()}`, 'Rolled or flat?');
  for (let number = 2; number <= 6; number++)
    await writer.api.reply(
      question.id,
      `Way ${number}: flat, in drawers.\n\n${'Room is short. '.repeat(40)}`,
    );
  await page.goto(`/discussions/${question.id}?at=4`);
  await expect(post(page, 4)).toBeInViewport();
  const top = () => post(page, 4).evaluate((article) => article.getBoundingClientRect().top);
  const settled = await steady(top);

  await writer.api.reply(question.id, 'The seventh thing to know.');
  await writer.api.reply(question.id, 'The eighth.');
  await expect(page.getByRole('button', { name: '2 new replies, show' })).toBeVisible({ timeout: patience });
  expect(await top()).toBeCloseTo(settled, 0);
  await expect(page.getByText('The seventh thing')).toHaveCount(0);
  await page.getByRole('button', { name: '2 new replies, show' }).click();
  await expect(post(page, 7)).toBeInViewport();
  await expect(post(page, 7)).toBeFocused();
  await expect(post(page, 8)).toContainText('The eighth.');
}

async function steady(measure: () => Promise<number>): Promise<number> {
  let last = await measure();
  await expect
    .poll(async () => {
      const before = last;
      last = await measure();
      return last === before;
    })
    .toBe(true);
  return last;
}

import { expect, test } from '../support/test.js';
import { write } from '../support/pages.js';

// What a screen reader is told of a thread: the shape is held, so that a change of it is a decision.
test('the accessibility tree of a thread', async ({ person }) => {
  const { page, api } = await person({ as: 'trust-librarian' });
  const question = await api.question('Which tree do you read?', 'The one with **names**.');
  const reply = await api.reply(question.id, 'The tree of the page.');
  await api.reply(question.id, 'Why?', reply.id);
  await api.accept(question.id, reply.id);
  await page.goto(`/discussions/${question.id}`);
  await expect(page.getByRole('textbox', { name: 'Your reply' })).toBeVisible();
  await expect(page.getByRole('main')).toMatchAriaSnapshot({ name: 'thread.aria.yml' });
});

test('the accessibility tree of the composer', async ({ person }) => {
  const { page, api } = await person({ as: 'trust-librarian' });
  const question = await api.question('What does the composer say?');
  await page.goto(`/discussions/${question.id}`);
  await write(page.getByRole('textbox', { name: 'Your reply' }), 'Plain, then');
  await page.keyboard.press('Control+b');
  await page.keyboard.type(' bold');
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Your reply' })).toMatchAriaSnapshot({
    name: 'composer.aria.yml',
  });
});

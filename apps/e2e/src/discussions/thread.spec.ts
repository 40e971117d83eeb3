import { expect, test, type Person } from '../support/test.js';
import { post, takenOver, threadPath } from '../support/pages.js';
import { ABOUT_OPEN_SOCKETS, cuttable, refuseSockets, SOCKETS_BLOCKED } from '../support/sockets.js';
import { lookAfterThread, newRepliesWait } from './thread-journey.js';

const LONG = 45;

async function longThread(writer: Person) {
  const question = await writer.api.question(`What do you do in a quiet week? ${Date.now()}`);
  const ids: number[] = [question.id];
  for (let number = 2; number <= LONG; number++) {
    const parent = number % 4 === 0 ? ids.at(-2) : undefined;
    const { id } = await writer.api.reply(question.id, `Idea ${number}.`, number > 4 ? parent : undefined);
    ids.push(id);
  }
  return { question, ids };
}

for (const sockets of ['open', 'refused'] as const) {
  const patience = sockets === 'open' ? 3_000 : 15_000;
  const two = async (
    person: (coming: { as: 'trust-librarian' | 'university-librarian' }) => Promise<Person>,
  ) => {
    const both = [
      await person({ as: 'trust-librarian' }),
      await person({ as: 'university-librarian' }),
    ] as const;
    if (sockets === 'refused') await Promise.all(both.map(({ context }) => refuseSockets(context)));
    return both;
  };

  test(`edit, history, answer and tombstone, sockets ${sockets}`, async ({ person }) => {
    test.skip(SOCKETS_BLOCKED && sockets === 'open', ABOUT_OPEN_SOCKETS);
    await lookAfterThread(...(await two(person)), patience);
  });

  test(`new replies wait and move nothing, sockets ${sockets}`, async ({ person }) => {
    test.skip(SOCKETS_BLOCKED && sockets === 'open', ABOUT_OPEN_SOCKETS);
    await newRepliesWait(...(await two(person)), patience);
  });
}

test('after a lost connection the page has edits, deletions and new posts', async ({ person }) => {
  const reader = await person({ as: 'trust-librarian' });
  const writer = await person({ as: 'university-librarian' });
  const connection = await cuttable(reader.context);
  const question = await writer.api.question(`What happens in a tunnel? ${Date.now()}`);
  const edited = await writer.api.reply(question.id, 'This will change.');
  const removed = await writer.api.reply(question.id, 'This will go.');
  await reader.page.goto(`/discussions/${question.id}`);
  await expect(post(reader.page, 3)).toContainText('This will go.');

  await connection.cut();
  await writer.api.edit(edited, 'This has changed.');
  await writer.api.remove(removed);
  await writer.api.reply(question.id, 'This is new.');
  await expect(reader.page.getByText('This will change.')).toBeVisible();
  await connection.mend();
  await expect(post(reader.page, 2)).toContainText('This has changed.', { timeout: 30_000 });
  await expect(post(reader.page, 3)).toContainText('This post was deleted.');
  await reader.page.getByRole('button', { name: '1 new reply, show' }).click();
  await expect(post(reader.page, 4)).toContainText('This is new.');
});

test('flat and threaded share one address, and the choice stays', async ({ person }) => {
  const { page, api } = await person({ as: 'trust-librarian' });
  const question = await api.question(`Shelves or drawers? ${Date.now()}`);
  const shelves = await api.reply(question.id, 'Shelves.');
  await api.reply(question.id, 'Drawers.');
  await api.reply(question.id, 'Shelves of what depth?', shelves.id);
  const order = () => page.getByRole('article').evaluateAll((all) => all.map(({ id }) => id));
  await page.goto(threadPath(question));
  await expect(post(page, 4)).toContainText('In reply to Trust librarian, post 2');
  expect(await order()).toEqual(['post-1', 'post-2', 'post-3', 'post-4']);
  await page.getByRole('link', { name: 'By thread' }).click();
  await expect.poll(order).toEqual(['post-1', 'post-2', 'post-4', 'post-3']);
  expect(new URL(page.url()).pathname).toBe(threadPath(question));
  await page.goto(threadPath(question));
  await expect.poll(order).toEqual(['post-1', 'post-2', 'post-4', 'post-3']);
});

test('a permalink lands on its post wherever it is, and pages go on from there', async ({ person }) => {
  const writer = await person({ as: 'trust-librarian' });
  const { question, ids } = await longThread(writer);
  const { page } = await person();
  for (const view of ['flat', 'threaded']) {
    await page.goto(`${threadPath(question)}?view=${view}&at=33#post-33`);
    await expect(post(page, 33)).toBeInViewport();
    await expect(post(page, 33)).toBeFocused();
  }
  await page.goto(
    `/posts/${(await writer.api.posts(question.id, '?around=37')).items.find(({ number }) => number === 37)!.id}`,
  );
  await expect(post(page, 37)).toBeInViewport();
  await expect(page).toHaveURL(`${threadPath(question)}?at=37#post-37`);
  expect(ids).toHaveLength(LONG);

  await page.goto(threadPath(question));
  await expect(post(page, 20)).toBeVisible();
  await page.getByRole('button', { name: 'Show more replies' }).click();
  await expect(post(page, 40)).toBeVisible();
  await expect(page).toHaveURL(/[?&]after=/);
  await page.getByRole('button', { name: 'Show more replies' }).click();
  await expect(post(page, LONG)).toBeVisible();
  await expect(post(page, 1)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Show more replies' })).toHaveCount(0);
});

test('the latest post of a long thread is one step away, also from further down and a second time', async ({
  person,
}) => {
  const writer = await person({ as: 'trust-librarian' });
  const { question } = await longThread(writer);
  const { page } = await person();
  for (const view of ['flat', 'threaded']) {
    await page.goto(`${threadPath(question)}?view=${view}`);
    await takenOver(page);
    for (const _time of ['first', 'second']) {
      await page.getByRole('link', { name: 'Go to the latest' }).press('Enter');
      await expect(post(page, LONG)).toBeFocused();
      await expect(post(page, LONG)).toBeInViewport();
      await page.evaluate(() => scrollTo(0, 0));
    }
    await expect(page).toHaveURL(new RegExp(`view=${view}.*#post-${LONG}$`));
  }
});

test('unread is exact, and one jumps to the first of it', async ({ person }) => {
  const writer = await person({ as: 'trust-librarian' });
  const { page, api } = await person({ as: 'university-librarian' });
  const { question } = await longThread(writer);
  await api.put(`/api/discussions/${question.id}/read`, { number: 29 });

  await page.goto(threadPath(question));
  await page.getByRole('link', { name: `Jump to first unread (${LONG - 29})` }).click();
  await expect(post(page, 30)).toBeFocused();
  await expect(post(page, 30)).toBeInViewport();
  await expect(page.getByText('New since you were here')).toBeVisible();
  await expect(post(page, 30).getByText('New', { exact: true })).toBeVisible();
  // Reading on moves the watermark, and the list agrees with it.
  await expect
    .poll(async () => (await api.get<{ unread: number }>(`/api/discussions/${question.id}`)).unread)
    .toBeLessThan(LONG - 29);
});

import { expect, test, type Person } from '../support/test.js';
import { refuseSockets, SOCKETS_BLOCKED, socketUp } from '../support/sockets.js';
import { expectWords, post, replyBox, replyButton, write } from '../support/pages.js';

const WORDS = 'Half a sentence that must not be lost';

async function replying(person: Person) {
  const question = await person.api.question(`Do words survive? ${Date.now()}`);
  await person.page.goto(`/discussions/${question.id}`);
  await write(replyBox(person.page), WORDS);
  return question;
}

test('a reload in mid-writing', async ({ person }) => {
  const member = await person({ as: 'trust-librarian' });
  const { page } = member;
  await replying(member);
  // At once, before anything was saved by the clock.
  await page.reload();
  await expectWords(replyBox(page), WORDS);
  await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible();
});

test('a reload of a guest who asks, and starting afresh', async ({ person }) => {
  const { page } = await person();
  await page.goto('/discussions/new');
  const title = page.getByLabel('Your question in one line');
  await title.fill('Where do you keep withdrawn books?');
  await write(page.getByRole('textbox', { name: 'What you need to know' }), WORDS);
  await page.getByLabel('Where').selectOption({ label: 'Partnerships' });
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await page.getByLabel('Your name').fill('Shelver');
  await page.reload();
  await expect(page.getByLabel('Your name')).toHaveValue('Shelver');
  await page.getByRole('button', { name: 'Back to what I wrote' }).click();
  await expect(title).toHaveValue('Where do you keep withdrawn books?');
  await expectWords(page.getByRole('textbox', { name: 'What you need to know' }), WORDS);
  await page.getByRole('button', { name: 'Start afresh' }).click();
  await expect(title).toHaveValue('');
});

for (const sockets of SOCKETS_BLOCKED ? (['refused'] as const) : (['open', 'refused'] as const))
  test(`a session that ended while replying, sockets ${sockets}`, async ({ person }) => {
    const member = await person({ as: 'trust-librarian' });
    const { page, api, context } = member;
    if (sockets === 'refused') await refuseSockets(context);
    const live = sockets === 'open' && socketUp(page);
    await replying(member);
    await live;
    const { items } = await api.get<{ items: { id: number; current: boolean }[] }>('/api/me/sessions');
    await api.delete(`/api/me/sessions/${items.find(({ current }) => current)!.id}`);

    const again = page.getByRole('dialog', { name: 'Sign in again' });
    const menu = page.getByRole('banner').getByRole('button', { name: /your menu$/ });
    if (sockets === 'open') {
      await again.getByRole('button', { name: 'Not now' }).click();
      await expect(menu).toBeHidden();
      await expectWords(replyBox(page), WORDS);
    }
    await replyButton(page).click();
    await expect(again).toContainText('Nothing you wrote is lost');
    await expect(again.getByLabel('E-mail address')).toHaveValue('trust-librarian@demo.example');
    await again.getByLabel('Password', { exact: true }).fill('fingerpost-demo');
    await again.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(again).toBeHidden();
    await expect(menu).toBeVisible();
    await expectWords(replyBox(page), WORDS);
    await replyButton(page).click();
    await expect(post(page, 2)).toContainText(WORDS);
    await expectWords(replyBox(page), /^\s*$/);
  });

test('a refused reply stays in the composer with its reason', async ({ person }) => {
  const member = await person({ as: 'trust-librarian' });
  const moderator = await person({ as: 'moderator' });
  const { page } = member;
  const question = await replying(member);
  const { version } = await moderator.api.get<{ version: number }>(`/api/discussions/${question.id}`);
  await moderator.api.patch(`/api/discussions/${question.id}`, { version, closed: true });
  await expect(page.getByText('This discussion is closed to replies.')).toBeVisible();
  await replyButton(page).click();
  await expect(page.getByRole('alert')).toContainText('There is a problem');
  await expectWords(replyBox(page), WORDS);
});

test('a reply to a post that was deleted meanwhile goes to the discussion instead', async ({ person }) => {
  const member = await person({ as: 'trust-librarian' });
  const peer = await person({ as: 'university-librarian' });
  const { page, api } = member;
  const question = await api.question(`Who takes words back? ${Date.now()}`);
  const gone = await peer.api.reply(question.id, 'Said in haste.');
  await page.goto(`/discussions/${question.id}`);
  await post(page, 2).getByRole('button', { name: 'Reply to post 2' }).click();
  const box = post(page, 2).getByRole('textbox', { name: /^Your reply to/ });
  await write(box, WORDS);
  await peer.api.remove(gone);
  await expect(post(page, 2)).toContainText('This post was deleted');
  await expectWords(box, WORDS);
  await box.press('Control+Enter');
  await expect(page.getByRole('alert')).toContainText('was deleted meanwhile');
  await expectWords(box, WORDS);
  await page.getByRole('alert').getByRole('link').click();
  await page.keyboard.press('Enter');
  await expect(post(page, 3)).toContainText(WORDS);
  await page.reload();
  await expect(box).toHaveCount(0);
});

test('a reply that is too long is counted and kept', async ({ person }) => {
  const member = await person({ as: 'trust-librarian' });
  const { page } = member;
  const question = await member.api.question(`How long is too long? ${Date.now()}`);
  await page.goto(`/discussions/${question.id}`);
  await page.getByRole('button', { name: 'Markdown' }).click();
  await replyBox(page).fill('word '.repeat(6_500));
  await replyButton(page).click();
  const problem = page.getByRole('alert');
  await expect(problem).toContainText('longer than 32,000 characters');
  await expect(problem).toBeFocused();
  await problem.getByRole('link').click();
  await expect(replyBox(page)).toBeFocused();
  await expect(replyBox(page)).toHaveValue(/^word word/);
});

test('a reply sent without a connection', async ({ person }) => {
  const member = await person({ as: 'trust-librarian' });
  const { page, context, api } = member;
  const question = await replying(member);
  await context.setOffline(true);
  await replyButton(page).click();
  await expect(page.getByText('Not sent. Your words are kept; try again.')).toBeVisible();
  await expectWords(replyBox(page), WORDS);
  await context.setOffline(false);
  await replyButton(page).click();
  await expect(post(page, 2)).toContainText(WORDS);
  expect((await api.posts(question.id)).items).toHaveLength(2);
});

test('a reply on its way takes no more words, and the caret stays where it was', async ({ person }) => {
  const member = await person({ as: 'trust-librarian' });
  const { page } = member;
  const question = await replying(member);
  const answers: ((as: 'refused' | 'taken') => void)[] = [];
  await page.route(`**/api/discussions/${question.id}/posts`, async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    const answer = await new Promise((resolve) => answers.push(resolve));
    return answer === 'taken' ? route.continue() : route.abort('connectionreset');
  });
  const sendAndType = async (sent: number) => {
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => answers.length).toBe(sent);
    await expect(replyBox(page)).toHaveAttribute('aria-readonly', 'true');
    await expect(replyBox(page)).toBeFocused();
    await page.keyboard.type(' typed meanwhile');
    await page.getByRole('button', { name: 'Bold' }).click();
    await expect(page.getByRole('button', { name: 'Bold' })).toHaveAttribute('aria-pressed', 'false');
  };
  await sendAndType(1);
  answers[0]!('refused');
  await expect(page.getByText('Not sent. Your words are kept; try again.')).toBeVisible();
  await replyBox(page).focus();
  await page.keyboard.type(' at all');
  await expectWords(replyBox(page), new RegExp(`^${WORDS} at all\\s*$`));

  await sendAndType(2);
  answers[1]!('taken');
  await expect(post(page, 2)).toContainText(`${WORDS} at all`);
  await expect(post(page, 2)).not.toContainText('typed meanwhile');
  await expectWords(replyBox(page), /^\s*$/);
  await write(replyBox(page), 'The next one');
  await page.reload();
  await expectWords(replyBox(page), /^The next one\s*$/);
});

test('a change of a post on its way takes no more words', async ({ person }) => {
  const { page, api } = await person({ as: 'trust-librarian' });
  const question = await api.question(`Who reads on? ${Date.now()}`);
  const own = await api.reply(question.id, 'Nobody.');
  await page.goto(`/discussions/${question.id}`);
  await page.getByRole('button', { name: 'Edit post 2' }).click();
  const editor = page.getByRole('textbox', { name: 'Edit post 2' });
  await write(editor, ' Or some.');
  let answer = () => {};
  const asked = new Promise<void>((onItsWay) =>
    page.route(`**/api/posts/${own.id}`, async (route) => {
      if (route.request().method() !== 'PATCH') return route.continue();
      onItsWay();
      await new Promise<void>((resolve) => (answer = resolve));
      return route.continue();
    }),
  );
  await editor.press('Control+Enter');
  await asked;
  await expect(editor).toHaveAttribute('aria-readonly', 'true');
  await page.keyboard.type(' typed meanwhile');
  await expectWords(editor, /Or some\.\s*$/);
  answer();
  await expect(post(page, 2)).toContainText('Nobody. Or some.');
});

test('an answer that was lost on the way: the reply is there once', async ({ person }) => {
  const member = await person({ as: 'trust-librarian' });
  const { page, api } = member;
  const question = await replying(member);
  let lost = 0;
  await page.route(`**/api/discussions/${question.id}/posts`, async (route) => {
    if (route.request().method() !== 'POST' || lost++ > 0) return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  await replyButton(page).click();
  await expect(page.getByText('Not sent. Your words are kept; try again.')).toBeVisible();
  await replyButton(page).click();
  await expect(post(page, 2)).toContainText(WORDS);
  expect((await api.posts(question.id)).items).toHaveLength(2);
});

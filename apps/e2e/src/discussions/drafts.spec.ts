import { expect, test, type Person } from '../support/test.js';
import { addressOf, DEMO_PASSWORD } from '../support/site.js';
import { expectWords, post, replyBox, replyButton, write } from '../support/pages.js';

const OLD = 'What I began last week';
const AS_GUEST = 'What I wrote as a guest';
const saved = /^Saved \d\d:\d\d$/;

/** A member leaves a question unfinished, signs out, and begins another one as a guest. */
async function twoBeginnings({ page, api }: Person) {
  const title = page.getByLabel('Your question in one line');
  await api.signIn(addressOf('trust-librarian'));
  await page.goto('/discussions/new');
  await title.fill(OLD);
  await expect(page.getByText(saved)).toBeVisible();
  await api.post('/api/auth/sign-out', {});
  await page.goto('/discussions/new');
  await expect(title).toHaveValue('');
  await title.fill(AS_GUEST);
  return title;
}

async function signIn({ page }: Person) {
  await page.getByLabel('E-mail address').fill(addressOf('trust-librarian'));
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('a guest signs in by the header: their words stay, the older ones are offered', async ({ person }) => {
  const member = await person();
  const { page } = member;
  const title = await twoBeginnings(member);
  await page.getByRole('link', { name: 'Sign in', exact: true }).click();
  await signIn(member);
  await expect(page.getByRole('button', { name: /your menu$/ })).toBeVisible();
  await page.goto('/discussions/new');
  await expect(title).toHaveValue(AS_GUEST);
  await title.fill(`${AS_GUEST}, and more`);
  const other = page.getByRole('status').filter({ hasText: 'You also have an unfinished one from' });
  await other.getByRole('button', { name: 'Show it' }).click();
  await expect(title).toHaveValue(OLD);
  await title.fill(`${OLD}, and more`);
  await expect(page.getByText(saved)).toBeVisible();
  await page.reload();
  await expect(title).toHaveValue(`${OLD}, and more`);
  await other.getByRole('button', { name: 'Show it' }).click();
  await expect(title).toHaveValue(`${AS_GUEST}, and more`);
});

test('a guest signs in while asking: what they wrote is posted, the older words stay', async ({ person }) => {
  const member = await person();
  const { page } = member;
  const title = await twoBeginnings(member);
  await write(page.getByRole('textbox', { name: 'What you need to know' }), 'All of it.');
  await page.getByLabel('Where').selectOption({ label: 'National space' });
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await page.getByRole('button', { name: 'I have an account' }).click();
  await signIn(member);
  await expect(page.getByRole('heading', { level: 1, name: AS_GUEST })).toBeVisible();
  await page.goto('/discussions/new');
  await expect(title).toHaveValue(OLD);
  await expect(page.getByText('You also have an unfinished one')).toHaveCount(0);
});

test('two tabs on one discussion: sending in one leaves the words of the other', async ({ person }) => {
  const { page, context, api } = await person({ as: 'trust-librarian' });
  const question = await api.question(`Two tabs? ${Date.now()}`);
  const second = await context.newPage();
  await page.goto(`/discussions/${question.id}`);
  await second.goto(`/discussions/${question.id}`);
  await write(replyBox(second), 'In the second tab');
  await expect(second.getByText(saved)).toBeVisible();
  await page.bringToFront();
  await write(replyBox(page), 'In the first tab');
  await expect(page.getByText(saved)).toBeVisible();
  await replyButton(page).click();
  await expect(post(page, 2)).toContainText('In the first tab');
  await second.reload();
  await expectWords(replyBox(second), 'In the second tab');
});

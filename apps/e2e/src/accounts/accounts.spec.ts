import { expect, test, type Person } from '../support/test.js';
import { codeFor } from '../support/mailbox.js';
import { freshAddress } from '../support/members.js';
import { LOOPBACK } from '../support/site.js';

const PASSWORD = 'a quiet reading room';

async function signUp({ page, api }: Person, email: string): Promise<void> {
  await page.goto('/sign-up');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Your name').fill('Branch librarian');
  await page.getByLabel('Where you work').selectOption({ label: 'Public library' });
  await page.getByRole('combobox', { name: 'Organisation' }).fill('Little Wold village library');
  await expect(page.getByText('“Little Wold village library” is not listed yet.')).toBeVisible();
  await page.getByLabel(/^Password/).fill(PASSWORD);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Enter your code' })).toBeVisible();
  await page.getByLabel('Code from your e-mail').fill('000 000');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('alert')).toContainText('That code does not fit');
  await page.getByLabel('Code from your e-mail').fill(await codeFor(api, email));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('button', { name: 'Branch librarian, your menu' })).toBeVisible();
  // The name is there before the page is left, and a menu opened in between would close with it.
  await expect(page).toHaveURL('/');
}

const signOut = async ({ page }: Person) => {
  await page.getByRole('button', { name: /, your menu$/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
};

test('sign up with an unlisted organisation; sign in by password, by code; sign out', async ({ person }) => {
  const member = await person();
  const { page, api } = member;
  const email = freshAddress();
  await signUp(member, email);
  expect(await api.me()).toMatchObject({ organisation: 'Little Wold village library', hasPassword: true });
  await signOut(member);
  await expect(page).toHaveURL('/');

  // Again, as who forgot that they are a member: nothing says so before the code is there.
  await page.goto('/sign-up');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Your name').fill('Another name');
  await page.getByLabel('Where you work').selectOption({ label: 'Public library' });
  await page.getByLabel(/^Password/).fill('another quiet room');
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await page.getByLabel('Code from your e-mail').fill(await codeFor(api, email, 2));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByText('The password you typed just now was not taken over.')).toBeVisible();
  await expect(page).toHaveURL('/');
  await signOut(member);

  await page.goto('/rules');
  await page.getByRole('link', { name: 'Sign in', exact: true }).click();
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('do not belong together');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL('/rules');
  await expect(page.getByRole('button', { name: 'Branch librarian, your menu' })).toBeVisible();
  await signOut(member);

  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Send me a code instead' }).click();
  await page.getByLabel('Code from your e-mail').fill(await codeFor(api, email, 3));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('button', { name: 'Branch librarian, your menu' })).toBeVisible();
});

test('sign out everywhere ends the other browser too', async ({ person }) => {
  const here = await person({ as: 'somebody new' });
  const email = (await here.api.me())!.email;
  const there = await person({ second: true });
  await there.api.post('/api/auth/code', { email });
  await there.api.post('/api/auth/code/confirm', { email, code: await codeFor(there.api, email, 2) });
  await there.page.goto('/me');
  await expect(there.page.getByRole('heading', { level: 1, name: 'My account' })).toBeVisible();

  await here.page.goto('/me');
  const rows = here.page.getByRole('region', { name: 'Where I am signed in' }).getByRole('listitem');
  await expect(rows).toHaveCount(2);
  await here.page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await here.page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(here.page.getByText('You are signed out.')).toBeVisible();
  expect(await there.api.me()).toBeNull();
  await there.page.reload();
  await expect(there.page.getByText('Sign in to see your account.')).toBeVisible();
});

test('demonstration members are one click away, and a second person has their own sign-in', async ({
  person,
}) => {
  const { page, context, api } = await person();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: /^Trust librarian/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Hello, Trust librarian' })).toBeVisible();

  const opening = context.waitForEvent('page');
  await page.getByRole('complementary', { name: 'Demonstration' }).getByRole('link').click();
  const second = await opening;
  expect(new URL(second.url()).origin).toBe(LOOPBACK);
  await second.getByRole('link', { name: 'Sign in', exact: true }).click();
  await second.getByRole('button', { name: /^Newcomer/ }).click();
  await expect(second.getByRole('heading', { level: 1, name: 'Hello, Newcomer' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Hello, Trust librarian' })).toBeVisible();
  expect((await api.me())?.name).toBe('Trust librarian');
});

test('a one-time address that was used says so before anything is written', async ({ person }) => {
  const { page } = await person();
  await page.goto('/first-operator?token=used-long-ago');
  await expect(page.getByRole('alert')).toContainText('address');
  await expect(page.getByLabel('Your name')).toHaveCount(0);
});

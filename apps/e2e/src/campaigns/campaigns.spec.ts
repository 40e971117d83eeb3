import { expect, test } from '../support/test.js';

test('a steward confirms the dates of a campaign with its themes, by keyboard alone', async ({ person }) => {
  const { page } = await person({ as: 'operator' });
  await page.goto('/campaigns/carers-week');
  await expect(page.getByText('Expected, not yet confirmed')).toBeVisible();
  await page.getByLabel('Themes of the days').focus();
  await page.keyboard.type('Monday: nothing');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Line 1 does not begin with a date');
  await page.getByLabel('Themes of the days').fill('\n2020-06-08 Long ago');
  await page.getByRole('button', { name: 'Confirm', exact: true }).press('Enter');
  await expect(page.getByLabel('Themes of the days')).toHaveAccessibleDescription(/Line 2 is on no day/);
  await page.getByLabel('Themes of the days').fill(`2027-06-08 ${'Too long '.repeat(30)}`);
  await page.getByRole('button', { name: 'Confirm', exact: true }).press('Enter');
  await expect(page.getByLabel('Themes of the days')).toHaveAccessibleDescription(
    /Line 1: Use at most \d+ characters/,
  );
  const first = await page.getByLabel('First day').inputValue();
  await page.getByLabel('Themes of the days').fill(`${first} Looking after yourself`);
  await page.getByLabel('Themes of the days').press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main').getByText('Confirmed', { exact: true })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Looking after yourself' })).toBeVisible();

  const guest = await person({ javaScriptEnabled: false });
  await guest.page.goto('/campaigns/carers-week');
  await expect(guest.page.getByText('Looking after yourself')).toBeVisible();
  await expect(guest.page.getByText('Expected, not yet confirmed')).toHaveCount(0);

  await page.getByRole('button', { name: 'Not confirmed after all' }).press('Enter');
  await expect(page.getByText('Expected, not yet confirmed')).toBeVisible();
});

test('the campaigns of the year lead from the home to a discussion about one', async ({ person }) => {
  const { page } = await person();
  await page.goto('/');
  await page.getByRole('link', { name: 'Campaigns of the year' }).click();
  await page.getByRole('link', { name: 'Health Information Week' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Health Information Week' })).toBeVisible();
  await page.getByRole('link', { name: /one shared programme/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: /one shared programme/ })).toBeVisible();
});

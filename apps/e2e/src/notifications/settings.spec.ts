import { expect, test } from '../support/test.js';

test('digest only in two clicks, and it stays chosen', async ({ person }) => {
  const { page, api } = await person({ as: 'somebody new' });
  await page.goto('/me/notifications');
  const now = page.getByRole('radio', { name: 'Mentions and replies at once, the rest in a digest' });
  const digest = page.getByRole('radio', { name: 'Digest only' });
  await expect(now).toBeChecked();
  await expect(page.getByText('The digest comes at 08:00 on weekdays.')).toBeVisible();

  await digest.check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Saved.' })).toBeVisible();
  await page.reload();
  await expect(digest).toBeChecked();
  expect(await api.get('/api/me/notification-settings')).toMatchObject({
    personal: 'digest',
    rest: 'digest',
  });
});

test('all else is under More: days, hours, single reasons, spaces', async ({ person }) => {
  const { page, api } = await person({ as: 'somebody new' });
  await api.join('national');
  await page.goto('/me/notifications#more');
  await page.getByLabel('It comes').selectOption({ label: 'Once a week' });
  await page.getByLabel('On', { exact: true }).selectOption({ label: 'Friday' });
  await page.getByLabel('At', { exact: true }).selectOption({ label: '16:00' });
  await page.getByRole('checkbox', { name: 'Keep some hours quiet' }).check();
  await page.getByLabel('Your answer is accepted').selectOption({ label: 'Not by mail' });
  await expect(page.getByRole('radio', { name: /^As chosen under/ })).toBeChecked();
  await expect(page.getByText('on Friday at 16:00').first()).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Saved.' })).toBeVisible();
  expect(await api.get('/api/me/notification-settings')).toMatchObject({
    digest: { days: 'weekly', weekday: 5, hour: 16 },
    quiet: { from: 20, to: 7 },
    reasons: { accepted: 'never' },
  });

  await page.getByRole('button', { name: /^Follow: Digest, of “National space”/ }).click();
  await page.getByRole('menuitemradio', { name: /^Nothing/ }).click();
  await expect(page.getByRole('button', { name: /^Follow: Nothing, of “National space”/ })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('It comes')).toHaveValue('weekly');
  await expect(page.getByRole('button', { name: /^Follow: Nothing, of “National space”/ })).toBeVisible();
});

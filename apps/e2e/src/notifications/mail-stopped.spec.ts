import { codeFor } from '../support/mailbox.js';
import { stopMailTo } from '../support/sql.js';
import { expect, test } from '../support/test.js';

test('a member whose address takes no mail is told on every page, and starts it again with a code', async ({
  person,
}) => {
  const { page, api } = await person({ as: 'somebody new' });
  const { email } = (await api.me())!;
  await stopMailTo(email);
  await page.goto('/');
  const banner = page.getByRole('complementary', { name: 'About your mail' });
  await expect(banner).toContainText(`No mail reaches ${email}.`);
  await expect(banner).toContainText('nobody is at this address');
  await expect(banner).not.toContainText('550');
  await banner.getByRole('link', { name: 'Choose what reaches you' }).click();
  await expect(page.getByRole('main')).toContainText(`No mail reaches ${email}.`);

  await page.goto('/');
  await banner.getByRole('button', { name: 'Send a code to this address' }).click();
  const field = banner.getByLabel('Code from your e-mail');
  await expect(field).toBeFocused();
  await field.fill(await codeFor(api, email, 2));
  await field.press('Enter');
  await expect(page.getByText('Your mail goes out again.')).toBeVisible();
  await expect(banner).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  expect(await api.me()).toMatchObject({ mailStopped: null });
});

import { expect, type Person } from '../support/test.js';
import { codeFor } from '../support/mailbox.js';
import { freshAddress } from '../support/members.js';
import { post, replyBox, replyButton, write } from '../support/pages.js';

/** A guest asks and confirms; a colleague in another browser replies; the asker sees it where they are. */
export async function askAndHear(asker: Person, helper: Person, patience: number): Promise<number> {
  const { page } = asker;
  const email = freshAddress();
  const title = `Who else keeps leaflets in large print? ${email.slice(4, 12)}`;

  await page.goto('/');
  await page.getByRole('link', { name: 'Ask a question' }).click();
  await page.getByLabel('Your question in one line').fill('Readability scores of leaflets');
  await expect(page.getByRole('status').filter({ hasText: 'Asked before?' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Readability scores/ })).toBeVisible();
  await page.getByLabel('Your question in one line').fill(title);
  await write(page.getByRole('textbox', { name: 'What you need to know' }), 'We have four in large print.');
  await expect(page.getByText('No patient details, please.')).toBeVisible();
  await page.getByLabel('Where').selectOption({ label: 'National space' });
  await page.getByRole('button', { name: 'Ask', exact: true }).click();

  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Your name').fill('Leaflet keeper');
  await page.getByLabel('Where you work').selectOption({ label: 'Public library' });
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await page.getByLabel('Code from your e-mail').fill(await codeFor(asker.api, email));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(post(page, 1)).toContainText('We have four in large print.');

  await helper.page.goto(new URL(page.url()).pathname);
  await write(replyBox(helper.page), 'We keep nine, all ours.');
  await replyButton(helper.page).click();
  await expect(post(helper.page, 2)).toContainText('We keep nine, all ours.');

  const show = page.getByRole('button', { name: '1 new reply, show' });
  await expect(show).toBeVisible({ timeout: patience });
  await show.click();
  await expect(post(page, 2)).toContainText('We keep nine, all ours.');

  await page.getByRole('link', { name: 'Spaces', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Spaces' })).toBeVisible();
  await write(replyBox(helper.page), 'And two in Urdu.');
  const notice = page.getByRole('status').filter({ hasText: 'New reply to your question' });
  await replyButton(helper.page).click();
  const sent = performance.now();
  await expect(notice).toBeVisible({ timeout: patience });
  const took = performance.now() - sent;
  await notice.getByRole('link').first().click();
  await expect(post(page, 3)).toContainText('And two in Urdu.');
  return took;
}

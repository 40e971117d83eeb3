import type { Page } from '@playwright/test';
import { Api } from '../../support/api.js';
import { codeFor } from '../../support/mailbox.js';
import { freshAddress } from '../../support/members.js';
import { LOCALHOST } from '../../support/site.js';
import { button, type Place } from './place.js';

const code = (page: Page) => page.getByLabel('Code from your e-mail');
async function whoIs(page: Page): Promise<void> {
  await page.getByLabel('E-mail address').fill(freshAddress());
  await page.getByLabel('Your name').fill('Branch librarian');
  await page.getByLabel('Where you work').selectOption({ label: 'Public library' });
}
async function askForCode(page: Page): Promise<string> {
  const email = freshAddress();
  await page.getByLabel('E-mail address').fill(email);
  await button(page, 'Send me a code instead').click();
  await code(page).waitFor();
  return email;
}

/** The steps that follow the first form. */
export const SIGNING_IN: Place[] = [
  { name: 'the code of a sign-in', path: '/sign-in', open: askForCode },
  {
    name: 'a code that does not fit',
    path: '/sign-in',
    async open(page) {
      await askForCode(page);
      await code(page).fill('12');
      await button(page, 'Confirm').click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'who somebody is, after a code',
    path: '/sign-in',
    async open(page) {
      const email = await askForCode(page);
      await code(page).fill(await codeFor(new Api(page.request, LOCALHOST), email));
      await button(page, 'Confirm').click();
      await page.getByRole('heading', { level: 1, name: 'Say who you are' }).waitFor();
    },
  },
  {
    name: 'the code of a sign-up',
    path: '/sign-up',
    async open(page) {
      await whoIs(page);
      await button(page, 'Join').click();
      await code(page).waitFor();
    },
  },
  {
    name: 'the code of who asks',
    path: '/discussions/new',
    async open(page) {
      await page.getByLabel('Your question in one line').fill('Does it ask for a code?');
      await page.getByRole('textbox', { name: 'What you need to know' }).fill('It does.');
      await page.getByLabel('Where').selectOption({ label: 'National space' });
      await button(page, 'Ask').click();
      await whoIs(page);
      await button(page, 'Send me a code').click();
      await code(page).waitFor();
    },
  },
];

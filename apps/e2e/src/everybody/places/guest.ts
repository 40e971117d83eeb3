import { at, button, type Place } from './place.js';

/** What somebody sees before they sign in. */
export const GUEST: Place[] = [
  at('/'),
  at('/discussions'),
  at('/discussions?tag=nobody-used-this', 'an empty list'),
  at('/discussions/9', 'an answered thread'),
  at('/discussions/4?view=threaded', 'a thread by thread'),
  at('/spaces'),
  at('/spaces/national'),
  at('/search'),
  at('/search?q=leaflet'),
  at('/search?q=qqqqqq', 'a search that finds nothing'),
  at('/campaigns'),
  at('/campaigns/health-information-week', 'a campaign'),
  at('/rules'),
  at('/privacy'),
  at('/accessibility'),
  at('/nowhere', 'a page that is not there'),
  at('/sign-in'),
  {
    name: 'a sign-in that failed',
    path: '/sign-in',
    async open(page) {
      await page.getByLabel('E-mail address').fill('nobody');
      await button(page, 'Sign in').click();
      await page.getByRole('alert').waitFor();
    },
  },
  at('/sign-up'),
  {
    name: 'an organisation being chosen',
    path: '/sign-up',
    async open(page) {
      await page.getByRole('combobox', { name: 'Organisation' }).pressSequentially('Example');
      await page.getByRole('listbox').getByRole('option').first().waitFor();
    },
  },
  at('/me', 'an account without a sign-in'),
  at('/first-operator'),
  at('/discussions/new'),
  {
    name: 'a question with faults and similar titles',
    path: '/discussions/new',
    async open(page) {
      await page.getByLabel('Your question in one line').fill('Readability scores');
      await page.getByText('Asked before?').waitFor();
      await button(page, 'Ask').click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'who asks',
    path: '/discussions/new',
    async open(page) {
      await page.getByLabel('Your question in one line').fill('Does it say who asks?');
      await page.getByRole('textbox', { name: 'What you need to know' }).fill('It does.');
      await page.getByLabel('Where').selectOption({ label: 'National space' });
      await button(page, 'Ask').click();
      await page.getByLabel('Your name').waitFor();
    },
  },
  at('/dev/mail'),
];

import { at, button, type Place } from './place.js';

const by = (as: Place['as'], places: Place[]): Place[] => places.map((place) => ({ as, ...place }));
const RECORD = '/partnerships/bolton-health-information-partnership';
const MAP = '.map .pin';

/** The directory of partnerships and people, to guests, members and who looks after it. */
export const DIRECTORY: Place[] = [
  {
    name: 'the map of partnerships',
    path: '/partnerships',
    open: (page) => page.locator(MAP).first().waitFor(),
  },
  {
    name: 'a nation on the map, opened',
    path: '/partnerships',
    async open(page) {
      await page.locator('.map .pin-nation').first().click();
      await page.getByRole('group', { name: /whole nation/ }).waitFor();
    },
  },
  at('/partnerships?view=table', 'the table of partnerships'),
  at('/partnerships?nation=northern-ireland', 'a directory that finds nothing'),
  at(RECORD, 'a partnership'),
  at('/organisations/university-of-greater-manchester', 'an organisation'),
  at('/people', 'people, to a guest'),
  at('/partnerships/claims', 'what waits in the directory, to a guest'),
  ...by('public-librarian', [
    at('/people', 'people'),
    at('/people?q=qqqqqq', 'people, nobody found'),
    at('/messages', 'messages, none'),
    {
      name: 'a message with nothing in it',
      path: '/people',
      async open(page) {
        await page.getByRole('link', { name: 'Write to Moderator' }).click();
        await button(page, 'Send').click();
        await page.getByRole('alert').waitFor();
      },
    },
    {
      name: 'a record being claimed',
      path: RECORD,
      async open(page) {
        await button(page, 'I look after this').click();
        await page.getByLabel('What connects you with it').waitFor();
      },
    },
    {
      name: 'a partnership with faults',
      path: '/partnerships/new',
      async open(page) {
        await page.getByText('Place on the map').click();
        await page.getByLabel('Latitude').fill('91');
        await page.getByText('Links', { exact: true }).click();
        await button(page, 'Add a link').click();
        await page.getByLabel('Address of the page').fill('nowhere');
        await button(page, 'Add').click();
        await page.getByRole('alert').waitFor();
      },
    },
  ]),
  ...by('moderator', [
    at(RECORD, 'a partnership, to who looks after the directory'),
    {
      name: 'a partnership being edited',
      path: `${RECORD}/edit`,
      async open(page) {
        const parts = page.locator('.form-parts summary');
        await parts.first().waitFor();
        for (const part of await parts.all()) await part.click();
        await page.getByLabel('Organisation').first().waitFor();
      },
    },
    {
      name: 'a partnership being merged, with the other named',
      path: `${RECORD}/merge`,
      async open(page) {
        await page.getByLabel('The record that stays').pressSequentially('Libraries in');
        await page.getByRole('option').first().waitFor();
      },
    },
    at('/partnerships/claims', 'what waits for who looks after the directory'),
    at('/organisations/university-of-greater-manchester/edit', 'an organisation being edited'),
    at(`${RECORD}/history`, 'the history of a partnership'),
  ]),
];

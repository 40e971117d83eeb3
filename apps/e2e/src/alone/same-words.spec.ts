import { expect, test } from '../support/test.js';
import type { Page } from '@playwright/test';
import { takenOver } from '../support/pages.js';

const PAGES = [
  '/',
  '/discussions',
  '/discussions?status=unanswered&sort=new',
  '/discussions/4?view=threaded',
  '/discussions/9',
  '/events',
  '/events?view=month',
  '/events?view=past',
  '/events?space=wellbeing-and-reading',
  '/events/1',
  '/events/5',
  '/spaces',
  '/spaces/national',
  '/resources',
  '/resources?kind=template&sort=used',
  '/resources?tag=nobody-used-this',
  '/resources/1',
  '/resources/8',
  '/resources/10',
  '/spaces/partnerships',
  '/collections',
  '/collections?space=wellbeing-and-reading',
  '/collections/1',
  '/collections/3',
  '/search?q=leaflet',
  '/campaigns',
  '/campaigns/health-information-week',
  '/campaigns/reading-well',
  '/partnerships?view=table',
  '/partnerships/bolton-health-information-partnership',
  '/partnerships/leeds-lis-partnership-group',
  '/organisations/university-of-greater-manchester',
  '/organisations/nhs-england',
  '/rules',
  '/privacy',
  '/accessibility',
];

/** The words of a page, one line a block; how long ago something was depends on when it is drawn. */
const words = async (page: Page) =>
  (await page.getByRole('main').evaluate((main) => (main as HTMLElement).innerText))
    .split('\n')
    .map((line) => line.trim().replace(/(?:just now|\d+ (?:minutes?|hours?) ago)$/, 'lately'))
    .filter(Boolean);

/** So many pages are looked at together: the test has the machine for itself. */
const LANES = 2;

test('what the server sends reads as what the scripts draw', async ({ person }) => {
  const left = PAGES.values();
  const lane = async () => {
    const without = await person({ javaScriptEnabled: false });
    const withScripts = await person();
    for (const path of left) {
      await Promise.all([without.page.goto(path), withScripts.page.goto(path)]);
      await takenOver(withScripts.page);
      const drawn = await words(withScripts.page);
      expect(drawn.length, path).toBeGreaterThan(3);
      expect(await words(without.page), path).toEqual(drawn);
      expect(await without.page.title(), path).toBe(await withScripts.page.title());
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
});

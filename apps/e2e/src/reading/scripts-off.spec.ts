import { expect, test } from '../support/test.js';
import { threadPath } from '../support/pages.js';
import type { Page } from '@playwright/test';

const PAGES = [
  '/',
  '/discussions',
  '/discussions?status=unanswered&sort=new',
  '/discussions/4?view=threaded',
  '/discussions/9',
  '/spaces',
  '/spaces/national',
  '/search?q=leaflet',
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

test('what the server sends reads as what the scripts draw', async ({ person }) => {
  const without = await person({ javaScriptEnabled: false });
  const withScripts = await person();
  for (const path of PAGES) {
    await without.page.goto(path);
    await withScripts.page.goto(path);
    await withScripts.page.locator('html:has(.toasts)').waitFor({ state: 'attached' });
    const drawn = await words(withScripts.page);
    expect(drawn.length, path).toBeGreaterThan(3);
    expect(await words(without.page), path).toEqual(drawn);
  }
});

test('with scripts off a long thread and a long list are read by links', async ({ person }) => {
  const writer = await person({ as: 'trust-librarian' });
  const { page } = await person({ javaScriptEnabled: false });
  const question = await writer.api.question(`What have you stopped doing? ${Date.now()}`);
  for (let number = 2; number <= 43; number++) await writer.api.reply(question.id, `Thing ${number}.`);

  for (const view of ['flat', 'threaded']) {
    const seen: string[] = [];
    await page.goto(`${threadPath(question)}?view=${view}`);
    for (let turns = 0; turns < 4; turns++) {
      seen.push(...(await page.getByRole('article').evaluateAll((all) => all.map(({ id }) => id))));
      const more = page.getByRole('link', { name: 'Show more replies' });
      if ((await more.count()) === 0) break;
      await more.click();
    }
    expect(seen).toEqual(Array.from({ length: 43 }, (_, index) => `post-${index + 1}`));
  }

  await page.goto('/discussions');
  const first = await page.getByRole('main').getByRole('heading', { level: 2 }).first().innerText();
  await page.getByRole('link', { name: 'Show more' }).click();
  await expect(page.getByRole('main').getByRole('heading', { level: 2 }).first()).not.toHaveText(first);
});

test('with scripts off one finds something by the search of the header', async ({ person }) => {
  const { page } = await person({ javaScriptEnabled: false });
  await page.goto('/discussions');
  await page.getByRole('searchbox', { name: 'Search discussions' }).fill('leaflet racks');
  await page.getByRole('banner').getByRole('button', { name: 'Search' }).click();
  await page.getByRole('link', { name: /Who checks the leaflet racks/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Who checks the leaflet racks/ })).toBeVisible();
});

import { expect, test } from '../support/test.js';
import { threadPath } from '../support/pages.js';

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
  await page.getByRole('searchbox', { name: 'Search this site' }).fill('leaflet racks');
  await page.getByRole('banner').getByRole('button', { name: 'Search' }).click();
  await page.getByRole('link', { name: /Who checks the leaflet racks/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Who checks the leaflet racks/ })).toBeVisible();
});

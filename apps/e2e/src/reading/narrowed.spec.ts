import { expect, test } from '../support/test.js';
import { takenOver } from '../support/pages.js';

// What sighted readers see happen by itself is said to the others, once, and not when a page is opened.
for (const [path, narrow] of [
  ['/discussions', 'Unanswered'],
  ['/events', 'Past'],
  ['/resources', 'Most used'],
] as const)
  test(`a screen reader hears how many there are when ${path} is narrowed`, async ({ person }) => {
    const { page } = await person();
    await page.goto(path);
    await takenOver(page);
    const heard = page.locator('p.visually-hidden[role=status]');
    await expect(heard).toHaveText('');
    await page.getByRole('main').getByRole('link', { name: narrow }).first().click();
    await expect(heard).toHaveText(/^(?:Nothing|\d+) found$|^The first \d+ are shown$/);
  });

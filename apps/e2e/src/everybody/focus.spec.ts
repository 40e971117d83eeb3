import { expect, test } from '../support/test.js';
import { Keyboard } from '../support/keyboard.js';
import { takenOver } from '../support/pages.js';

const PATHS = ['/', '/discussions/9', '/discussions/new', '/me', '/inbox', '/me/notifications'];

for (const colorScheme of ['light', 'dark'] as const)
  for (const path of PATHS)
    test(`every stop of the Tab key is seen on ${path}, ${colorScheme}`, async ({ person }) => {
      const { page } = await person({ as: 'university-librarian', colorScheme });
      await page.goto(path);
      await page.getByRole('button', { name: /, your menu$/ }).waitFor();
      const stops = await new Keyboard(page).tabThrough();
      expect(stops).toBeGreaterThan(15);
    });

test('the skip link leads past the header, and a new page is read from its heading', async ({ person }) => {
  const { page } = await person();
  await page.goto('/discussions');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await page.getByRole('link', { name: 'Spaces', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Spaces' })).toBeFocused();
});

test('whoever walks with the Tab key before the scripts arrive stays where they are', async ({ person }) => {
  const { page } = await person();
  let arrive = () => undefined as void;
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await page.route('**/assets/*.js', async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto('/discussions', { waitUntil: 'commit' });
  const all = page.getByRole('main').getByRole('link').nth(1);
  await all.focus();
  const where = await all.getAttribute('href');
  await expect(page.locator('html:has(.toasts)')).toHaveCount(0);
  arrive();
  await takenOver(page);
  await page.waitForLoadState('networkidle');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe(where);
});

import { expect, test } from '../support/test.js';
import { Keyboard } from '../support/keyboard.js';

test('map, list and table answer the same filters under one address', async ({ person }) => {
  const { page } = await person();
  await page.goto('/partnerships');
  await page.locator('.map .pin').first().waitFor();
  const all = await page.locator('.map .pin').count();
  await page.getByLabel('Nation', { exact: true }).selectOption({ label: 'Wales' });
  await expect(page).toHaveURL(/\?nation=wales$/);
  await expect(page.getByText('1 partnership found')).toBeVisible();
  await expect(page.locator('.directory-row')).toHaveCount(1);
  await expect(page.locator('.map .pin')).toHaveCount(1);
  expect(all).toBeGreaterThan(1);
  await page.getByRole('link', { name: 'Table' }).click();
  await expect(page).toHaveURL(/view=table&nation=wales$/);
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.goBack();
  await expect(page.locator('.map .pin')).toHaveCount(1);
});

test('the map is there again for who comes back with everything in their cache', async ({ person }) => {
  const { page } = await person();
  for (let visit = 1; visit <= 6; visit += 1) {
    await page.goto('/partnerships');
    await expect(page.locator('.map .pin').first(), `visit ${visit}`).toBeVisible();
  }
});

test('the map is gone through by the keyboard: markers are buttons, groups come apart, a nation lists its own', async ({
  person,
}) => {
  const { page } = await person();
  const keys = new Keyboard(page);
  await page.goto('/partnerships');
  const nation = page.getByRole('button', { name: /^Scotland: 2 for the whole nation/ });
  await nation.waitFor();
  await keys.tabTo(nation);
  await keys.press('Enter');
  await expect(page.getByRole('group', { name: /^Scotland/ })).toBeFocused();
  await keys.tabTo(page.getByRole('link', { name: 'NHS Scotland national initiative' }).first());
  await keys.press('Escape');
  const group = page.getByRole('button', { name: '2 partnerships around here, zoom in' }).first();
  const groups = await page.locator('.map .pin-cluster').count();
  await group.focus();
  await keys.press('Enter');
  await expect.poll(() => page.locator('.map .pin-cluster').count()).not.toBe(groups + 1);
});

test('a member writes to another, who answers, and neither sees an address', async ({ person }) => {
  const asker = await person({ as: 'somebody new', name: 'Relay asker' });
  await asker.page.goto('/people?q=knowledge manager');
  await asker.page.getByRole('link', { name: 'Write to Knowledge manager' }).click();
  await asker.page.getByLabel('Your message').fill('Would you look at our agreement?');
  await asker.page.getByRole('button', { name: 'Send' }).click();
  await expect(asker.page.getByRole('link', { name: 'Message to Knowledge manager' })).toBeVisible();
  await asker.page.getByRole('link', { name: 'Message to Knowledge manager' }).first().click();
  await expect(asker.page.getByText('Would you look at our agreement?')).toBeVisible();
  expect(await asker.page.getByRole('main').innerText()).not.toContain('@');
});

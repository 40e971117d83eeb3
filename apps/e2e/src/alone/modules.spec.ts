import { expect, test } from '../support/test.js';

// Alone, since for a moment the whole site is without events.
test('what the operator switches off leaves no trace, and comes back whole', async ({ person }) => {
  const { page } = await person({ as: 'operator' });
  const guest = await person();
  const withoutScripts = await person({ javaScriptEnabled: false });
  const choose = async (on: boolean) => {
    await page.goto('/admin');
    await page.getByRole('checkbox', { name: 'Events' }).setChecked(on);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved', { exact: false }).first().waitFor();
  };
  const leads = (someone: typeof guest) =>
    someone.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Events' });

  await choose(false);
  await expect(leads({ ...guest, page })).toHaveCount(0);
  for (const someone of [guest, withoutScripts]) {
    await someone.page.goto('/');
    await expect(leads(someone)).toHaveCount(0);
    await expect(someone.page.getByRole('link', { name: /campaigns/i })).toHaveCount(0);
    for (const path of ['/events', '/campaigns', '/campaigns/health-information-week'])
      expect((await someone.page.goto(path))?.status(), path).toBe(404);
    await someone.page.goto('/search?q=dementia');
    await expect(someone.page.getByRole('link', { name: 'Dementia Action Week' })).toHaveCount(0);
  }

  await choose(true);
  for (const someone of [guest, withoutScripts]) {
    await someone.page.goto('/');
    await expect(leads(someone)).toBeVisible();
    await someone.page.goto('/search?q=dementia');
    await expect(someone.page.getByRole('link', { name: 'Dementia Action Week' })).toBeVisible();
  }
});

import { expect, test } from '@playwright/test';

test('the guest home opens and says what it is for', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('Ask');
});

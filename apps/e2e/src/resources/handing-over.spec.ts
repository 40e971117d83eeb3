import type { Resource } from '@fingerpost/contracts/resources';
import { axeFaults, tooWide } from '../everybody/measures.js';
import { Keyboard } from '../support/keyboard.js';
import { sql } from '../support/sql.js';
import { expect, test } from '../support/test.js';

test('a resource is handed over by the keyboard alone, at 360 px, and its new owner hears of it', async ({
  person,
}) => {
  const name = `Steady librarian ${Date.now()}`;
  const next = await person({ as: 'somebody new', name });
  await next.api.join('national');
  const { page, api } = await person({ as: 'trust-librarian', viewport: { width: 360, height: 720 } });
  const { id: spaceId } = await api.space('national');
  const resource = await api.post<Resource>('/api/resources', {
    spaceId,
    title: `A fee table ${Date.now()}`,
    kind: 'guide',
    licence: 'cc0',
    link: 'https://library.example/fees',
  });
  const keys = new Keyboard(page);
  await page.goto(`/resources/${resource.id}`);
  const more = page.getByRole('button', { name: 'More: this resource' });
  await expect(page.locator('html:has(.toasts)')).toBeAttached();
  const item = page.getByRole('menuitem', { name: 'Hand over' });
  const dialog = page.getByRole('dialog', { name: 'Hand over' });
  const field = dialog.getByRole('combobox', { name: /^Member of/ });
  const choose = async () => {
    await keys.press('Enter');
    await expect(item).toBeVisible();
    await expect(async () => {
      await keys.press('ArrowDown');
      await expect(item).toBeFocused({ timeout: 300 });
    }).toPass();
    await keys.press('Enter');
    await expect(field).toBeFocused();
  };
  await keys.tabTo(more);
  await choose();
  await keys.press('Escape');
  await expect(more).toBeFocused();
  await choose();

  // Typed and not chosen: nobody is meant by it yet.
  await keys.type('Steady');
  await keys.press('Enter');
  await expect(field).toHaveAccessibleDescription(/Choose somebody from the list\./);
  await expect(dialog).toBeVisible();
  await field.focus();
  await keys.press('End');
  await keys.type(name.slice('Steady'.length));
  await expect(dialog.getByRole('option')).toHaveText([new RegExp(name)]);
  // Escape puts the list away, and not the dialog with its words.
  await keys.press('Escape');
  await expect(dialog.getByRole('option')).toHaveCount(0);
  await keys.press('ArrowDown', 'ArrowDown');
  await expect(dialog.getByRole('option', { selected: true })).toBeInViewport();
  expect(await axeFaults(page)).toEqual([]);
  expect(await tooWide(page)).toEqual([]);
  await keys.press('Enter');
  await expect(field).toHaveValue(name);
  await keys.tabTo(dialog.getByRole('button', { name: 'Hand over' }));
  await keys.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText(`${name} looks after it now.`)).toBeVisible();
  await expect(page.locator('.resource-facts')).toContainText(name);
  await expect(page.getByRole('heading', { level: 1, name: resource.title })).toBeFocused();

  await expect(async () => {
    await next.page.goto('/inbox');
    await expect(next.page.getByRole('link', { name: /handed it over to you/ })).toBeVisible({
      timeout: 500,
    });
  }).toPass();
  await next.page.getByRole('link', { name: /handed it over to you/ }).click();
  await expect(next.page.getByRole('heading', { level: 1, name: resource.title })).toBeVisible();
  await expect(next.page.getByRole('button', { name: 'More: this resource' })).toBeVisible();
});

test('where nobody is left who looks after it, the notice leads a moderator to hand it over', async ({
  person,
}) => {
  const name = `Willing librarian ${Date.now()}`;
  const next = await person({ as: 'somebody new', name });
  await next.api.join('national');
  const { page, api } = await person({ as: 'moderator' });
  const { id: spaceId } = await api.space('national');
  const resource = await api.post<Resource>('/api/resources', {
    spaceId,
    title: `A left leaflet ${Date.now()}`,
    kind: 'leaflet',
    licence: 'cc0',
    link: 'https://library.example/left',
  });
  await sql(
    `UPDATE resources SET review_by = '2020-01-31', owner_id = NULL, author_id = NULL WHERE id = $1`,
    [resource.id],
  );
  await page.goto(`/resources/${resource.id}`);
  await expect(page.getByText(/Whoever looked after it is no longer in/)).toBeVisible();
  await page.getByRole('button', { name: 'Hand over' }).click();
  const dialog = page.getByRole('dialog', { name: 'Hand over' });
  await dialog.getByRole('combobox').pressSequentially(name.slice(0, 12));
  await dialog.getByRole('option', { name }).click();
  await dialog.getByRole('button', { name: 'Hand over' }).click();
  await expect(page.getByText(`${name} looks after it now.`)).toBeVisible();
  await expect(page.getByText(/Whoever looked after it is no longer in/)).toBeHidden();
  // It counts as looked over by nobody.
  await expect(page.getByText('so it may be out of date')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: resource.title })).toBeFocused();
});

import type { Page } from '@playwright/test';
import type { Collection } from '@fingerpost/contracts/collections';
import type { Resource } from '@fingerpost/contracts/resources';
import type { Api } from '../support/api.js';
import { Keyboard } from '../support/keyboard.js';
import { refuseSockets } from '../support/sockets.js';
import { expect, test } from '../support/test.js';

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const titles = (page: Page) => page.locator('.collection-items .resource-row-title').allInnerTexts();

async function shared(api: Api, space: string, ...names: string[]): Promise<Resource[]> {
  const { id: spaceId } = await api.space(space);
  const made: Resource[] = [];
  for (const title of names)
    made.push(
      await api.post<Resource>('/api/resources', {
        spaceId,
        title,
        kind: 'guide',
        licence: 'cc0',
        link: 'https://library.example/page',
      }),
    );
  return made;
}

test('a collection is made from a resource by the keyboard alone, at 360 px, with sockets refused', async ({
  person,
}) => {
  const { page, context, api } = await person({
    as: 'trust-librarian',
    viewport: { width: 360, height: 720 },
  });
  await refuseSockets(context);
  const stamp = Date.now();
  const [first, second] = await shared(api, 'training-and-study-days', `One ${stamp}`, `Two ${stamp}`);
  const keys = new Keyboard(page);
  const title = `Made by keys ${stamp}`;

  await page.goto(`/resources/${first!.id}-${first!.slug}`);
  await keys.tabTo(page.getByRole('button', { name: 'Add to a collection' }));
  await keys.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Add to a collection' });
  await keys.tabTo(dialog.getByRole('link', { name: 'Make a new one with it' }));
  await keys.press('Enter');
  await expect(heading(page, 'Make a collection')).toBeFocused();
  await expect(page.getByText(`It begins with “${first!.title}”.`)).toBeVisible();
  await keys.tabTo(page.getByLabel('Title'));
  await keys.type(title);
  await keys.tabTo(page.getByRole('button', { name: 'Make it' }));
  await keys.press('Enter');
  await expect(heading(page, title)).toBeFocused();
  expect(await titles(page)).toEqual([first!.title]);

  await page.goto(`/resources/${second!.id}-${second!.slug}`);
  await keys.tabTo(page.getByRole('button', { name: 'Add to a collection' }));
  await keys.press('Enter');
  await keys.tabTo(dialog.getByLabel('Collection', { exact: true }));
  await keys.type(title);
  await keys.tabTo(dialog.getByLabel('Why is it there?'));
  await keys.type('Read this after it');
  await keys.tabTo(dialog.getByRole('button', { name: 'Add', exact: true }));
  await keys.press('Enter');
  await expect(
    page.getByRole('region', { name: 'Collections' }).getByRole('link', { name: title }),
  ).toBeVisible();

  await page.getByRole('region', { name: 'Collections' }).getByRole('link', { name: title }).click();
  await expect(page.getByText('Read this after it')).toBeVisible();
  await keys.tabTo(page.getByRole('link', { name: 'Change', exact: true }));
  await keys.press('Enter');
  await expect(heading(page, 'Change the collection')).toBeFocused();
  await keys.tabTo(page.getByRole('button', { name: `Move “${second!.title}” up` }));
  await keys.press('Enter');
  // The button moves with its row, and the keyboard with the button.
  await expect(page.getByRole('button', { name: `Move “${second!.title}” up` })).toBeFocused();
  await expect(page.getByText(`“${second!.title}” is now 1 of 2.`)).toBeAttached();
  await keys.tabTo(page.getByRole('button', { name: 'Save', exact: true }));
  await keys.press('Enter');
  await expect(heading(page, title)).toBeFocused();
  expect(await titles(page)).toEqual([second!.title, first!.title]);
});

test('what a reader may not see is left out for them, and the rest is there without scripts', async ({
  person,
}) => {
  const { api } = await person({ as: 'trust-librarian' });
  const stamp = Date.now();
  const [open] = await shared(api, 'national', `For all ${stamp}`);
  const [closed] = await shared(api, 'steering-group', `For few ${stamp}`);
  const { id: spaceId } = await api.space('national');
  const collection = await api.post<Collection>('/api/collections', {
    spaceId,
    title: `Half open ${stamp}`,
    items: [{ resourceId: closed!.id, note: 'Within' }, { resourceId: open!.id }],
  });
  const guest = await person({ javaScriptEnabled: false });
  await guest.page.goto('/resources');
  await guest.page.getByRole('link', { name: 'Collections', exact: true }).click();
  await guest.page.getByRole('link', { name: collection.title }).click();
  await expect(heading(guest.page, collection.title)).toBeVisible();
  expect(await titles(guest.page)).toEqual([open!.title]);
  await expect(guest.page.getByText('1 resource', { exact: true })).toBeVisible();
});

test('a collection is taken apart and removed; its resources stay', async ({ person }) => {
  const { page, api } = await person({ as: 'trust-librarian' });
  const stamp = Date.now();
  const resources = await shared(api, 'national', `Stays ${stamp}`, `Stays too ${stamp}`);
  const { id: spaceId } = await api.space('national');
  const items = resources.map(({ id: resourceId }) => ({ resourceId }));
  const collection = await api.post<Collection>('/api/collections', {
    spaceId,
    title: `Short life ${stamp}`,
    items,
  });
  await page.goto(`/collections/${collection.id}-${collection.slug}/edit`);
  await page.getByRole('button', { name: `Take out “Stays ${stamp}”` }).click();
  await expect(page.getByRole('button', { name: `Take out “Stays too ${stamp}”` })).toBeFocused();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(heading(page, collection.title)).toBeVisible();
  expect(await titles(page)).toEqual([`Stays too ${stamp}`]);
  await page.getByRole('link', { name: 'Change', exact: true }).click();
  await page.getByRole('button', { name: 'Remove this collection' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(heading(page, 'Collections')).toBeVisible();
  await expect(page.getByRole('link', { name: collection.title })).toHaveCount(0);
  expect((await api.get<Resource>(`/api/resources/${resources[0]!.id}`)).title).toBe(`Stays ${stamp}`);
});

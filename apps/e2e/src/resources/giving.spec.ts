import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { Resource } from '@fingerpost/contracts/resources';
import { Keyboard } from '../support/keyboard.js';
import { refuseSockets } from '../support/sockets.js';
import { sql } from '../support/sql.js';
import { expect, test } from '../support/test.js';

const FALLS = new URL('../../../api/src/starting/content/resources/files/leaflet-check.pdf', import.meta.url);
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer });

test('a link is shared with four fields by the keyboard alone, at 360 px, with sockets refused', async ({
  person,
}) => {
  const { page, context } = await person({ as: 'trust-librarian', viewport: { width: 360, height: 720 } });
  await refuseSockets(context);
  const keys = new Keyboard(page);
  const title = `A page worth knowing ${Date.now()}`;
  await page.goto('/resources');
  await keys.tabTo(page.getByRole('link', { name: 'Share a resource' }));
  await keys.press('Enter');
  await expect(heading(page, 'Share a resource')).toBeFocused();
  await keys.tabTo(page.getByLabel('Link', { exact: true }).and(page.locator('[type=url]')));
  await keys.type('https://library.example/falls');
  await keys.tabTo(page.getByLabel('Title'));
  await keys.type(title);
  await keys.tabTo(page.getByLabel('Kind'));
  await keys.type('Guide');
  await keys.tabTo(page.getByLabel('Licence'));
  await keys.type('CC0');
  await keys.tabTo(page.getByRole('button', { name: 'Share', exact: true }));
  await keys.press('Enter');
  await expect(heading(page, title)).toBeFocused();
  await expect(page.getByRole('link', { name: 'Open the page' })).toHaveAttribute(
    'href',
    'https://library.example/falls',
  );
});

test('what is missing is named beside its field, and the words stay', async ({ person }) => {
  const { page } = await person({ as: 'trust-librarian' });
  await page.goto('/resources/new');
  await page.getByLabel('Title').fill('Only a title');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('There are 3 problems');
  await expect(page.getByLabel('Licence')).toHaveAccessibleDescription(/Choose a licence/);
  await expect(page.getByLabel('Title')).toHaveValue('Only a title');
});

test('a file is given, seen by others once it was looked at, and fetched as it was', async ({ person }) => {
  const { page } = await person({ as: 'trust-librarian' });
  const bytes = await readFile(FALLS);
  await page.goto('/resources/new');
  await page.getByLabel('A file').check();
  await page.getByLabel('File', { exact: true }).setInputFiles(file('Before a leaflet.pdf', bytes));
  await expect(page.getByText('Before a leaflet.pdf, 31 kB: ready')).toBeVisible();
  await expect(page.getByLabel('Title')).toHaveValue('Before a leaflet');
  await page.getByLabel('Kind').selectOption('Checklist');
  await page.getByLabel('Licence').selectOption('CC0');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(heading(page, 'Before a leaflet')).toBeVisible();
  const path = new URL(page.url()).pathname;

  const reader = await person();
  await expect(async () => {
    await reader.page.goto(path);
    await expect(heading(reader.page, 'Before a leaflet')).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(reader.page.getByRole('img', { name: 'First page, small' })).toBeVisible();
  const coming = reader.page.waitForEvent('download');
  await reader.page.getByRole('button', { name: /^Download \(PDF/ }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe('Before a leaflet.pdf');
  expect(await readFile((await download.path())!)).toEqual(bytes);
  // A guest's page may stand in memory for five seconds: a count that is late hurts nobody.
  await expect(async () => {
    await reader.page.reload();
    await expect(reader.page.getByText('downloaded once').first()).toBeVisible({ timeout: 500 });
  }).toPass();
});

test('a file that is not what it says, or is too large, is refused beside the field', async ({ person }) => {
  const { page } = await person({ as: 'trust-librarian' });
  await page.goto('/resources/new');
  await page.getByLabel('A file').check();
  const field = page.getByLabel('File', { exact: true });
  await field.setInputFiles(file('leaflet.pdf', Buffer.from('<html><script>alert(1)</script>')));
  await expect(field).toHaveAccessibleDescription(/it is not what its name says it is/);
  await field.setInputFiles(file('setup.exe', Buffer.from('MZ')));
  await expect(field).toHaveAccessibleDescription(/Files of this kind cannot be shared here/);
});

test('an upload goes on where a lost connection cut it', async ({ person }) => {
  const { page, context } = await person({ as: 'trust-librarian' });
  let pieces = 0;
  let lost = 0;
  await context.route('**/api/uploads/*', (route) => {
    if (route.request().method() !== 'PATCH') return route.continue();
    pieces += 1;
    if (pieces % 2 === 1) return route.continue();
    lost += 1;
    return route.abort('connectionreset');
  });
  await page.goto('/resources/new');
  await page.getByLabel('A file').check();
  await page
    .getByLabel('File', { exact: true })
    .setInputFiles(file('numbers.csv', Buffer.alloc(7 * 1024 * 1024, 'words, and more of them\n')));
  await expect(page.getByText('numbers.csv, 7.0 MB: ready')).toBeVisible({ timeout: 30_000 });
  expect(lost).toBeGreaterThan(1);
});

test('a new version, a note of use and a discussion stand behind one address', async ({ person }) => {
  const { page, api } = await person({ as: 'trust-librarian' });
  const { id: spaceId } = await api.space('national');
  const first = 'https://library.example/first';
  const given = {
    spaceId,
    title: `Versions ${Date.now()}`,
    kind: 'guide',
    licence: 'cc-by',
    link: first,
  };
  const resource = await api.post<Resource>('/api/resources', given);
  await sql(`UPDATE resources SET review_by = '2020-01-31' WHERE id = $1`, [resource.id]);
  await page.goto(`/resources/${resource.id}`);
  await expect(page.getByText('so it may be out of date')).toBeVisible();
  await page.getByRole('button', { name: 'Still right for a year' }).click();
  await expect(page.getByText('so it may be out of date')).toBeHidden();

  await page.getByRole('button', { name: 'More: this resource' }).click();
  await page.getByRole('menuitem', { name: 'Add a new version' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a new version' });
  await dialog.getByRole('textbox', { name: 'Link' }).fill('https://library.example/second');
  await dialog.getByLabel('What is different?').fill('New fee table');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Versions' })).toContainText('New fee table');
  await expect(page.getByRole('link', { name: 'Open the page', exact: true })).toHaveAttribute(
    'href',
    /second$/,
  );
  await expect(page.getByRole('link', { name: 'Open the page of version 1' })).toHaveAttribute('href', first);

  await page.getByLabel('How did you use it?').fill('At two study days');
  await page.getByRole('button', { name: 'We used this' }).click();
  await expect(page.getByRole('region', { name: 'We used this' }).getByRole('listitem')).toContainText(
    'At two study days',
  );
  await page.getByLabel('Begin the discussion').fill('Who has tried it?');
  await page.getByRole('button', { name: 'Begin', exact: true }).click();
  // The discussion has the heading of the resource; its address says that it is there.
  await expect(page).toHaveURL(/\/discussions\/\d+/);
  await expect(heading(page, given.title)).toBeVisible();
  await page.goto(`/resources/${resource.id}`);
  await page.getByRole('link', { name: 'See the discussion' }).click();
  await expect(page).toHaveURL(/\/discussions\/\d+/);
});

test('with scripts off the library is narrowed, read and fetched from', async ({ person }) => {
  const { page } = await person({ javaScriptEnabled: false });
  await page.goto('/resources');
  await page.getByLabel('Kind').selectOption('Template');
  await page.getByLabel('Made for').selectOption('Council');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(/kind=template&audience=council/);
  await page.getByRole('link', { name: 'Memorandum of understanding, short form' }).click();
  await expect(page.getByRole('region', { name: 'We used this' }).getByRole('listitem')).toHaveCount(2);
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Download \(Word/ }).click();
  expect((await coming).suggestedFilename()).toBe('MoU short form.docx');
});

import { at, button, dialog, item, menu, type Place } from './place.js';

const tools = async (page: Parameters<typeof button>[0]) => {
  await button(page, 'More: this resource').click();
  await menu(page);
};

/** The library: its list, its resources, and the way to give one. */
export const LIBRARY: Place[] = [
  at('/resources'),
  at('/resources?tag=nobody-used-this', 'an empty shelf'),
  at('/resources/10', 'a resource with a picture'),
  at('/resources/8', 'a resource that may be out of date'),
  at('/resources/new', 'sharing, as a guest'),
  at('/collections'),
  at('/collections?space=wellbeing-and-reading', 'a space without collections'),
  at('/collections/1', 'a collection'),
  ...(
    [
      { name: 'sharing a link', path: '/resources/new' },
      {
        name: 'sharing with faults',
        path: '/resources/new',
        async open(page) {
          await page.getByText('More about it', { exact: true }).click();
          await button(page, 'Share').click();
          await page.getByRole('alert').waitFor();
        },
      },
      {
        name: 'a file that was refused',
        path: '/resources/new',
        async open(page) {
          await page.getByLabel('A file').check();
          await page.getByLabel('File', { exact: true }).setInputFiles({
            name: 'a.exe',
            mimeType: 'application/octet-stream',
            buffer: Buffer.from('MZ'),
          });
          await page.getByText('Files of this kind').waitFor();
        },
      },
      { name: 'a resource that one looks after', path: '/resources/7' },
      { name: 'the menu of a resource', path: '/resources/7', open: tools },
      {
        name: 'a new version',
        path: '/resources/7',
        async open(page) {
          await tools(page);
          await item(page, 'Add a new version').click();
          await dialog(page);
        },
      },
      {
        name: 'changing a resource',
        path: '/resources/7',
        async open(page) {
          await tools(page);
          await item(page, 'Change what it says').click();
          await dialog(page);
        },
      },
      { name: 'making a collection', path: '/collections/new?resource=4' },
      {
        name: 'making a collection with faults',
        path: '/collections/new',
        async open(page) {
          await button(page, 'Make it').click();
          await page.getByRole('alert').waitFor();
        },
      },
      { name: 'changing a collection', path: '/collections/2-running-a-study-day-together/edit' },
      {
        name: 'removing a collection',
        path: '/collections/2-running-a-study-day-together/edit',
        async open(page) {
          await button(page, 'Remove this collection').click();
          await dialog(page);
        },
      },
      {
        name: 'adding to a collection',
        path: '/resources/4',
        async open(page) {
          await button(page, 'Add to a collection').click();
          await dialog(page);
          await page.getByLabel('Collection', { exact: true }).waitFor();
        },
      },
    ] satisfies Place[]
  ).map((place) => ({ as: 'trust-librarian' as const, ...place })),
];

import type { Page } from '@playwright/test';
import { Keyboard } from '../support/keyboard.js';
import { post, replyBox } from '../support/pages.js';
import { refuseSockets } from '../support/sockets.js';
import { expect, test } from '../support/test.js';

/** A square of four colours, as a screenshot comes from the clipboard. */
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP4z8DAwPCfgYGBgeE/AwAU/gL9Ue3UzgAAAABJRU5ErkJggg==';
const describes = (page: Page) => page.getByLabel('Describe this picture');

/** As a browser hands over what is pasted or dropped. */
const hand = (
  page: Page,
  what: 'paste' | 'drop',
  { type, name, base64 }: { type: string; name: string; base64: string },
) =>
  page.locator('.composer-box').evaluate(
    (box, [kind, type, name, base64]) => {
      const data = new DataTransfer();
      const bytes = Uint8Array.from(atob(base64!), (sign) => sign.charCodeAt(0));
      data.items.add(new File([bytes], name!, { type: type! }));
      const options = { bubbles: true, cancelable: true };
      box.firstElementChild!.dispatchEvent(
        kind === 'paste'
          ? new ClipboardEvent('paste', { ...options, clipboardData: data })
          : new DragEvent('drop', { ...options, dataTransfer: data }),
      );
    },
    [what, type, name, base64] as const,
  );

test('a picture is added and described by the keyboard alone, at 360 px, with sockets refused', async ({
  person,
}) => {
  const { page, api, context } = await person({
    as: 'trust-librarian',
    viewport: { width: 360, height: 720 },
  });
  await refuseSockets(context);
  // Asked for from the beginning: a chooser that opens in the moment in which it is first waited for is missed.
  page.on('filechooser', () => undefined);
  const keys = new Keyboard(page);
  const question = await api.question(`What do you see? ${Date.now()}`);
  await page.goto(`/discussions/${question.id}#reply`);
  await replyBox(page).focus();
  await keys.type('Since Monday only this: ');
  await expect(page.locator('.ProseMirror')).toBeFocused();
  await keys.press('Shift+Tab');
  const button = page.getByRole('button', { name: 'Add a picture or a file' });
  for (let stops = 0; stops < 9 && !(await button.evaluate((it) => it === document.activeElement)); stops++)
    await keys.press('ArrowRight');
  const coming = page.waitForEvent('filechooser');
  await keys.press('Enter');
  await (
    await coming
  ).setFiles({ name: 'sign-in.png', mimeType: 'image/png', buffer: Buffer.from(PNG, 'base64') });
  await expect(describes(page)).toBeVisible();

  await keys.tabTo(page.getByRole('button', { name: 'Reply', exact: true }));
  await keys.press('Enter');
  await expect(page.getByRole('alert').first()).toContainText('Describe each picture below');
  await keys.tabTo(describes(page));
  await keys.type('A sign-in page without a list');
  await keys.tabTo(page.getByRole('button', { name: 'Reply', exact: true }));
  await keys.press('Enter');

  const picture = post(page, 2).getByRole('img', { name: 'A sign-in page without a list' });
  await expect(picture).toBeVisible();
  const guest = await person();
  await guest.page.goto(`/discussions/${question.id}`);
  const seen = post(guest.page, 2).getByRole('img', { name: 'A sign-in page without a list' });
  await expect(seen).toHaveJSProperty('complete', true);
  expect(await seen.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(2);
});

test('a screenshot is pasted, a file dropped, and a picture that only decorates needs no words', async ({
  person,
}) => {
  const { page, api } = await person({ as: 'trust-librarian' });
  const question = await api.question(`Who has the minutes? ${Date.now()}`);
  await page.goto(`/discussions/${question.id}`);
  await replyBox(page).click();
  await expect(page.locator('.ProseMirror')).toBeFocused();
  await hand(page, 'paste', { type: 'image/png', name: 'image.png', base64: PNG });
  await page.getByLabel('It only decorates').check();
  await expect(describes(page)).toHaveCount(0);
  await hand(page, 'drop', {
    type: 'text/plain',
    name: 'Minutes.txt',
    base64: btoa('We met and we agreed.'),
  });
  await expect(page.locator('.ProseMirror').getByRole('link', { name: 'Minutes.txt' })).toBeVisible();
  await page.getByRole('button', { name: 'Reply', exact: true }).click();
  await expect(post(page, 2).locator('img')).toHaveAttribute('alt', '');
  const link = post(page, 2).getByRole('link', { name: 'Minutes.txt' });
  await expect(link.locator('xpath=..')).toContainText('Minutes.txt (TXT, 1 kB)');
  const saving = page.waitForEvent('download');
  await link.click();
  expect((await saving).suggestedFilename()).toBe('Minutes.txt');

  // Written anew as Markdown, without the picture.
  await post(page, 2).getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('button', { name: 'Remove this picture' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(post(page, 2).locator('img')).toHaveCount(0);
  await expect(post(page, 2).getByRole('link', { name: 'Minutes.txt' })).toBeVisible();
});

test('what cannot be added is refused with the reason, and the words stay', async ({ person }) => {
  const { page, api } = await person({ as: 'trust-librarian' });
  const question = await api.question(`What is in it? ${Date.now()}`);
  await page.goto(`/discussions/${question.id}`);
  await replyBox(page).click();
  await page.keyboard.type('My words');
  await hand(page, 'drop', { type: 'application/zip', name: 'all.zip', base64: btoa('PK') });
  await expect(page.getByText('all.zip was not added: files of this kind cannot be added.')).toBeVisible();
  await hand(page, 'drop', {
    type: 'application/pdf',
    name: 'leaflet.pdf',
    base64: btoa('No PDF at all'),
  });
  await expect(
    page.getByText('leaflet.pdf was not added: it is not what its name says it is.'),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Put away' }).first().click();
  await page.getByRole('button', { name: 'Reply', exact: true }).click();
  await expect(post(page, 2)).toContainText('My words');
});

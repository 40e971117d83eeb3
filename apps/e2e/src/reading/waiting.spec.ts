import { expect, test } from '../support/test.js';
import { takenOver } from '../support/pages.js';

const SCRIPT = /\/DiscussionsPage[^/]*\.js$/;

test('while a page’s script is on its way a skeleton says so', async ({ person }) => {
  const { page } = await person();
  await page.goto('/rules');
  await takenOver(page);
  const script = Promise.withResolvers<void>();
  await page.route(SCRIPT, async (route) => {
    await script.promise;
    await route.continue();
  });
  const left = page.getByRole('heading', { level: 1, name: 'House rules' });
  await page.getByRole('link', { name: 'Discussions' }).first().click();
  await expect(page.getByRole('main').getByRole('status')).toHaveText('Fetching the page');
  await expect(left).toBeHidden();
  script.resolve();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Discussions');
  await expect(page.locator('.page-coming')).toHaveCount(0);
});

test('a menu whose button was pressed before its library was here opens when it comes', async ({
  person,
}) => {
  const { page, api } = await person({ as: 'moderator' });
  const { id } = await api.question(`Which menu comes late? ${Date.now()}`);
  const script = Promise.withResolvers<void>();
  await page.route(/\/UiMenu[^/]*\.js$/, async (route) => {
    await script.promise;
    await route.continue();
  });
  await page.goto(`/discussions/${id}`);
  await takenOver(page);
  await page.getByRole('button', { name: 'More: look after this discussion' }).click();
  script.resolve();
  await expect(page.getByRole('menuitem', { name: 'Edit title and tags' })).toBeVisible();
});

test('a script that does not come gives the page back as it was', async ({ person }) => {
  const { page } = await person();
  await page.goto('/spaces');
  await takenOver(page);
  const script = Promise.withResolvers<void>();
  await page.route(/\/SpacePage[^/]*\.js$/, async (route) => {
    await script.promise;
    await route.abort();
  });
  await page.route('**/healthz', (route) => route.abort());
  const link = page.getByRole('main').getByRole('link', { name: 'National space' });
  await link.press('Enter');
  await expect(link).toBeHidden();
  script.resolve();
  await expect(link).toBeFocused();
  await expect(page.locator('.toasts')).toContainText('The server could not be reached.');
});

test('who comes back to a list finds all that they had fetched, at the same row', async ({ person }) => {
  const { page } = await person();
  await page.goto('/discussions');
  await takenOver(page);
  const rows = page.locator('.discussion-row-title a');
  const first = await rows.count();
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect.poll(() => rows.count()).toBeGreaterThan(first);
  const row = rows.nth(first);
  const title = await row.innerText();
  await row.scrollIntoViewIfNeeded();
  const { y } = (await row.boundingBox())!;
  await row.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await page.goBack();
  await expect(row).toHaveText(title);
  await expect.poll(async () => (await row.boundingBox())?.y).toBeCloseTo(y, -1);
});

test('a page that could not be written keeps what it says, and opens by itself once it can be', async ({
  person,
}) => {
  const { page } = await person();
  let away = true;
  await page.route(/\/rules$/, async (route) => {
    const answer = await route.fetch();
    const failed = `<main id="main"><div data-retry-after="1"><h1>This page did not arrive</h1></div></main>`;
    const text = (await answer.text()).replace(/<main[\s\S]*<\/main>/, failed);
    await route.fulfill(away ? { response: answer, status: 503, body: text } : { response: answer });
  });
  const asked = page.waitForResponse(
    (response) => response.url().endsWith('/rules') && response.request().resourceType() === 'fetch',
  );
  await page.goto('/rules');
  expect((await asked).status()).toBe(503);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page did not arrive');
  away = false;
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('House rules');
});

test('a place that a list does not have is said, and the list stands from its beginning', async ({
  person,
}) => {
  const { page, api } = await person({ as: 'trust-librarian' });
  const { id, slug } = await api.question(`Who typed this address? ${Date.now()}`, 'By hand?');
  for (const [path, first] of [
    ['/discussions', '.discussion-row'],
    [`/discussions/${id}-${slug}`, '.posts .post'],
  ] as const) {
    await page.goto(`${path}?after=nonsense`);
    await expect(page).toHaveURL(path);
    await expect(page.locator('.toasts')).toContainText('Here it is from its beginning.');
    await expect(page.locator(first).first()).toBeVisible();
  }
});

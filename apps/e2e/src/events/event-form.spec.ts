import { expect, test } from '../support/test.js';

const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test('an event on its way takes no more words, and the focus stays where it was', async ({ person }) => {
  const { page } = await person({ as: 'moderator' });
  await page.goto('/events/new?space=national');
  const title = page.getByLabel('Title', { exact: true });
  const kind = page.getByLabel('Kind', { exact: true });
  const access = page.getByRole('checkbox').first();
  await title.fill('Leaflets together');
  await page.getByLabel('Date', { exact: true }).fill(dayFromNow(30));
  await page.getByLabel('From', { exact: true }).fill('10:00');
  await page.getByLabel('To', { exact: true }).fill('11:00');
  const chosen = await kind.inputValue();
  const sent = Promise.withResolvers<() => Promise<void>>();
  await page.route('**/api/events', (route) =>
    route.request().method() === 'POST'
      ? sent.resolve(() => route.abort('connectionreset'))
      : route.continue(),
  );
  await page.getByRole('radio', { name: 'Online', exact: true }).check();
  await title.press('Enter');
  const fail = await sent.promise;
  await page.keyboard.type(' and more');
  await kind.press('ArrowDown');
  // By force, since what is disabled is waited for.
  await access.click({ force: true });
  await title.focus();
  await expect(title).toHaveValue('Leaflets together');
  await expect(kind).toHaveValue(chosen);
  await expect(access).not.toBeChecked();
  await fail();
  await expect(page.getByRole('alert')).toBeVisible();
  await title.fill('Leaflets together and more');
  await access.check();
});

test('of two events that were begun in two tabs each is offered in the other', async ({ person }) => {
  const { page, context } = await person({ as: 'moderator' });
  const other = await context.newPage();
  const tabs = [page, other].map((tab) => ({ tab, title: tab.getByLabel('Title', { exact: true }) }));
  for (const { tab, title } of tabs) {
    await tab.goto('/events/new');
    await expect(title).toHaveValue('');
  }
  for (const [at, { tab, title }] of tabs.entries()) {
    await title.fill(`Begun in tab ${at}`);
    await expect(tab.getByText(/^Saved \d\d:\d\d$/)).toBeVisible();
  }
  await other.reload();
  await expect(tabs[1]!.title).toHaveValue('Begun in tab 1');
  await other.getByRole('button', { name: 'Show it' }).click();
  await expect(tabs[1]!.title).toHaveValue('Begun in tab 0');
});

import { expect, test } from '../support/test.js';
import { Keyboard } from '../support/keyboard.js';
import type { Api } from '../support/api.js';

const record = async (api: Api, name: string) => {
  const wish = { name, nation: 'england', scale: 'city', area: 'Exampleton' };
  return (await api.post<{ slug: string }>('/api/partnerships', wish)).slug;
};

test('a moderator finds who waits without knowing an address, says no by the keyboard, and who asked is told', async ({
  person,
}) => {
  const name = `Asked for partnership ${Date.now()}`;
  const asker = await person({ as: 'somebody new', name: `Asker ${Date.now()}` });
  const slug = await record(asker.api, name);
  await asker.page.goto(`/partnerships/${slug}`);
  await asker.page.getByRole('button', { name: 'I look after this' }).click();
  await asker.page.getByLabel('What connects you with it').fill('I run its library');
  await asker.page.getByRole('button', { name: 'Ask to look after it' }).click();
  await expect(asker.page.getByText('You asked to look after this record.').first()).toBeVisible();

  const { page } = await person({ as: 'moderator', second: true });
  const keys = new Keyboard(page);
  await page.goto('/partnerships');
  await keys.tabTo(page.getByRole('link', { name: 'Look after the directory' }));
  await keys.press('Enter');
  await expect(page.getByText('I run its library')).toBeVisible();
  await keys.tabTo(page.getByRole('button', { name: new RegExp(`^Say no to .* for ${name}$`) }));
  await keys.press('Enter');
  await expect(page.getByText('I run its library')).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Asking to look after a record' })).toBeFocused();

  await asker.page.goto('/inbox');
  await expect(
    asker.page.getByText('A moderator decided that you do not look after this record').first(),
  ).toBeVisible();
});

test('two records of one partnership are merged by a moderator, and both addresses lead to what stays', async ({
  person,
}) => {
  const { page, api } = await person({ as: 'moderator' });
  const stamp = Date.now();
  const [from, into] = [
    await record(api, `Short ${stamp} form`),
    await record(api, `Whole ${stamp} partnership`),
  ];
  await page.goto(`/partnerships/${from}`);
  await page.getByRole('link', { name: 'Merge with another record' }).click();
  await page.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Choose a record of the list.');
  await page.getByLabel('The record that stays').fill(`Whole ${stamp}`);
  await page.getByRole('option', { name: `Whole ${stamp}` }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `Merge into Whole ${stamp} partnership` }).click();
  await expect(page).toHaveURL(new RegExp(`/partnerships/${into}$`));
  await expect(page.getByText(`Also known as Short ${stamp} form`)).toBeVisible();
  await page.goto(`/partnerships/${from}`);
  await expect(page).toHaveURL(new RegExp(`/partnerships/${into}$`));
});

test('a record is hidden by a moderator, found again among the hidden, and shown', async ({ person }) => {
  const { page, api } = await person({ as: 'moderator' });
  const name = `Hidden partnership ${Date.now()}`;
  const slug = await record(api, name);
  await page.goto(`/partnerships/${slug}`);
  await page.getByRole('button', { name: 'Hide this record' }).click();
  await expect(
    page.getByText('Hidden: only those who look after the directory see this record.'),
  ).toBeVisible();
  const guest = await person();
  const answer = await guest.page.goto(`/partnerships/${slug}`);
  expect(answer?.status()).toBe(404);
  await page.getByRole('link', { name: 'Look after the directory' }).click();
  await page.getByRole('link', { name }).click();
  await page.getByRole('button', { name: 'Show this record again' }).click();
  await expect(page.getByRole('button', { name: 'Hide this record' })).toBeVisible();
  expect((await guest.page.goto(`/partnerships/${slug}`))?.status()).toBe(200);
});

test('an organisation gets its new name, keeps the former one, and another name of it is merged into it', async ({
  person,
}) => {
  const { page, api } = await person({ as: 'moderator' });
  const stamp = Date.now();
  const { slug } = await api.post<{ slug: string }>('/api/organisations', {
    name: `Old ${stamp} college`,
    sector: 'university',
  });
  const typo = await api.post<{ slug: string }>('/api/organisations', {
    name: `Nwe ${stamp} university`,
    sector: 'university',
  });
  await page.goto(`/organisations/${slug}`);
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await page.getByLabel('Name', { exact: true }).fill(`New ${stamp} university`);
  await page.getByLabel('Former names').fill(`Old ${stamp} college`);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(`Formerly Old ${stamp} college`)).toBeVisible();

  await page.goto(`/organisations/${typo.slug}/edit`);
  await page.getByLabel('The organisation that stays').fill(`New ${stamp}`);
  await page.getByRole('option', { name: `New ${stamp} university` }).click();
  await page.getByRole('button', { name: 'Merge' }).click();
  await expect(page).toHaveURL(new RegExp(`/organisations/${slug}$`));
  await expect(page.getByText(`Also known as Nwe ${stamp} university`)).toBeVisible();
});

import { expect, test } from '../support/test.js';
import { Keyboard } from '../support/keyboard.js';
import { refuseSockets } from '../support/sockets.js';

test('a record is claimed by the keyboard alone, at 360 px, with sockets refused; then confirmed, and said to be still right', async ({
  person,
}) => {
  const newcomer = await person({
    as: 'somebody new',
    name: `Steward ${Date.now()}`,
    viewport: { width: 360, height: 740 },
  });
  await refuseSockets(newcomer.context);
  const { slug } = await newcomer.api.post<{ slug: string }>('/api/partnerships', {
    name: `Keyboard partnership ${Date.now()}`,
    nation: 'england',
    scale: 'city',
    area: 'Exampleton',
  });
  const { page } = newcomer;
  const keys = new Keyboard(page);
  await page.goto(`/partnerships/${slug}`);
  await expect(page.getByText('Unverified: nobody has checked this yet.')).toBeVisible();
  await keys.tabTo(page.getByRole('button', { name: 'I look after this' }));
  await keys.press('Enter');
  await expect(page.getByLabel('What connects you with it')).toBeFocused();
  await keys.type('I chair it');
  await keys.press('Enter');
  await expect(page.getByText('You asked to look after this record.').first()).toBeFocused();

  const moderator = await person({ as: 'moderator', second: true });
  await moderator.page.goto(`/partnerships/${slug}`);
  await expect(moderator.page.getByText('I chair it')).toBeVisible();
  await moderator.page.getByRole('button', { name: /^Confirm / }).click();
  await expect(moderator.page.getByText('A member of this site looks after it.')).toBeVisible();

  await page.reload();
  await keys.tabTo(page.getByRole('button', { name: 'Still right' }));
  await keys.press('Enter');
  await expect(page.getByText(/^Checked \d+ \w+ \d{4}\. The next look is due/)).toBeVisible();
});

test('a partnership is put in with four fields, and mended with its history kept', async ({ person }) => {
  const { page } = await person({ as: 'somebody new' });
  const name = `Four field partnership ${Date.now()}`;
  await page.goto('/partnerships/new');
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Nation', { exact: true }).selectOption({ label: 'Wales' });
  await page.getByLabel('How far it reaches').selectOption({ label: 'county' });
  await page.getByLabel('Area', { exact: true }).fill('Powys');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await page.getByText('Members', { exact: true }).click();
  await page.getByRole('button', { name: 'Add a member' }).click();
  const member = page.getByRole('group', { name: 'Member 1' });
  await expect(member.getByLabel('Organisation')).toBeFocused();
  await page.keyboard.type('Powys Libraries');
  await page.getByText('Place on the map').click();
  await page.getByLabel('Latitude').fill('95');
  await page.getByText('Links', { exact: true }).click();
  await page.getByRole('button', { name: 'Add a link' }).click();
  await page.getByLabel('Title of the page').fill('Its page');
  await page.getByLabel('Address of the page').fill('powys libraries');
  await page.getByRole('button', { name: 'Save' }).click();
  const faults = page.getByRole('alert');
  for (const words of ['Choose one.', 'Latitudes go from -90 to 90.', 'Give the whole address'])
    await expect(faults).toContainText(words);
  await faults.getByRole('link', { name: 'Choose one.' }).click();
  await expect(member.getByLabel('Sector')).toBeFocused();
  await member.getByLabel('Sector').selectOption({ label: 'Public library service' });
  await page.getByLabel('Latitude').fill('52.3');
  await page.getByLabel('Longitude').fill('-3.4');
  await page.getByLabel('Town or area').fill('Powys');
  await page.getByLabel('Address of the page').fill('https://libraries.example/');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Powys Libraries')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Its page' })).toBeVisible();
  await page.getByRole('link', { name: 'History' }).click();
  await expect(page.getByText('changed it')).toBeVisible();
  await expect(page.getByText('Put in: Powys Libraries, Public library service')).toBeVisible();
});

import { expect, test } from '../support/test.js';
import type { Space } from '@fingerpost/contracts/spaces';

test('join a public space, ask in it, and leave', async ({ person }) => {
  const { page } = await person({ as: 'somebody new' });
  await page.goto('/spaces');
  await page.getByRole('main').getByRole('link', { name: 'Partnerships', exact: true }).click();
  await page.getByRole('button', { name: 'Join Partnerships' }).click();
  await expect(page.getByText('You are now a member of Partnerships.')).toBeVisible();
  await page.getByRole('link', { name: 'Ask here' }).click();
  await expect(page.getByLabel('Where')).toHaveValue('partnerships');
  await page.goBack();
  await page.getByRole('button', { name: 'Leave' }).click();
  const dialog = page.getByRole('dialog', { name: 'Leave Partnerships?' });
  await dialog.getByRole('button', { name: 'Leave' }).click();
  await expect(page.getByRole('button', { name: 'Join Partnerships' })).toBeVisible();
});

test('ask to join a members’ space, be admitted, read and write', async ({ person }) => {
  const owner = await person({ as: 'moderator' });
  const newcomer = await person({ as: 'somebody new', name: `Asker ${Date.now()}`, second: true });
  const name = `Outreach desk ${Date.now()}`;

  await owner.page.goto('/spaces');
  await owner.page.getByRole('link', { name: 'Start a space' }).click();
  await owner.page.getByRole('textbox', { name: 'Name' }).fill(name);
  await owner.page.getByRole('radio', { name: 'Members read' }).check();
  await owner.page.getByRole('button', { name: 'Start the space' }).click();
  await expect(owner.page.getByRole('heading', { level: 1, name })).toBeVisible();
  const path = new URL(owner.page.url()).pathname;
  const hidden = await owner.api.question('A question for members only', 'Inside.', {
    space: path.split('/').at(-1)!,
  });

  await newcomer.page.goto(path);
  await expect(newcomer.page.getByText('Only members read what is in this space.')).toBeVisible();
  await expect(newcomer.page.getByText(hidden.title)).toHaveCount(0);
  await newcomer.page.getByRole('button', { name: `Ask to join ${name}` }).click();
  await expect(newcomer.page.getByText('You have asked to join. A moderator will answer.')).toBeVisible();
  expect((await newcomer.api.ask('get', `/api/discussions/${hidden.id}`)).status()).toBe(404);

  const asker = (await newcomer.api.me())!.name;
  await owner.page.goto(`${path}/members`);
  await owner.page.getByRole('button', { name: `Admit ${asker}` }).click();
  await expect(owner.page.getByText(`${asker} is now a member.`)).toBeVisible();
  await expect(owner.page.getByRole('heading', { name: 'Asking to join' })).toBeFocused();

  await newcomer.page.reload();
  await newcomer.page.getByRole('link', { name: hidden.title }).click();
  await expect(newcomer.page.getByText('Inside.')).toBeVisible();
  await expect(newcomer.page.getByRole('textbox', { name: 'Your reply' })).toBeVisible();
});

test('a private space does not exist for others', async ({ person }) => {
  const outsider = await person({ as: 'university-librarian' });
  const guest = await person();
  const insider = await person({ as: 'trust-librarian', second: true });
  const space = await insider.api.get<Space>('/api/spaces/steering-group');
  const { items } = await insider.api.get<{ items: { id: number; title: string }[] }>(
    '/api/discussions?space=steering-group',
  );
  await insider.page.goto('/spaces/steering-group');
  await expect(insider.page.getByRole('heading', { level: 1, name: space.name })).toBeVisible();

  for (const { page } of [outsider, guest])
    for (const path of ['/spaces/steering-group', `/discussions/${items[0]!.id}`]) {
      expect((await page.goto(path))!.status()).toBe(404);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('This post has no arm for that');
      await expect(page).not.toHaveTitle(new RegExp(space.name));
    }
  for (const { page } of [outsider, guest])
    for (const path of ['/spaces', '/', '/discussions', '/search?q=steering']) {
      await page.goto(path);
      await expect(page.getByRole('contentinfo')).toBeVisible();
      await expect(page.getByRole('main')).not.toContainText(space.name);
      await expect(page.getByRole('main')).not.toContainText(items[0]!.title);
    }
});

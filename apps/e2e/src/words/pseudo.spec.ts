import { PSEUDO_LOCALE } from '@fingerpost/messages/locales';
import { expect, test, type Person } from '../support/test.js';
import { plainWords } from './plain-words.js';
import { takenOver } from '../support/pages.js';

const GUEST = [
  '/',
  '/discussions',
  '/discussions?tag=nobody',
  '/discussions/9',
  '/discussions/new',
  '/spaces',
  '/spaces/national',
  '/spaces/new',
  '/events',
  '/events?view=month',
  '/events?view=past',
  '/events/1',
  '/events/new',
  '/campaigns',
  '/campaigns/health-information-week',
  '/search',
  '/search?q=leaflet',
  '/search?q=qqqqqq',
  '/sign-in',
  '/sign-up',
  '/me',
  '/inbox',
  '/first-operator',
  '/resources',
  '/resources?tag=nobody',
  '/resources/8',
  '/resources/new',
  '/partnerships/new',
  '/partnerships/claims',
  '/people',
  '/rules',
  '/privacy',
  '/accessibility',
  '/nowhere',
];
const OWNED = '/spaces/patient-and-public-information';
const MEMBER = [
  '/',
  '/me',
  '/me/notifications',
  '/inbox',
  '/discussions/new',
  '/discussions/41',
  '/events?view=mine',
  '/events/new',
  '/events/1',
  '/resources/new',
  '/resources/10',
  '/partnerships/new',
  '/spaces',
  OWNED,
  `${OWNED}/members`,
  `${OWNED}/settings`,
];
const MENU = '[aria-haspopup=menu]';

// With our own words made strange, whatever still reads as English was not written in libs/messages.
async function strange({ page, context }: Person, path: string): Promise<void> {
  await context.addInitScript((locale) => localStorage.setItem('fp_locale', locale), PSEUDO_LOCALE);
  await page.goto(path);
  await page.getByRole('contentinfo').getByText('⟦').first().waitFor();
  // Until then the page is as the server wrote it, which knows no strange words.
  await takenOver(page);
  await page.locator('main h1').waitFor();
}

for (const [as, paths] of [
  [undefined, GUEST],
  ['public-librarian', MEMBER],
  ['operator', ['/admin', '/campaigns/self-care-week', '/partnerships/claims']],
  ['somebody new', ['/', '/discussions/9', '/spaces/national']],
] as const)
  test(`no plain English on the pages of ${as ?? 'a guest'}`, async ({ person }) => {
    const someone = await person(as && { as });
    const found: Record<string, string[]> = {};
    for (const path of paths) {
      await strange(someone, path);
      const plain = await someone.page.evaluate(plainWords);
      if (plain.length > 0) found[path] = plain;
    }
    expect(found).toEqual({});
  });

test('no plain English in menus, dialogs, faults and toasts', async ({ person }) => {
  const someone = await person({ as: 'trust-librarian' });
  const { page, api } = someone;
  const question = await api.question('Is this strange?');
  const reply = await api.reply(question.id, 'It is.');
  await api.edit(reply, 'It is strange.');
  const expectStrange = async () => expect(await page.evaluate(plainWords)).toEqual([]);

  await strange(someone, `/discussions/${question.id}`);
  for (const menu of [
    page.getByRole('banner').locator(MENU),
    page.locator('.thread-tools').locator(MENU).first(),
    page.locator('.thread-tools').locator(MENU).last(),
  ]) {
    await menu.click();
    await page.getByRole('menu').waitFor();
    await expectStrange();
    await page.keyboard.press('Escape');
  }
  const actions = page.locator('#post-2').getByRole('button');
  for (const action of [actions.last(), actions.first()]) {
    await action.click();
    await page.getByRole('dialog').getByRole('button').first().waitFor();
    await expectStrange();
    await page.keyboard.press('Escape');
  }
  await page.locator('#reply [type=submit]').click();
  await page.getByRole('alert').waitFor();
  await expectStrange();
  await page.locator('#post-2').getByRole('button').nth(2).click();
  await page.locator('.toast').waitFor();
  await expectStrange();
});

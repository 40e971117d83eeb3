import { expect, request } from '@playwright/test';
import { Api } from '../../support/api.js';
import { mailsTo } from '../../support/mailbox.js';
import { addressOf, LOOPBACK } from '../../support/site.js';
import { stopMailTo } from '../../support/sql.js';
import { button, dialog, menu, type Place } from './place.js';

const bodies = ['A mention of @moderator for the inbox.', 'And a second one, @moderator.'];

/** Something that came into the moderator's inbox, at the path that is given. */
const withMention = (path: string) => async (api: Api) => {
  const question = await api.question(`What comes in? ${Date.now()}`);
  for (const body of bodies) await api.reply(question.id, body);
  return path.replace(':id', String(question.id));
};
async function stopped(api: Api): Promise<string> {
  await stopMailTo((await api.me())!.email);
  return '/';
}
/** The address in a mail about somebody's reply that stops such mails. */
async function unsubscribing(api: Api): Promise<string> {
  await api.join('national');
  const question = await api.question(`Who wants no more mail? ${Date.now()}`);
  const other = new Api(await request.newContext(), LOOPBACK);
  await other.signIn(addressOf('public-librarian'));
  await other.reply(question.id, 'I do.');
  const { email } = (await api.me())!;
  const found = async () =>
    (await mailsTo(api, email)).flatMap(({ text }) => /\/unsubscribe\/[\w.-]+/.exec(text)?.[0] ?? []);
  await expect.poll(found).not.toEqual([]);
  await other.request.dispose();
  return (await found())[0]!;
}
const inbox = { as: 'somebody new' as const };

/** The inbox, and what is chosen about it. */
export const INBOX: Place[] = [
  { ...inbox, name: 'an empty inbox', path: '/inbox' },
  { ...inbox, name: 'an inbox without anything unread', path: '/inbox?show=unread' },
  { name: 'the inbox of a guest', path: '/inbox' },
  {
    as: 'public-librarian',
    name: 'an inbox',
    path: async (api) => {
      await api.ask('put', '/api/spaces/national/watch', { level: 'everything' });
      await withMention('/inbox')(api);
      return '/inbox';
    },
  },
  {
    ...inbox,
    name: 'following a discussion',
    path: '/discussions/9',
    async open(page) {
      await button(page, /^Follow: /).click();
      await menu(page);
    },
  },
  {
    as: 'moderator',
    name: 'following a space',
    path: '/spaces/national#watch',
    open: menu,
  },
  {
    as: 'moderator',
    name: 'people to name',
    path: withMention('/discussions/:id'),
    async open(page) {
      await page.getByRole('textbox', { name: 'Your reply' }).click();
      await page.locator('[contenteditable=true]').waitFor();
      await page.keyboard.type('Ask @l');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    as: 'moderator',
    name: 'blocking a member',
    path: '/discussions/9',
    async open(page) {
      await button(page, /^More: post/).click();
      await page.getByRole('menuitem').first().click();
      await dialog(page);
    },
  },
  { as: 'somebody new', name: 'stopping a sort of mail', path: unsubscribing },
  { as: 'somebody new', name: 'an address that takes no mail', path: stopped },
  {
    as: 'somebody new',
    name: 'confirming the address anew',
    path: stopped,
    async open(page) {
      await button(page, 'Send a code to this address').click();
      await page.getByLabel('Code from your e-mail').waitFor();
    },
  },
  { as: 'somebody new', name: 'what reaches a member', path: '/me/notifications' },
  {
    as: 'somebody new',
    name: 'more of what reaches a member',
    path: '/me/notifications',
    async open(page) {
      await page.getByText(/^More: /).click();
      await page.getByLabel('It comes').waitFor();
    },
  },
];

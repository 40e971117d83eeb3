import { freshAddress } from '../../support/members.js';
import { at, button, dialog, menu, type Place } from './place.js';

const by = (as: Place['as'], places: Place[]): Place[] => places.map((place) => ({ as, ...place }));

/** What a member sees outside a thread, and what those see who look after spaces and the site. */
export const MEMBER: Place[] = [
  ...by('public-librarian', [
    at('/', 'the home of a member'),
    at('/discussions?status=unanswered', 'the list of a member'),
    at('/me'),
    {
      name: 'signing out everywhere',
      path: '/me',
      async open(page) {
        await button(page, 'Sign out everywhere').click();
        await dialog(page);
      },
    },
  ]),
  ...by('public-librarian', [
    at('/spaces/patient-and-public-information/settings'),
    {
      name: 'a role being changed',
      path: '/spaces/patient-and-public-information/members',
      async open(page) {
        await button(page, /^Change role of/).click();
        await menu(page);
      },
    },
    {
      name: 'a member being removed',
      path: '/spaces/patient-and-public-information/members',
      async open(page) {
        await button(page, /^Remove /).click();
        await dialog(page);
      },
    },
  ]),
  ...by('moderator', [
    at('/spaces', 'the spaces of a member'),
    at('/spaces/new'),
    {
      name: 'an empty space',
      path: async (api) => `/spaces/${(await api.makeSpace(`Measured ${Date.now()}`, 'members')).slug}`,
    },
    at('/spaces/national/members'),
    {
      name: 'leaving a space',
      path: '/spaces/national',
      async open(page) {
        await button(page, 'Leave').click();
        await dialog(page);
      },
    },
  ]),
  ...by('operator', [
    at('/admin'),
    at('/discussions/new', 'an operator asks'),
    {
      name: 'removing the demonstration',
      path: '/admin',
      async open(page) {
        const part = page.getByRole('region', { name: 'Remove demonstration content' });
        await part.getByLabel('Your name').fill('Operator to be');
        await part.getByLabel('Your e-mail address').fill(freshAddress());
        await part.getByLabel('Password', { exact: true }).fill('a quiet reading room');
        await part.getByRole('button', { name: 'Remove demonstration content' }).click();
        await dialog(page);
      },
    },
  ]),
  ...by('somebody new', [
    at('/', 'the home of a newcomer'),
    at('/discussions/9', 'a thread of a space not joined'),
    {
      name: 'a toast',
      path: '/spaces/partnerships',
      async open(page) {
        await button(page, 'Join Partnerships').click();
        await page.getByText('You are now a member of Partnerships.').waitFor();
      },
    },
  ]),
];

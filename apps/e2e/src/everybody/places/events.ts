import type { Page as List } from '@fingerpost/contracts/common';
import type { EventSummary } from '@fingerpost/contracts/events';
import type { Api } from '../../support/api.js';
import { at, button, dialog, type Place } from './place.js';

/** An event of the demonstration, by the beginning of its title. */
const event =
  (title: string, tail = '') =>
  async (api: Api): Promise<string> => {
    const { items } = await api.get<List<EventSummary>>('/api/events?limit=100');
    const { id, slug } = items.find((each) => each.title.startsWith(title))!;
    return `/events/${id}-${slug}${tail}`;
  };

/** Events, as everybody, members and organisers see them. */
export const EVENTS: Place[] = [
  at('/events'),
  at('/events?near=nowhere', 'no events'),
  at('/events?view=month', 'a month'),
  at('/events?view=past', 'past events'),
  { name: 'an event, as a guest', path: event('Critical appraisal') },
  { name: 'an event, as somebody who goes', as: 'trust-librarian', path: event('Critical appraisal') },
  {
    name: 'an event with its organisers’ questions',
    as: 'public-librarian',
    path: event('Critical appraisal'),
  },
  at('/events?campaign=health-information-week', 'events of a campaign'),
  { name: 'an event, from its waitlist', as: 'newcomer', path: event('Search clinic') },
  { name: 'an event, as its organiser', as: 'university-librarian', path: event('Critical appraisal') },
  { name: 'an event of a series', as: 'public-librarian', path: event('Quiet reading') },
  {
    name: 'an event being called off',
    as: 'university-librarian',
    path: event('Critical appraisal'),
    async open(page) {
      await button(page, 'Call off').click();
      await dialog(page);
    },
  },
  {
    name: 'a difference that will be told',
    as: 'university-librarian',
    path: event('Critical appraisal', '/edit'),
    async open(page) {
      await page.getByLabel('Place', { exact: true }).fill('Another room');
      await page.getByText('people will be told').waitFor();
    },
  },
  { name: 'one’s own events', as: 'trust-librarian', path: '/events?view=mine' },
  {
    name: 'a new event with faults',
    as: 'trust-librarian',
    path: '/events/new',
    async open(page) {
      await page.getByText('More about it', { exact: true }).click();
      await button(page, 'Ask something').click();
      await page.getByLabel('Question 1', { exact: true }).fill('?');
      await button(page, 'List it').click();
      await page.getByRole('alert').waitFor();
    },
  },
];

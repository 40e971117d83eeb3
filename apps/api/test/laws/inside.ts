import type { Scene } from '../scene.js';
import type { Ask } from './leaks.js';
import { listRoutes, many, said, wordOf } from './reads.js';
import type { Hidden, World } from './world.js';

/** What an answer must have in it: these words, or what fits. */
type Mark = string | RegExp;
type Shows = (hidden: Hidden) => Mark[];
const words =
  (...what: string[]): Shows =>
  (hidden) =>
    what.map((word) => wordOf(hidden, word));
const ofSpace: Shows = ({ space }) => [space.slug];
/** By its slug, since a page says back the words that were asked for. */
const record: Shows = ({ partnership }) => [partnership];

/**
 * What each read of many things shows the insider of a hidden space, so that one that is empty for everybody does not
 * pass for one that keeps a secret. A read that is neither here, nor among the searches, nor below fails the test.
 */
const SHOWS: Record<string, Shows> = {
  '/': words('title', 'event'),
  '/api/home': words('title', 'event'),
  '/api/collections': words('collection'),
  '/collections': words('collection'),
  '/api/discussions': words('title'),
  '/discussions': words('title'),
  '/api/events': words('event'),
  '/api/events/month': words('event'),
  '/events': words('event'),
  '/api/messages': words('message'),
  '/messages': words('message'),
  '/api/notifications': words('title', 'reply', 'event'),
  '/api/notifications/count': () => [/"unread":[1-9]/],
  '/inbox': words('title', 'reply', 'event'),
  '/api/partnerships': record,
  '/api/partnerships.csv': record,
  '/api/partnerships.geojson': record,
  '/api/partnerships.json': record,
  '/partnerships': record,
  '/api/resources': words('resource'),
  '/resources': words('resource'),
  '/api/me': ofSpace,
  '/api/me/notification-settings': ofSpace,
  '/api/spaces': ofSpace,
};

/** What a search finds of what is written in a hidden space; by the other words it finds nothing for anybody. */
const OF_THREADS = ['title', 'body', 'reply', 'edited', 'attached'];
const OF_THE_LIBRARY = ['resource', 'tag', 'file'];
const OF_EVENTS = ['event', 'eventbody', 'place', 'address'];
const FOUND = [...OF_THREADS, ...OF_THE_LIBRARY, ...OF_EVENTS];
const SEARCHES: Record<string, string[]> = {
  '/api/search': FOUND,
  '/search': FOUND,
  '/api/search/suggest': ['title'],
};

/** Reads without anything of a space in them, each with its reason; the insider gets a 200 all the same. */
const OF_NOTHING_HIDDEN = new Set([
  '/accessibility', // the site's own words
  '/privacy',
  '/rules',
  '/api/site',
  '/healthz',
  '/readyz',
  '/robots.txt',
  '/sitemap.xml', // what a guest reads
  '/sign-in', // forms
  '/sign-up',
  '/first-operator',
  '/collections/new',
  '/discussions/new',
  '/events/new',
  '/partnerships/new',
  '/resources/new',
  '/spaces/new',
  '/api/campaigns', // campaigns are the whole site's
  '/campaigns',
  '/api/organisations', // so is the list of organisations
  '/api/people', // who wants to be found, wherever they are
  '/people',
  '/api/me/blocks', // one's own settings
  '/api/me/calendar',
  '/api/me/sessions',
  '/admin', // written in the browser, from reads that are here themselves
  '/me',
  '/me/notifications',
  '/partnerships/claims',
  '/spaces',
]);

/** Others answer these: the insider is refused, an operator is not. */
const FOR_OPERATORS = new Set(['/api/settings', '/api/partnerships/claims']);
/** There on a machine without a mail server alone, for whoever develops. */
const OF_DEVELOPMENT = new Set(['/api/dev/mail', '/dev/mail']);
/** Answer nobody who does not say what they are after. */
const ASKS_FOR: Record<string, RegExp> = {
  '/api/events/month': /[?&]month=/,
  '/api/search': /[?&]q=/,
  '/api/search/suggest': /[?&]q=/,
};
/** Queries that leave out what the hidden space has: its discussion has its answer, its event is to come. */
const LEAVES_OUT = /[?&](status=unanswered|view=past)\b/;

export const listsWithoutFixture = (scene: Scene): string[] =>
  listRoutes(scene.app).filter(
    (pattern) =>
      !SHOWS[pattern] &&
      !SEARCHES[pattern] &&
      ![OF_NOTHING_HIDDEN, FOR_OPERATORS, OF_DEVELOPMENT].some((known) => known.has(pattern)),
  );

/** Every read of many things by the insider of each hidden space: what does not answer them, or shows them nothing of it. */
export async function unseenInside(
  scene: Scene,
  ask: Ask,
  { hidden: things, outsiders }: World,
): Promise<string[]> {
  const unseen: string[] = [];
  for (const pattern of listRoutes(scene.app).filter((route) => !OF_DEVELOPMENT.has(route)))
    for (const hidden of things)
      for (const address of many(pattern, [hidden])) {
        const who = FOR_OPERATORS.has(pattern) ? outsiders.operator! : hidden.insider;
        const { status, text } = await ask(who, address);
        const expected = ASKS_FOR[pattern]?.test(address) === false ? 422 : 200;
        if (status !== expected) unseen.push(`${address} answers ${status} to who may ask`);
        else if (status === 200 && !LEAVES_OUT.test(address))
          unseen.push(
            ...missed(pattern, address, hidden, said(address, text)).map((what) => `${address} ${what}`),
          );
      }
  return unseen;
}

function missed(pattern: string, address: string, hidden: Hidden, text: string): string[] {
  const sought = SEARCHES[pattern]?.map((word) => wordOf(hidden, word));
  if (!sought)
    return (SHOWS[pattern]?.(hidden) ?? [])
      .filter((mark) => !has(text, mark))
      .map((mark) => `does not show ${mark}`);
  if (!sought.includes(new URLSearchParams(address.split('?')[1]).get('q') ?? '')) return [];
  // A page's own words of what was asked for are gone by here, so that it takes another of the same thing.
  return sought.some((word) => has(text, word)) ? [] : ['finds nothing'];
}

/** As a word of its own: an event's title also begins its text's word. */
const has = (text: string, mark: Mark): boolean =>
  (typeof mark === 'string' ? new RegExp(`(?<!\\w)${mark}(?!\\w)`) : mark).test(text);

import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { RequestMethod } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Hidden } from './world.js';

/** The pattern of every GET route of every controller, as it is mounted. The list grows by itself. */
export function readRoutes(app: NestFastifyApplication): string[] {
  const controllers = app.get(DiscoveryService, { strict: false }).getControllers();
  const patterns = controllers.flatMap(({ instance, metatype }) => {
    if (!instance || !metatype) return [];
    const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
    const base = [
      (Reflect.getMetadata(PATH_METADATA, metatype) as string | string[] | undefined) ?? '',
    ].flat();
    return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name]!;
      if (Reflect.getMetadata(METHOD_METADATA, handler) !== RequestMethod.GET) return [];
      const paths = [Reflect.getMetadata(PATH_METADATA, handler) as string | string[]].flat();
      return base.flatMap((start) =>
        paths.map((path) => `/${start}/${path}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1')),
      );
    });
  });
  return [...new Set(patterns)].sort();
}

/** Reads of one thing: addresses that only insiders may open, and the same for a thing that is not there. */
type OfOne = (hidden: Hidden) => string[];
const MISSING = 999_999_999;
const ofDiscussion =
  (path: (id: number) => string[]): OfOne =>
  ({ discussion }) =>
    path(discussion.id);
const ofEvent =
  (path: (id: number) => string[]): OfOne =>
  ({ event }) =>
    path(event.id);
const ofPosts =
  (path: (id: number) => string): OfOne =>
  ({ posts }) =>
    [posts.opening, posts.reply.id, posts.edited.id, posts.removed.id].map(path);

/**
 * A fixture for each route with a parameter. A route that is not here fails the test:
 * say which hidden thing its parameter names.
 */
export const ONE: Record<string, OfOne> = {
  '/api/discussions/:id': ofDiscussion((id) => [`/api/discussions/${id}`]),
  '/api/discussions/:id/posts': ofDiscussion((id) =>
    ['', '?view=threaded', '?around=last', '?around=2', '?changedAfter=0', '?order=desc'].map(
      (query) => `/api/discussions/${id}/posts${query}`,
    ),
  ),
  '/api/discussions/:id/watch': ofDiscussion((id) => [`/api/discussions/${id}/watch`]),
  '/api/events/:id': ofEvent((id) => [`/api/events/${id}`]),
  '/api/events/:id.ics': ofEvent((id) => [`/api/events/${id}.ics`]),
  '/api/events/:id/attendees': ofEvent((id) =>
    ['', '?status=waitlisted', '?status=cancelled', '?order=desc'].map(
      (query) => `/api/events/${id}/attendees${query}`,
    ),
  ),
  '/api/events/:id/attendees.csv': ofEvent((id) => [`/api/events/${id}/attendees.csv`]),
  '/api/spaces/:slug/events.ics': ({ space }) => [`/api/spaces/${space.slug}/events.ics`],
  '/events/:idSlug': ofEvent((id) => ['', '-x'].map((rest) => `/events/${id}${rest}`)),
  '/events/:idSlug/edit': ofEvent((id) => [`/events/${id}-x/edit`]),
  '/api/files/:name': ({ file }) => [file],
  '/api/posts/:id': ofPosts((id) => `/api/posts/${id}`),
  '/api/posts/:id/history': ({ posts }) => [`/api/posts/${posts.edited.id}/history`],
  '/api/resources/:id': ({ resource }) => [`/api/resources/${resource.id}`],
  '/api/resources/:id/download': ({ resource }) =>
    ['', '?version=1'].map((query) => `/api/resources/${resource.id}/download${query}`),
  '/api/resources/:id/thumbnail': ({ resource }) => [`/api/resources/${resource.id}/thumbnail`],
  '/api/resources/:id/uses': ({ resource }) => [`/api/resources/${resource.id}/uses`],
  '/resources/:idSlug': ({ resource }) => ['', '-x'].map((rest) => `/resources/${resource.id}${rest}`),
  '/api/collections/:id': ({ collection }) => [`/api/collections/${collection.id}`],
  '/collections/:idSlug': ({ collection }) =>
    ['', '-x'].map((rest) => `/collections/${collection.id}${rest}`),
  '/collections/:idSlug/edit': ({ collection }) => [`/collections/${collection.id}-x/edit`],
  '/api/partnerships/:slug': ({ partnership }) => [`/api/partnerships/${partnership}`],
  '/api/partnerships/:slug/history': ({ partnership }) => [`/api/partnerships/${partnership}/history`],
  '/partnerships/:slug/edit': ({ partnership }) => [`/partnerships/${partnership}/edit`],
  '/partnerships/:slug/history': ({ partnership }) => [`/partnerships/${partnership}/history`],
  '/partnerships/:slug/merge': ({ partnership }) => [`/partnerships/${partnership}/merge`],
  '/partnerships/:slug': ({ partnership }) => [`/partnerships/${partnership}`],
  '/api/messages/:id': ({ message }) => [`/api/messages/${message}`],
  '/messages/:id': ({ message }) => [`/messages/${message}`],
  '/api/people/:id': ({ insider }) => [`/api/people/${insider.personId}`],
  '/people/:id': ({ insider }) => [`/people/${insider.personId}`],
  '/api/spaces/:slug': ({ space }) => [`/api/spaces/${space.slug}`],
  '/api/spaces/:slug/members': ({ space }) =>
    ['', '?state=asked'].map((query) => `/api/spaces/${space.slug}/members${query}`),
  '/api/spaces/:slug/invitations': ({ space }) => [`/api/spaces/${space.slug}/invitations`],
  '/api/spaces/:slug/watch': ({ space }) => [`/api/spaces/${space.slug}/watch`],
  '/api/spaces/:slug/mentionable': ({ space }) => [`/api/spaces/${space.slug}/mentionable`],
  // Whoever holds a mail may open it; its title is for those who may see the discussion.
  '/unsubscribe/:token': ({ unsubscribe }) => [unsubscribe],
  // By another slug, since a page may say back the address that was asked: the right one would be in the redirect.
  '/discussions/:idSlug': ofDiscussion((id) =>
    ['', '-x', '-x?view=threaded', '-x?at=2'].map((rest) => `/discussions/${id}${rest}`),
  ),
  '/posts/:id': ofPosts((id) => `/posts/${id}`),
  '/spaces/:slug': ({ space }) => [`/spaces/${space.slug}`],
  '/spaces/:slug/members': ({ space }) => [`/spaces/${space.slug}/members`],
  '/spaces/:slug/settings': ({ space }) => [`/spaces/${space.slug}/settings`],
};
/** Where the name of a `members` space is for every signed-in person. */
export const NAMES_SPACE = new Set([
  '/api/spaces/:slug',
  '/spaces/:slug',
  '/spaces/:slug/members',
  '/spaces/:slug/settings',
]);

/** What only moderators of a space open, of all that its members read; a post's history is its author's too. */
export const FOR_MODERATORS = [
  /^\/api\/spaces\/[^/]+\/(invitations|members\?state=asked)$/,
  /^\/api\/events\/\d+\/attendees\.csv$/,
  /^\/api\/posts\/\d+\/history$/,
  // A steward's and who looks after the directory.
  /^\/api\/partnerships\/[^/]+\/history$/,
  // Written by the insider to the moderator.
  /^(\/api)?\/messages\/\d+$/,
];

/** The address of a thing that is not there, next to the one of a hidden thing. */
export const missing = (address: string, { space, partnership }: Hidden): string =>
  address
    .replace(`/${partnership}`, '/no-such-partnership')
    .replace(`/${space.slug}`, '/no-such-space')
    .replace(/\/files\/[0-9a-f]+/, `/files/${'0'.repeat(32)}`)
    .replace(/\/(discussions|posts|events|resources|collections|messages|people)\/\d+/, `/$1/${MISSING}`);

/** One of the words that stand in a hidden space alone. */
export const wordOf = ({ secrets }: Hidden, what: string): string => {
  const found = secrets.find((secret) => secret.replace(/^zq(members|private)/, '') === what);
  if (!found) throw new Error(`nothing hidden says ${what}`);
  return found;
};

/** An answer without what was asked for, which a page may say back: a search page shows its own query. */
export const said = (address: string, text: string): string =>
  address.includes('?') && !address.startsWith('/api/')
    ? text.replaceAll(decodeURIComponent(address.split('=').at(-1) ?? ''), '')
    : text;

/** Routes of reads of many things: what takes no parameter and may show things of spaces. */
export const listRoutes = (app: NestFastifyApplication): string[] =>
  readRoutes(app).filter((route) => !/[:*]/.test(route) && !NOT_OF_A_SPACE.has(route));

/** Reads of many things: asked as they are, and with each query that could be bent towards what is hidden. */
export const many = (pattern: string, hidden: Hidden[]): string[] => [
  pattern,
  ...hidden.flatMap((thing) => [
    ...(/\/(discussions|events|search)$/.test(pattern) ? [`${pattern}?space=${thing.space.slug}`] : []),
    ...(/\/discussions$/.test(pattern)
      ? ['sort=new', 'status=unanswered', 'status=answered', 'order=asc', `tag=${wordOf(thing, 'tag')}`].map(
          (query) => `${pattern}?${query}`,
        )
      : []),
    ...(/\/resources$/.test(pattern)
      ? [
          'sort=used',
          'sort=used&order=asc',
          'kind=checklist',
          'licence=ogl',
          'audience=council',
          `space=${thing.space.slug}`,
          `tag=${wordOf(thing, 'tag')}`,
        ].map((query) => `${pattern}?${query}`)
      : []),
    ...(/\/collections$/.test(pattern)
      ? ['may=add', 'order=asc', `space=${thing.space.slug}`, `resource=${thing.resource.id}`].map(
          (query) => `${pattern}?${query}`,
        )
      : []),
    ...(/\/events$/.test(pattern)
      ? [
          'view=past',
          'view=month&month=2027-02',
          `near=${wordOf(thing, 'place')}`,
          'from=2027-02-04',
          'format=both',
        ]
          .map((query) => `${pattern}?${query}`)
          .filter((address) => address.startsWith('/events') || !address.includes('view='))
      : []),
    ...(/\/events\/month$/.test(pattern) ? [`${pattern}?month=2027-02`] : []),
    ...(/\/(search|suggest)$/.test(pattern) ? thing.secrets.map((secret) => `${pattern}?q=${secret}`) : []),
    ...(/\/partnerships(\.geojson|\.csv|\.json)?$/.test(pattern)
      ? [`${pattern}?q=${wordOf(thing, 'partnership')}`]
      : []),
    ...(/\/organisations$/.test(pattern) ? [`${pattern}?q=${wordOf(thing, 'author')}`] : []),
  ]),
];

/** Reads that are about no thing of a space, each with its reason. */
export const NOT_OF_A_SPACE = new Set<string>([
  '/*', // addresses where nothing is
  '/api/uploads/:id', // one's own alone, whatever the space: files/uploads.spec.ts
  '/api/organisations/:id', // the list of organisations is the site's
  '/organisations/:slug',
  '/organisations/:slug/edit',
  '/api/campaigns/:slug', // campaigns are the whole site's
  '/campaigns/:slug',
  '/api/calendar/:token.ics', // the token itself is who asks: calendars.spec.ts shows that it sees what its member sees
  '/metrics', // counts of requests, for this machine alone
]);

/** Every row of the bench, in the order of the table. */
export interface Entry {
  name: string;
  unit: string;
  /** What stands in the column "reference"; none where the bar is on the value itself. */
  beside?: string;
  atLeast?: number;
  atMost?: number;
}

const BARE_JSON = 'Fastify with pg, the same statement and JSON';
const BARE_HTML = 'Fastify sending the same bytes';
const FIRST_PAGE = 'its first page';

const buffers = (thread: string): Entry[] =>
  ['flat', 'threaded'].map((view) => ({
    name: `${thread}, ${view}: buffers of the dearest page`,
    unit: 'buffers',
    beside: FIRST_PAGE,
    atMost: 1.2,
  }));

/** At most 1.5 times the cost of a hundredth: as many answers as two thirds. */
const AT_A_HUNDREDTH = 0.667;
const hundredth = (what: string, few: string, reads: string[]): Entry[] =>
  reads.map((read) => ({
    name: `${what}, ${read}`,
    unit: 'answers/s',
    beside: few,
    atLeast: AT_A_HUNDREDTH,
  }));

const page = (name: string): Entry[] => [
  { name: `${name}: script before text and controls work`, unit: 'kB gzipped', atMost: 150 },
  { name: `${name}: script by network idle`, unit: 'kB gzipped', atMost: 210 },
  { name: `${name}: requests to other hosts`, unit: 'requests', atMost: 0 },
  { name: `${name}: Lighthouse mobile, largest contentful paint`, unit: 's', atMost: 2.5 },
  { name: `${name}: Lighthouse mobile, total blocking time`, unit: 'ms', atMost: 200 },
  { name: `${name}: Lighthouse mobile, layout shift`, unit: '', atMost: 0.02 },
  { name: `${name}: Lighthouse accessibility`, unit: 'of 100', atLeast: 100 },
];

export const CATALOGUE: Entry[] = [
  { name: 'thread, JSON, guest', unit: 'answers/s', beside: BARE_JSON, atLeast: 0.65 },
  { name: 'thread, JSON, member', unit: 'answers/s', beside: BARE_JSON, atLeast: 0.55 },
  { name: 'thread, HTML, guest', unit: 'answers/s', beside: BARE_HTML, atLeast: 0.5 },
  { name: 'thread, HTML, member', unit: 'answers/s', beside: BARE_HTML },
  { name: 'list, JSON, guest', unit: 'answers/s', beside: BARE_JSON },
  { name: 'list, JSON, member', unit: 'answers/s', beside: BARE_JSON },
  {
    name: 'last full page of the 1,000-reply thread, flat',
    unit: 'answers/s',
    beside: FIRST_PAGE,
    atLeast: 0.9,
  },
  {
    name: 'last full page of the 1,000-reply thread, threaded',
    unit: 'answers/s',
    beside: FIRST_PAGE,
    atLeast: 0.9,
  },
  {
    name: 'thread at 50,000 posts',
    unit: 'answers/s',
    beside: 'the same threads among 500 posts',
    atLeast: 0.9,
  },
  ...hundredth('among 10,000 events', 'the same among 100', [
    'what comes',
    'what comes, a member',
    'what was',
    'one kind',
    'one format',
    'one space',
    'one campaign',
    'near a town',
    'my own',
    'my own that were',
    'a month',
    'who goes to the largest',
    'who waits for the largest',
    'campaigns',
    'coming up on the home',
    'coming up on the home, a member',
    'calendar of a space',
    'calendar of a member',
  ]),
  ...hundredth('library of 50,000', 'the same list of a library of 500', [
    'newest',
    'most used',
    'one kind',
    'one sector, most used',
    'one topic',
    'one licence',
    'one space',
    'one space, one kind',
    'found by a rare word',
  ]),
  {
    name: 'library of 50,000, found by a word that one in 25 has',
    unit: 'answers/s',
    beside: 'the same in a library of 500',
  },
  ...hundredth('directory of 5,000 partnerships', 'the same among 50', [
    'list',
    'one nation',
    'one sector',
    'one formality',
    'one activity',
    'one lifecycle',
    'one sector of a nation',
    'a common word',
    'a rare word',
    'counted by nation on the home',
    'map',
    'map, narrowed',
  ]),
  { name: 'directory of 5,000 partnerships, map ready', unit: 's', atMost: 2 },
  { name: 'directory of 5,000 partnerships, map filtered', unit: 'ms', atMost: 200 },
  ...['a leaflet of 200 kB', 'slides of 4 MB'].map((what) => ({
    name: `download, ${what}`,
    unit: 'answers/s',
    beside: 'Fastify streaming the same file',
    atLeast: 0.7,
  })),
  ...buffers('1,000-reply thread'),
  ...buffers('10,000-reply thread'),
  ...buffers('chain 10,000 deep'),
  {
    name: 'reply, 10 writers on 10 discussions, beside a transaction',
    unit: 'replies/s',
    beside:
      'Fastify with pg, post, source, counters, activity and job from BEGIN to COMMIT; no idempotency key',
    atLeast: 0.6,
  },
  {
    name: 'reply, 10 writers on 10 discussions, beside one statement',
    unit: 'replies/s',
    beside: 'Fastify with pg, the same rows by one statement of its own',
  },
  {
    name: 'reply, 10 writers on 10 discussions, beside an INSERT',
    unit: 'replies/s',
    beside: 'Fastify with pg, one single-row INSERT',
    atLeast: 0.15,
  },
  {
    name: 'reply, 10 writers on one discussion, beside an INSERT',
    unit: 'replies/s',
    beside: 'Fastify with pg, one single-row INSERT',
    atLeast: 0.05,
  },
  { name: 'what follows from a reply, done after the last answer', unit: 's' },
  {
    name: 'new post, sent to seen by 500 sockets, p99',
    unit: 'ms',
    beside: 'bare socket.io, the same payload',
    atMost: 2,
  },
  { name: 'new post, missed by a socket', unit: 'of 25,000', atMost: 0 },
  { name: 'new post, seen twice by a socket', unit: 'of 25,000', atMost: 0 },
  { name: 'notification, post acknowledged to inbox, p99', unit: 'ms', atMost: 250 },
  { name: 'notification, missed or twice', unit: 'of 3,600', atMost: 0 },
  { name: 'post to 10,000 watchers, in the last inbox', unit: 's', atMost: 5 },
  {
    name: 'replies while a post goes to 10,000 watchers',
    unit: 'replies/s',
    beside: 'the same replies without it',
    atLeast: 0.8,
  },
  { name: 'first start of npm start, built already and its data folder empty, to the first page', unit: 's' },
  { name: 'second start of npm start, to the first page', unit: 's', atMost: 5 },
  { name: 'memory of the server, idle', unit: 'MB' },
  { name: 'memory of the server, after load', unit: 'MB' },
  { name: 'thread, JSON, size', unit: 'kB' },
  { name: 'thread, JSON, size gzipped', unit: 'kB' },
  { name: 'thread, HTML, size', unit: 'kB' },
  { name: 'thread, HTML, size gzipped', unit: 'kB' },
  ...page('guest home, cold'),
  ...page('thread, cold'),
];

export function entryOf(name: string): Entry {
  const entry = CATALOGUE.find((each) => each.name === name);
  if (!entry) throw new Error(`The catalogue has no row called ${name}`);
  return entry;
}

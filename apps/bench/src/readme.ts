import { entryOf } from './catalogue.ts';
import { figure, NOT_MEASURED, verdict } from './page.ts';
import type { Row } from './rows.ts';

/** Rows of the catalogue that stand in the README, in words for people who do not know the bench. */
const CHOSEN: [name: string, words: string][] = [
  ['thread, JSON, guest', 'A thread’s first page as JSON, for a guest'],
  ['thread, JSON, member', 'The same for a member'],
  ['thread, HTML, guest', 'The same as HTML, for a guest'],
  ['last full page of the 1,000-reply thread, threaded', 'The last page of 1,000 replies, beside the first'],
  ['thread at 50,000 posts', 'A thread among 50,000 posts, beside 500'],
  ['among 10,000 events, what comes', 'What comes among 10,000 events, beside 100'],
  ['among 10,000 events, who goes to the largest', 'Who goes to an event of 10,000, beside one of a hundred'],
  ['library of 50,000, one topic', 'One topic of a library of 50,000, beside 500'],
  [
    'directory of 5,000 partnerships, one sector of a nation',
    'One sector of a nation among 5,000 partnerships, beside 50',
  ],
  ['directory of 5,000 partnerships, map ready', 'The map of 5,000 partnerships: there after'],
  ['directory of 5,000 partnerships, map filtered', 'The same, narrowed after'],
  ['download, a leaflet of 200 kB', 'A leaflet of 200 kB, beside bare Fastify streaming it'],
  ['download, slides of 4 MB', 'Slides of 4 MB, the same'],
  [
    '10,000-reply thread, threaded: buffers of the dearest page',
    'What the dearest of all pages of 10,000 replies reads in the database, beside the first',
  ],
  [
    'reply, 10 writers on 10 discussions, beside a transaction',
    'Ten people reply at once, beside a bare transaction',
  ],
  ['reply, 10 writers on 10 discussions, beside an INSERT', 'The same beside a bare single-row INSERT'],
  ['reply, 10 writers on one discussion, beside an INSERT', 'The same, all in one thread'],
  [
    'new post, sent to seen by 500 sockets, p99',
    'A new post is seen on 500 open pages (99 of 100), beside bare socket.io',
  ],
  ['new post, missed by a socket', 'Posts that one of these pages missed'],
  ['notification, post acknowledged to inbox, p99', 'From a post to the inboxes of nine others (99 of 100)'],
  ['notification, missed or twice', 'Notifications that were missed or came twice'],
  ['post to 10,000 watchers, in the last inbox', 'A post to 10,000 people is in the last inbox after'],
  ['replies while a post goes to 10,000 watchers', 'Replies by others meanwhile, beside none of it'],
  ['second start of npm start, to the first page', '`npm start`, the second time, to the first page'],
  ['guest home, cold: script before text and controls work', 'A guest’s home: script before it works'],
  ['thread, cold: script before text and controls work', 'A thread: script before it works'],
  ['thread, cold: Lighthouse mobile, largest contentful paint', 'A thread on a slow phone: painted after'],
  ['thread, cold: Lighthouse accessibility', 'A thread: accessibility, as Lighthouse counts it'],
];

const BETWEEN = /(?<=<!-- bench -->\n)[\s\S]*?(?=<!-- \/bench -->)/;

/** The README with its table written anew. */
export function withTable(readme: string, rows: Row[]): string {
  if (!BETWEEN.test(readme)) throw new Error('The README has no <!-- bench --> and <!-- /bench -->');
  return readme.replace(BETWEEN, () => `${table(rows)}\n`);
}

const table = (rows: Row[]): string =>
  [
    '| what | measured | bar | holds |',
    '| --- | ---: | ---: | --- |',
    ...CHOSEN.map(([name, words]) =>
      asLine(
        words,
        rows.find((row) => row.name === name)!,
      ),
    ),
  ].join('\n');

function asLine(words: string, { name, value, ratio, bar, holds }: Row): string {
  const { unit, atLeast, beside } = entryOf(name);
  const measured = ratio === null ? value : ratio;
  const as = (amount: string) => (beside ? `${amount} ×` : `${amount} ${unit}`.trim());
  const shown = measured === null ? NOT_MEASURED : as(ratio === null ? figure(measured) : ratio.toFixed(2));
  const told =
    bar === null ? '' : bar === 0 ? 'none' : `${atLeast === undefined ? '≤' : '≥'} ${as(String(bar))}`;
  return `| ${words} | ${shown} | ${told} | ${verdict(holds)} |`;
}

import type pg from 'pg';
import { once } from '../harness/connection.ts';
import { buffersOn } from '../harness/plan.ts';
import type { Stage } from '../harness/stage.ts';
import { pageStarts, specialThread, type PageStart, type Thread, type View } from '../harness/threads.ts';
import type { Part } from '../part.ts';
import { threadStatements } from '../product/caught.ts';
import { encodeCursor } from '../references/json.ts';
import { row, type Row } from '../rows.ts';
import { say } from '../../../../scripts/lib/say.mjs';

type Query = Record<string, string>;
type Cost = (viewer: number | null, query: Query) => Promise<number>;

interface Page {
  what: string;
  buffers: number;
  first: number;
}

/** Buffers of every page of the long threads, however one comes to it, by the product's own statements, beside those of the first page. */
export const explain: Part = async (stage) => {
  const { database } = stage;
  const threads: [string, Thread][] = [
    ['1,000-reply thread', await specialThread(database, 1_000)],
    ['10,000-reply thread', await specialThread(database, 10_000)],
    ['chain 10,000 deep', await specialThread(database, 10_000, { chain: true })],
  ];
  await database.query('VACUUM (FREEZE, ANALYZE) posts');
  const rows: Row[] = [];
  for (const [name, thread] of threads)
    for (const view of ['flat', 'threaded'] as const)
      rows.push(await dearestPage(stage, `${name}, ${view}: buffers of the dearest page`, thread, view));
  return rows;
};

/** By ratio, since a member's pages all read a little more than a guest's. */
async function dearestPage(
  { database, members }: Stage,
  name: string,
  thread: Thread,
  view: View,
): Promise<Row> {
  return once(database.url, async (client) => {
    const cost = costOn(client, thread);
    const starts = await pageStarts(client, thread, view);
    const pages: Page[] = [];
    const guest = await cost(null, { view });
    for (const query of queries(view, starts))
      pages.push({ what: `guest, ${told(query)}`, buffers: await cost(null, query), first: guest });
    const viewer = members[0]!.personId;
    const member = await cost(viewer, { view });
    for (const query of queries(view, starts))
      pages.push({ what: `member, ${told(query)}`, buffers: await cost(viewer, query), first: member });
    // As left off at the beginning, in the middle, and at the last page.
    for (const share of [0, 0.5, 1]) {
      await leaveOff(client, viewer, thread, starts[Math.round(share * (starts.length - 1))]!.number);
      const buffers = await cost(viewer, { view, around: 'first-unread' });
      pages.push({ what: 'member, around first-unread', buffers, first: member });
    }
    const { what, buffers, first } = pages.reduce((dear, page) =>
      page.buffers / page.first > dear.buffers / dear.first ? page : dear,
    );
    say(`  ${name}: ${buffers} (${what}) of ${pages.length} pages, the first ${first}`);
    return row(name, buffers, first, buffers / first);
  });
}

/** What a request touches: all that the product asks before it can answer. */
const costOn = (client: pg.Client, { id }: Thread): Cost => {
  const buffersOf = buffersOn(client);
  return async (viewer, query) => {
    const asked = await threadStatements(
      viewer,
      id,
      query,
      async ({ text, values }) => (await client.query(text, values)).rows,
    );
    let sum = 0;
    for (const each of asked) sum += await buffersOf(each);
    return sum;
  };
};

/** Every page forwards, backwards, and as a link to a post opens it. */
function queries(view: View, starts: PageStart[]): Query[] {
  const later = starts.slice(1).map(({ root_number, number }) => encodeCursor([root_number, number]));
  return [
    ...later.map((after) => ({ view, after })),
    ...later.map((before) => ({ view, before })),
    ...starts.map(({ number }) => ({ view, around: String(Math.max(1, number)) })),
    { view, around: 'last' },
  ];
}

async function leaveOff(client: pg.Client, viewer: number, { id }: Thread, number: number): Promise<void> {
  await client.query(
    `INSERT INTO read_marks (person_id, discussion_id, read_number) VALUES ($1, $2, $3)
     ON CONFLICT (person_id, discussion_id) DO UPDATE SET read_number = excluded.read_number`,
    [viewer, id, number],
  );
}

const told = ({ after, before, around }: Query): string =>
  after ? 'forwards' : before ? 'backwards' : `around ${around}`;

import type pg from 'pg';
import { once } from '../harness/connection.ts';
import type { BenchDatabase } from '../harness/database.ts';
import { prepare } from '../harness/plan.ts';
import { PAGE, specialThread, type Thread } from '../harness/threads.ts';
import type { Part } from '../part.ts';
import { threadStatement } from '../product/caught.ts';
import { row, type Row } from '../rows.ts';
import { say } from '../../../../scripts/lib/say.mjs';

const ORDERS = { flat: 'number', threaded: 'root_number, number' };
type View = keyof typeof ORDERS;

/** Buffers of every page of the long threads, by the product's own statements, beside those of the first page. */
export const explain: Part = async ({ database }) => {
  const threads: [string, Thread][] = [
    ['1,000-reply thread', await specialThread(database, 1_000)],
    ['10,000-reply thread', await specialThread(database, 10_000)],
    ['chain 10,000 deep', await specialThread(database, 10_000, { chain: true })],
  ];
  await database.query('VACUUM (FREEZE, ANALYZE) posts');
  const rows: Row[] = [];
  for (const [name, thread] of threads)
    for (const view of Object.keys(ORDERS) as View[])
      rows.push(await dearestPage(database, `${name}, ${view}: buffers of the dearest page`, thread, view));
  return rows;
};

async function dearestPage({ url }: BenchDatabase, name: string, thread: Thread, view: View): Promise<Row> {
  return once(url, async (client) => {
    const statement = await threadStatement(null, thread.id, { view });
    const buffersOf = await prepare(client, statement);
    const [viewer, id, , , limit] = statement.values;
    const buffers: number[] = [];
    for (const { root_number, number } of await pageStarts(client, thread, view))
      buffers.push(await buffersOf([viewer, id, root_number, number, limit]));
    const [first = Number.NaN] = buffers;
    const dearest = Math.max(...buffers);
    say(`  ${name}: ${dearest} of ${buffers.length} pages, the first ${first}`);
    return row(name, dearest, first, dearest / first);
  });
}

/** Where each page begins: after the last post of the one before it. */
async function pageStarts(
  client: pg.Client,
  { id }: Thread,
  view: View,
): Promise<{ root_number: number; number: number }[]> {
  const { rows } = await client.query(
    `SELECT root_number, number FROM (
       SELECT root_number, number, row_number() OVER (ORDER BY ${ORDERS[view]}) AS place, count(*) OVER () AS posts FROM posts WHERE discussion_id = $1
     ) placed WHERE place % $2 = 0 AND place < posts ORDER BY place`,
    [id, PAGE],
  );
  return [{ root_number: 0, number: 0 }, ...rows];
}

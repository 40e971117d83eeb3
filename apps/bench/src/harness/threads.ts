import type pg from 'pg';
import type { BenchDatabase } from './database.ts';

/** Threads that the load is spread over. */
const SPREAD = 200;
/** Posts on a full page. */
export const PAGE = 20;
/** Larger ones are measured by themselves. */
const ORDINARY = 200;

export interface Thread {
  id: number;
  slug: string;
}

/** The public threads with the fullest first pages, in no order. */
export async function ordinaryThreads(database: BenchDatabase): Promise<Thread[]> {
  return database.query<Thread>(
    `SELECT id::int, slug FROM (
       SELECT d.* FROM discussions d JOIN spaces s ON s.id = d.space_id
       WHERE s.visibility = 'public' AND d.state = 'published' AND d.reply_count < $1 ORDER BY least(d.reply_count, $2) DESC, d.id LIMIT $3
     ) fullest ORDER BY md5(id::text)`,
    [ORDINARY, PAGE, SPREAD],
  );
}

/** The threads of the data set that are measured by themselves, each named after its replies. */
export async function specialThread(
  database: BenchDatabase,
  replies: number,
  { chain }: { chain: boolean } = { chain: false },
): Promise<Thread> {
  const [thread] = await database.query<Thread>(
    `SELECT id::int, slug FROM discussions d
     WHERE reply_count >= $1 AND $2 = EXISTS (SELECT 1 FROM posts p WHERE p.discussion_id = d.id AND p.depth >= $1 / 2) ORDER BY reply_count, id LIMIT 1`,
    [replies, chain],
  );
  if (!thread) throw new Error(`No ${chain ? 'chain' : 'thread'} has ${replies} replies`);
  return thread;
}

const ORDERS = { flat: 'number', threaded: 'root_number, number' };
export type View = keyof typeof ORDERS;

export interface PageStart {
  root_number: number;
  number: number;
}

/** Where each page begins: after the last post of the one before it. */
export async function pageStarts(client: pg.Client, { id }: Thread, view: View): Promise<PageStart[]> {
  const { rows } = await client.query<PageStart>(
    `SELECT root_number, number FROM (
       SELECT root_number, number, row_number() OVER (ORDER BY ${ORDERS[view]}) AS place, count(*) OVER () AS posts FROM posts WHERE discussion_id = $1
     ) placed WHERE place % $2 = 0 AND place < posts ORDER BY place`,
    [id, PAGE],
  );
  return [{ root_number: 0, number: 0 }, ...rows];
}

export const postsPath = (thread: Thread, query = ''): string =>
  `/api/discussions/${thread.id}/posts${query}`;
export const pagePath = (thread: Thread): string => `/discussions/${thread.id}-${thread.slug}`;

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

export const postsPath = (thread: Thread, query = ''): string =>
  `/api/discussions/${thread.id}/posts${query}`;
export const pagePath = (thread: Thread): string => `/discussions/${thread.id}-${thread.slug}`;

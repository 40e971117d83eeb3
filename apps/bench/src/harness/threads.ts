import type { BenchDatabase } from './database.ts';

/** Threads that the load is spread over. */
const SPREAD = 200;
/** A full page: what most of the server's work for a thread goes into. */
export const PAGE = 20;
/** Larger ones are measured by themselves. */
const ORDINARY = 200;

export interface Thread {
  id: number;
  slug: string;
}

/** Public threads with a full first page, evenly from the whole data set. */
export async function ordinaryThreads(database: BenchDatabase): Promise<Thread[]> {
  const threads = await database.query<Thread>(
    `SELECT d.id::int, d.slug FROM discussions d JOIN spaces s ON s.id = d.space_id
     WHERE s.visibility = 'public' AND d.state = 'published' AND d.reply_count BETWEEN $1 AND $2
     ORDER BY md5(d.id::text) LIMIT $3`,
    [PAGE, ORDINARY, SPREAD],
  );
  if (threads.length < SPREAD / 10) throw new Error(`Only ${threads.length} public threads have a full page`);
  return threads;
}

/** The thread with about that many replies. */
export async function threadOf(database: BenchDatabase, replies: number): Promise<Thread> {
  const [thread] = await database.query<Thread>(`SELECT id::int, slug FROM discussions WHERE reply_count >= $1 ORDER BY reply_count LIMIT 1`, [replies]);
  if (!thread) throw new Error(`No thread has ${replies} replies`);
  return thread;
}

export const postsPath = (thread: Thread, query = ''): string => `/api/discussions/${thread.id}/posts${query}`;
export const pagePath = (thread: Thread): string => `/discussions/${thread.id}-${thread.slug}`;

import pg from 'pg';
import { Clock } from '../../config/clock.js';
import { insertAll, takeIds, type Run } from '../rows.js';
import { seedPeople, seedSpaces } from './people.js';
import { plan, type Plan, type Scale, type SpecialName } from './plan.js';
import { Random } from './random.js';
import { TAGS } from './sentences.js';
import { ACCEPT, COUNT_IN_SPACES, INDEX, INSERT_POSTS, MARK_READ } from './statements.js';
import { seedThread, type SeedSpace, type SeedThread } from './thread.js';

/** One seed for all: what is measured today is what was measured yesterday. */
const SEED = 20_261_122;
const POSTS_AT_ONCE = 500;
/** Words become search documents in the database, which costs the most; it has a core for each. */
const INDEXERS = 2;

export interface Seeded {
  members: number;
  discussions: number;
  posts: number;
  seconds: number;
  /** What benches ask for: replies, and the longest chain of replies to replies. */
  threads: Partial<Record<SpecialName, { id: number; slug: string; posts: number }>>;
}

/** Writes a large data set, beside a live server if need be. */
export async function seed(url: string, scale: Scale, tell: (line: string) => void): Promise<Seeded> {
  const started = performance.now();
  const clients = await Promise.all(Array.from({ length: 1 + INDEXERS }, () => connect(url)));
  const [writer, ...indexers] = clients as [pg.Client, ...pg.Client[]];
  try {
    const run: Run = (sql, params) => writer.query(sql, params);
    const random = new Random(SEED);
    const now = new Clock().now();
    const people = await seedPeople(run, scale.members, now);
    const spaces = await seedSpaces(run, people, random, now);
    await run('INSERT INTO tags (name, created_at) SELECT unnest($1::text[]), $2 ON CONFLICT DO NOTHING', [
      TAGS,
      now,
    ]);
    const wanted = plan(scale, random);
    const index = new Indexing(indexers);
    const threads = await writeAll(writer, {
      wanted,
      spaces,
      random,
      now: now.getTime(),
      written: (ids) => index.add(ids),
      tell,
    });
    tell('indexing the last of them');
    await index.done();
    await run(COUNT_IN_SPACES, [spaces.map(({ id }) => id)]);
    for (const table of [
      'people',
      'accounts',
      'memberships',
      'spaces',
      'discussions',
      'posts',
      'post_sources',
      'read_marks',
      'search_documents',
    ])
      await run(`ANALYZE ${table}`, []);
    return { ...scale, seconds: Math.round((performance.now() - started) / 100) / 10, threads };
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

interface Writing {
  wanted: Plan;
  spaces: readonly SeedSpace[];
  random: Random;
  now: number;
  written: (discussionIds: number[]) => void;
  tell: (line: string) => void;
}

async function writeAll(
  writer: pg.Client,
  { wanted, spaces, random, now, written, tell }: Writing,
): Promise<Seeded['threads']> {
  const run: Run = (sql, params) => writer.query(sql, params);
  const ids = await takeIds(run, 'discussions', wanted.replies.length);
  const names = new Map(Object.entries(wanted.special).map(([name, at]) => [at, name as SpecialName]));
  const threads: Seeded['threads'] = {};
  let batch: SeedThread[] = [];
  let pending = 0;
  let total = 0;
  for (const [i, replies] of wanted.replies.entries()) {
    const name = names.get(i);
    const postIds = await takeIds(run, 'posts', replies + 1);
    const thread = seedThread(random, {
      id: ids[i]!,
      postIds,
      space: name ? spaces[0]! : random.pick(spaces),
      chain: name === 'chain',
      now,
    });
    if (name)
      threads[name] = { id: thread.discussion.id, slug: thread.discussion.slug, posts: thread.posts.length };
    batch.push(thread);
    pending += thread.posts.length;
    total += thread.posts.length;
    if (pending < POSTS_AT_ONCE && i < wanted.replies.length - 1) continue;
    await write(writer, batch);
    written(batch.map(({ discussion }) => discussion.id));
    tell(`${total} posts`);
    [batch, pending] = [[], 0];
  }
  return threads;
}

/** A batch is whole or not there, so that a live server never shows half a thread. */
async function write(writer: pg.Client, batch: readonly SeedThread[]): Promise<void> {
  const run: Run = (sql, params) => writer.query(sql, params);
  const posts = batch.flatMap((thread) => thread.posts);
  const answered = batch.filter(({ answerId }) => answerId !== null);
  await run('BEGIN', []);
  await insertAll(
    run,
    'discussions',
    batch.map(({ discussion }) => discussion),
  );
  for (let from = 0; from < posts.length; from += POSTS_AT_ONCE)
    await run(INSERT_POSTS, [JSON.stringify(posts.slice(from, from + POSTS_AT_ONCE))]);
  await run(ACCEPT, [
    answered.map(({ discussion }) => discussion.id),
    answered.map(({ answerId }) => answerId),
  ]);
  await run(MARK_READ, [batch.map(({ discussion }) => discussion.id)]);
  await run('COMMIT', []);
}

/** Batches are indexed on connections of their own while the next are written. */
class Indexing {
  private readonly waiting: number[][] = [];
  private readonly under: Promise<void>[];
  private closed = false;
  private wake: () => void = () => undefined;
  private signal = this.nextSignal();

  constructor(clients: readonly pg.Client[]) {
    this.under = clients.map((client) => this.work(client));
    // Told by `done`; until then a failure must not end the process unheard.
    for (const each of this.under) each.catch(() => undefined);
  }

  add(discussionIds: number[]): void {
    this.waiting.push(discussionIds);
    this.wake();
  }

  async done(): Promise<void> {
    this.closed = true;
    this.wake();
    await Promise.all(this.under);
  }

  private async work(client: pg.Client): Promise<void> {
    for (;;) {
      const next = this.waiting.shift();
      if (next) await client.query(INDEX, [next]);
      else if (this.closed) return;
      else await this.signal;
    }
  }

  private nextSignal(): Promise<void> {
    return new Promise((go) => {
      this.wake = () => {
        this.signal = this.nextSignal();
        go();
      };
    });
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'fingerpost-seed' });
  await client.connect();
  // What is made here can be made again, so it need not wait for the disk.
  await client.query('SET statement_timeout = 0; SET synchronous_commit = off');
  return client;
}

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import { workerDatabase } from '../database.js';
import { factories, type Member } from '../factories.js';
import { createApp } from '../../src/app.js';
import { parseSettings } from '../../src/config/settings.js';
import { Database } from '../../src/database/database.service.js';
import { buildApi, childApi, type ChildApi } from './child-api.js';
import { Reader } from './reader.js';

const ROUNDS = 5;
const REPLIES = 500;
const AT_ONCE = 50;
const READERS = 20;

let url: string;
beforeAll(async () => {
  buildApi();
  url = await workerDatabase();
}, 120_000);

it(`loses and doubles nothing when killed during ${REPLIES} concurrent replies, ${ROUNDS} rounds`, async () => {
  const world = await prepare();
  const api = await childApi(url, { DEMO: 'on', LIMITS: 'off', LOG_LEVEL: 'silent' });
  for (let round = 1; round <= ROUNDS; round += 1) {
    await api.start();
    const discussionId = world.discussions[round - 1]!;
    const readers = Array.from({ length: READERS }, () => new Reader(api.port, discussionId));
    const acknowledged = new Map<string, number>();
    const writing = inLanes(REPLIES, AT_ONCE, (i) =>
      replyUntilAnswered(api, world.writers[i % world.writers.length]!, discussionId, acknowledged),
    );
    await sleep(150 + Math.random() * 400);
    await api.kill();
    await sleep(200);
    await api.start();
    await writing;

    const stored = await world.posts(discussionId);
    expect(acknowledged.size).toBe(REPLIES);
    expect(
      [...acknowledged.values()].filter((id) => !stored.has(id)),
      'acknowledged and lost',
    ).toEqual([]);
    expect(stored.size, 'each reply once').toBe(REPLIES);
    await eventually(() => readers.every((reader) => [...stored].every((id) => reader.seen.has(id))));
    for (const reader of readers)
      expect(
        [...stored].filter((id) => !reader.seen.has(id)),
        'posts that an open page missed',
      ).toEqual([]);
    readers.forEach((reader) => reader.close());
    await api.kill();
    process.stdout.write(
      `round ${round}: ${acknowledged.size} acknowledged, ${stored.size} stored, ${READERS} pages complete\n`,
    );
  }
  await world.close();
}, 300_000);

async function prepare() {
  const app = await createApp(
    parseSettings({ DATABASE_URL: url, PORT: '4199', LOG_LEVEL: 'silent', DEMO: 'off' }),
  );
  await app.init();
  const make = factories(app);
  const writers = await Promise.all(Array.from({ length: 10 }, () => make.member()));
  const space = await make.space({ members: writers.map((writer) => [writer, 'member']) });
  const discussions: number[] = [];
  for (let i = 0; i < ROUNDS; i += 1) discussions.push((await make.discussion(writers[0]!, space)).id);
  const db = app.get(Database, { strict: false });
  return {
    writers,
    discussions,
    posts: async (id: number) =>
      new Set(
        (
          await db.transaction((tx) =>
            tx.query<{ id: number }[]>('SELECT id FROM posts WHERE discussion_id = $1 AND number > 1', [id]),
          )
        ).map((row) => row.id),
      ),
    close: () => app.close(),
  };
}

/** As the web client does: the same key until there is an answer. */
async function replyUntilAnswered(
  api: ChildApi,
  writer: Member,
  discussionId: number,
  acknowledged: Map<string, number>,
): Promise<void> {
  const key = randomUUID();
  for (;;) {
    try {
      const answer = await fetch(`http://localhost:${api.port}/api/discussions/${discussionId}/posts`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${writer.token}`,
          'idempotency-key': key,
        },
        body: JSON.stringify({ body: `Reply ${key}` }),
      });
      if (answer.status === 201)
        return void acknowledged.set(key, ((await answer.json()) as { id: number }).id);
      if (answer.status !== 409 && answer.status !== 503) throw new Error(`answered ${answer.status}`);
    } catch (fault) {
      if (!(fault instanceof TypeError)) throw fault;
    }
    await sleep(50);
  }
}

async function inLanes(count: number, lanes: number, work: (i: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

async function eventually(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !holds(); tries += 1) await sleep(50);
}

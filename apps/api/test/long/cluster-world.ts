import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { createApp } from '../../src/app.js';
import { parseSettings } from '../../src/config/settings.js';
import { factories, type MadeSpace, type Member } from '../factories.js';
import type { Cluster } from './cluster.js';

const UNMAILED = 'demo.example';
/** Reserved for private networks, so no mail can leave for it; the product takes it for any other domain. */
const MAILED = 'library.internal';

/** Members of one space who are told of everything in it, and members who write. */
export interface World {
  watchers: Member[];
  /** Those of the watchers who get mail. */
  mailed: Member[];
  writers: Member[];
  space: MadeSpace;
}

/** `mailed` of the watchers get each notification by mail at once. */
export async function populate(
  cluster: Cluster,
  watchers: number,
  writers: number,
  mailed = 0,
): Promise<World> {
  const app = await createApp(
    parseSettings({
      DATABASE_URL: cluster.databaseUrl,
      ROLE: 'api',
      PORT: '4199',
      LOG_LEVEL: 'silent',
      DEMO: 'on',
      DATABASE_POOL: '4',
    }),
  );
  await app.init();
  try {
    const make = factories(app);
    const some = async (count: number, kind: string, domain = UNMAILED) => {
      const made: Member[] = [];
      for (let i = 0; i < count; i += 1)
        made.push(await make.member({ email: `${kind}-${i}-${randomUUID()}@${domain}` }));
      return made;
    };
    const byMail = await some(mailed, 'mailed', MAILED);
    const people = {
      mailed: byMail,
      watchers: [...byMail, ...(await some(watchers - mailed, 'watcher'))],
      writers: await some(writers, 'writer'),
    };
    const members = [...people.watchers, ...people.writers].map(
      (member) => [member, 'member'] as [Member, 'member'],
    );
    const space = await make.space({ slug: `watched-${Date.now()}`, members });
    for (const watcher of people.watchers) {
      const answer = await write(cluster, watcher, 'PUT', `/api/spaces/${space.slug}/watch`, {
        level: 'everything',
      });
      if (answer.status !== 200) throw new Error(`no watch: ${answer.status}`);
    }
    for (const watcher of byMail) await wantMailAtOnce(cluster, watcher);
    return { ...people, space };
  } finally {
    await app.close();
  }
}

async function wantMailAtOnce(cluster: Cluster, who: Member): Promise<void> {
  const answer = await write(cluster, who, 'PUT', '/api/me/notification-settings', {
    personal: 'now',
    rest: 'now',
    reasons: {},
    digest: { days: 'weekdays', weekday: 1, hour: 8 },
    timeZone: 'Europe/London',
    quiet: null,
    version: 0,
  });
  if (answer.status !== 200) throw new Error(`no settings: ${answer.status} ${await answer.text()}`);
}

export async function openThread(cluster: Cluster, { writers, space }: World): Promise<number> {
  const body = { spaceId: space.id, kind: 'discussion', title: 'What happened?', body: 'Words.', tags: [] };
  const answer = await write(cluster, writers[0]!, 'POST', '/api/discussions', body);
  if (answer.status !== 201) throw new Error(`no discussion: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { id: number }).id;
}

function write(
  cluster: Cluster,
  who: Member,
  method: string,
  path: string,
  body: object,
  key: string = randomUUID(),
) {
  return fetch(`${cluster.url}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${who.token}`,
      'idempotency-key': key,
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
}

/** As the web client does: the same key until there is an answer. Gives the post's id. */
export async function replyUntilAnswered(
  cluster: Cluster,
  who: Member,
  discussionId: number,
): Promise<number> {
  const key = randomUUID();
  for (;;) {
    try {
      const path = `/api/discussions/${discussionId}/posts`;
      const answer = await write(cluster, who, 'POST', path, { body: `Reply ${key}` }, key);
      if (answer.status === 201) return ((await answer.json()) as { id: number }).id;
      await answer.body?.cancel();
      if (![409, 502, 503, 504].includes(answer.status)) throw new Refused(answer.status);
    } catch (fault) {
      if (fault instanceof Refused) throw fault;
    }
    await sleep(50 + Math.random() * 100);
  }
}

class Refused extends Error {
  constructor(status: number) {
    super(`answered ${status}`);
  }
}

export async function inLanes(
  count: number,
  lanes: number,
  work: (i: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

export async function fromDatabase<Row extends pg.QueryResultRow>(
  cluster: Cluster,
  sql: string,
  params: unknown[],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: cluster.databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(sql, params)).rows;
  } finally {
    await client.end();
  }
}

/** Members whose inbox is not numbered 1 to `count` with each activity once. */
export const wrongInboxes = (cluster: Cluster, members: readonly Member[], count: number) =>
  fromDatabase<{ person_id: string }>(
    cluster,
    `SELECT who AS person_id FROM unnest($1::bigint[]) who LEFT JOIN notifications n ON n.person_id = who GROUP BY who
     HAVING count(*) <> $2 OR count(DISTINCT n.activity_id) <> $2 OR min(n.number) <> 1 OR max(n.number) <> $2`,
    [members.map(({ personId }) => personId), count],
  );

export async function holdsWithin(milliseconds: number, holds: () => boolean): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (!holds()) {
    if (performance.now() > end) return false;
    await sleep(50);
  }
  return true;
}

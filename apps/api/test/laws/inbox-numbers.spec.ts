import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NotificationPage } from '@fingerpost/contracts/notifications';
import { FAN_OUT } from '../../src/notifications/fan-out.statement.js';
import { Config } from '../../src/config/settings.js';
import type { Member, MadeSpace } from '../factories.js';
import { startScene } from '../scene.js';
import { until } from '../patience.js';

/**
 * Law 4 for inboxes. In the product one fan-out runs at a time, which hides how numbers are taken; here many
 * connections write into the same inboxes at once, without that lock, and hold their commits open at random.
 */
const scene = startScene({}, { unlimited: true });
const WRITERS = 16;
const ACTIVITIES = 160;
const HELD_UP_TO = 25;
const READERS = 3;

/** The same statement with plain numbers of a sequence: nothing holds a later one back. */
const BY_SEQUENCE = FAN_OUT.text
  .replace(/, inbox AS \([^]*RETURNING person_id, last_number\s*\)/, '')
  .replace(/c\.last_number \+ 1 - row_number\(\) OVER \([^)]*\)/, `nextval('spec_numbers')`)
  .replace(/reason, last_number FROM chosen FULL JOIN inbox USING \(person_id\)/, 'reason FROM chosen');

let space: MadeSpace;
let readers: Member[];
let post: { id: number; activity: number };
beforeAll(async () => {
  await sql('CREATE SEQUENCE spec_numbers');
});

const sql = <Row extends object>(text: string, params: unknown[] = []) =>
  scene.db.transaction((tx) => tx.query<Row[]>(text, params));

/** Members who are told of everything in a space of their own, and a post that can be told of often. */
async function prepare(): Promise<void> {
  const writer = await scene.make.member();
  readers = await Promise.all(Array.from({ length: READERS }, () => scene.make.member()));
  space = await scene.make.space({
    members: [[writer, 'member'], ...readers.map((who) => [who, 'member'] as [Member, 'member'])],
  });
  const discussion = await scene.make.discussion(writer, space);
  const { id } = await scene.make.reply(writer, discussion);
  const mine = `SELECT id FROM activity WHERE kind = 'post.created' AND subject_id = $1`;
  const told = `${mine} AND turn IS NOT NULL`;
  await until(async () => (await sql(told, [id])).length === 1);
  post = { id, activity: (await sql<{ id: number }>(mine, [id]))[0]!.id };
  // Watched only now: what the worker told of the opening is in no inbox.
  for (const who of readers)
    await scene.as(who).put(`/api/spaces/${space.slug}/watch`, { level: 'everything' });
  await sql(`INSERT INTO inboxes (person_id) SELECT unnest($1::bigint[]) ON CONFLICT DO NOTHING`, [
    readers.map(({ personId }) => personId),
  ]);
}

/** Activities that no job knows, so that only the writers here tell of them. */
const happenAgain = async (count: number) =>
  (
    await sql<{ id: number }>(
      `INSERT INTO activity (kind, actor_id, space_id, subject_kind, subject_id, data, at)
       SELECT kind, actor_id, space_id, subject_kind, subject_id, data, at FROM activity, generate_series(1, $2) WHERE id = $1 RETURNING id`,
      [post.activity, count],
    )
  ).map(({ id }) => id);

/** Each activity by one transaction of one of many connections; gives how many were open together at most. */
async function writeWith(statement: string, activities: readonly number[]): Promise<number> {
  const waiting = [...activities];
  let open = 0;
  let most = 0;
  const write = async () => {
    const client = new pg.Client({ connectionString: scene.app.get(Config, { strict: false }).databaseUrl });
    await client.connect();
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      most = Math.max(most, (open += 1));
      await client.query('BEGIN');
      await client.query(statement, [[id], [], []]);
      await sleep(Math.random() * HELD_UP_TO);
      await client.query('COMMIT');
      open -= 1;
    }
    await client.end();
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
  return most;
}

/** Asks for what is above the last number, without pause, as an open page does; gives the numbers in order. */
function readBy(who: Member) {
  const seen: number[] = [];
  let reading = true;
  const ask = async () => {
    const { body } = await scene
      .as(who)
      .get<NotificationPage>(`/api/notifications?limit=100&after=${seen.at(-1) ?? 0}`);
    seen.push(...body.items.map(({ number }) => number));
    return body.items.length > 0;
  };
  const done = (async () => {
    while (reading) await ask();
    while (await ask());
  })();
  return {
    async end() {
      reading = false;
      await done;
      return seen;
    },
  };
}

async function run(statement: string) {
  await prepare();
  const activities = await happenAgain(ACTIVITIES);
  const readings = readers.map(readBy);
  const together = await writeWith(statement, activities);
  const seen = await Promise.all(readings.map((reading) => reading.end()));
  const [stored] = await sql<{ count: number }>(
    'SELECT count(*)::int FROM notifications WHERE person_id = ANY ($1)',
    [readers.map(({ personId }) => personId)],
  );
  return { together, seen, stored: stored!.count };
}

describe(`${WRITERS} connections that write into the same inboxes`, () => {
  it(`hide none of ${ACTIVITIES} notifications from who asks by number, though commits are held open`, async () => {
    const { together, seen, stored } = await run(FAN_OUT.text);
    expect(together).toBe(WRITERS);
    expect(stored).toBe(READERS * ACTIVITIES);
    const all = Array.from({ length: ACTIVITIES }, (_, i) => i + 1);
    for (const numbers of seen) expect(numbers).toEqual(all);
  }, 60_000);

  it('would hide some if numbers came from a sequence, which is why that is banned', async () => {
    expect(BY_SEQUENCE).toContain('nextval');
    expect(BY_SEQUENCE).not.toContain('inboxes');
    const { seen, stored } = await run(BY_SEQUENCE);
    expect(stored).toBe(READERS * ACTIVITIES);
    expect(seen.flat().length).toBeLessThan(stored);
  }, 60_000);
});

import { afterEach, describe, expect, it } from 'vitest';
import type { Member, MadeSpace } from '../factories.js';
import { aKey, startScene } from '../scene.js';

/** Law 3: a change, its activity, its jobs and its kept answer exist together or not at all. */
const scene = startScene({ LOG_LEVEL: 'silent' });
const sql = <T = unknown>(text: string, params: unknown[] = []) =>
  scene.db.transaction((tx) => tx.query<T[]>(text, params));

const TABLES = ['activity', 'post_sources', 'idempotency_keys', 'pgboss.job'];
afterEach(async () => {
  for (const table of TABLES) await sql(`DROP TRIGGER IF EXISTS fault ON ${table}`);
});

/** The database refuses the next row of `table`: what a crash in the middle would leave. */
async function failAt(table: string): Promise<void> {
  await sql(
    `CREATE OR REPLACE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'planted'; END $$`,
  );
  await sql(`CREATE TRIGGER fault BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION fault()`);
}

async function counts(): Promise<unknown> {
  const [row] =
    await sql(`SELECT (SELECT count(*) FROM posts) AS posts, (SELECT count(*) FROM post_sources) AS sources,
    (SELECT count(*) FROM discussions) AS discussions, (SELECT sum(reply_count) FROM discussions) AS replies,
    (SELECT sum(version) FROM discussions) AS versions, (SELECT count(*) FROM activity) AS activity,
    (SELECT count(*) FROM idempotency_keys) AS keys, (SELECT sum(discussion_count) FROM spaces) AS counted`);
  return row;
}

describe.each(TABLES)('when %s cannot be written', (table) => {
  const verbs: [
    string,
    (
      writer: Member,
      space: MadeSpace,
      discussion: { id: number; version: number },
    ) => Promise<{ status: number }>,
  ][] = [
    [
      'a reply',
      (writer, _space, { id }) =>
        scene.as(writer).post(`/api/discussions/${id}/posts`, { body: 'x' }, { 'idempotency-key': aKey() }),
    ],
    [
      'a question',
      (writer, space) =>
        scene
          .as(writer)
          .post(
            '/api/discussions',
            { spaceId: space.id, kind: 'question', title: 'Lost?', body: 'x' },
            { 'idempotency-key': aKey() },
          ),
    ],
  ];
  it.each(verbs)('%s leaves nothing behind', async (_name, write) => {
    const writer = await scene.make.member();
    const space = await scene.make.space({ members: [[writer, 'member']] });
    const discussion = await scene.make.discussion(writer, space);
    const before = await counts();
    await failAt(table);
    expect((await write(writer, space, discussion)).status).toBe(500);
    expect(await counts()).toEqual(before);
  });
});

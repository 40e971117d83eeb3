import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PostSeen } from '@fingerpost/contracts/discussions';
import { ActivityWorker } from '../../src/activity/activity.worker.js';
import { SearchIndexer } from '../../src/search/search.indexer.js';
import type { Member, MadeSpace } from '../factories.js';
import { aKey, startScene } from '../scene.js';
import { contents } from './contents.js';

/**
 * Law 3: a change, its activity, its jobs, its mails and its kept answer exist together or not at all, and what follows
 * from them may follow twice. Without workers, so that nothing but the write itself changes a table.
 */
const scene = startScene({ LOG_LEVEL: 'silent', ROLE: 'api' }, { unlimited: true });
const sql = <T = unknown>(text: string, params: unknown[] = []) =>
  scene.db.transaction((tx) => tx.query<T[]>(text, params));

let failing: string | undefined;
afterEach(async () => {
  if (failing) await sql(`DROP TRIGGER fault ON ${failing}`);
  failing = undefined;
});

/** The database refuses the next row of `table`: what a crash in the middle would leave. */
async function failAt(table: string): Promise<void> {
  await sql(
    `CREATE OR REPLACE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'planted'; END $$`,
  );
  await sql(`CREATE TRIGGER fault BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION fault()`);
  failing = table;
}

interface Scenery {
  writer: Member;
  newcomer: Member;
  space: MadeSpace;
  discussion: { id: number; version: number };
  post: PostSeen;
}
async function scenery(): Promise<Scenery> {
  const [writer, newcomer] = [await scene.make.member(), await scene.make.member()];
  const space = await scene.make.space({ members: [[writer, 'owner']] });
  const discussion = await scene.make.discussion(writer, space);
  return { writer, newcomer, space, discussion, post: await scene.make.reply(writer, discussion) };
}

type Write = (scenery: Scenery) => Promise<{ status: number }>;
const key = () => ({ 'idempotency-key': aKey() });
const ALWAYS = ['activity', 'idempotency_keys', 'pgboss.job'];
/** Each write, with the tables that it writes beside the obvious one. */
const WRITES: [string, string[], Write][] = [
  [
    'a reply',
    ['post_sources', ...ALWAYS],
    ({ writer, discussion }) =>
      scene.as(writer).post(`/api/discussions/${discussion.id}/posts`, { body: 'x' }, key()),
  ],
  [
    'a question',
    ['post_sources', ...ALWAYS],
    ({ writer, space }) =>
      scene
        .as(writer)
        .post('/api/discussions', { spaceId: space.id, kind: 'question', title: 'Lost?', body: 'x' }, key()),
  ],
  [
    'an edit',
    ['post_sources', ...ALWAYS],
    ({ writer, post }) =>
      scene.as(writer).patch(`/api/posts/${post.id}`, { version: post.version, body: 'Other.' }, key()),
  ],
  [
    'a deletion',
    ALWAYS,
    ({ writer, post }) => scene.as(writer).delete(`/api/posts/${post.id}`, undefined, key()),
  ],
  [
    'a membership',
    ['memberships', 'spaces', ...ALWAYS],
    ({ newcomer, space }) => scene.as(newcomer).put(`/api/spaces/${space.slug}/membership`, undefined, key()),
  ],
  [
    'a wish to join',
    ['codes', 'mails'],
    ({ newcomer }) => scene.guest.post('/api/auth/code', { email: `new-${newcomer.email}` }),
  ],
];

describe.each(WRITES)('%s leaves nothing behind', (_name, tables, write) => {
  it.each(tables)('when %s cannot be written', async (table) => {
    const there = await scenery();
    const before = await contents(scene.db);
    await failAt(table);
    expect((await write(there)).status).toBe(500);
    expect(await contents(scene.db)).toEqual(before);
  });

  it('and leaves something when all can', async () => {
    const there = await scenery();
    const before = await contents(scene.db);
    expect((await write(there)).status).toBeLessThan(300);
    const after = await contents(scene.db);
    for (const table of tables)
      expect(after).not.toHaveProperty(
        [table.includes('.') ? table : `public.${table}`],
        before[`public.${table}`] ?? before[table],
      );
  });
});

describe('what follows from a write', () => {
  let ids: number[];
  beforeAll(async () => {
    for (const [, , write] of WRITES) await write(await scenery());
    const { newcomer, space, discussion } = await scenery();
    await scene.as(newcomer).put(`/api/spaces/${space.slug}/membership`);
    await scene.make.reply(newcomer, discussion);
    ids = (await sql<{ id: number }>('SELECT id FROM activity ORDER BY id')).map(({ id }) => id);
  });
  /** The search goes over all turns again each time. */
  const follow = async (some: number[]) => {
    await scene.app.get(ActivityWorker, { strict: false }).run(some);
    await sql('UPDATE search_progress SET turn = 0');
    await scene.app.get(SearchIndexer, { strict: false }).catchUp();
  };

  it('comes out the same when every follower runs twice, in whatever pieces', async () => {
    const untouched = await contents(scene.db);
    await follow(ids);
    const once = await contents(scene.db);
    for (const table of ['notifications', 'search_documents', 'inboxes'])
      expect(once[`public.${table}`]).not.toBe(untouched[`public.${table}`]);
    await follow(ids);
    for (const id of ids.toReversed()) await follow([id]);
    expect(await contents(scene.db)).toEqual(once);
  });
});

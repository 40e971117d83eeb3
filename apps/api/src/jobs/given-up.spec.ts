import { afterEach, expect, it } from 'vitest';
import type { NotificationPage } from '@fingerpost/contracts/notifications';
import { ActivityWorker } from '../activity/activity.worker.js';
import { FanOutSweeper, WAITING } from '../notifications/fan-out.sweeper.js';
import { SearchIndexer } from '../search/search.indexer.js';
import type { Member } from '../../test/factories.js';
import { startScene } from '../../test/scene.js';
import { DeadLetters } from './dead-letters.js';

// As a server without workers, so that the jobs are run, or lost, here and not beside.
const scene = startScene({ ROLE: 'api', LOG_LEVEL: 'silent' });
const sql = <T = unknown>(text: string) => scene.db.transaction((tx) => tx.query<T[]>(text));
const worker = () => scene.app.get(ActivityWorker, { strict: false });
const sweep = () => scene.app.get(FanOutSweeper, { strict: false }).run();
afterEach(() => void (scene.clock.offset = 0));

async function replied(): Promise<{ asker: Member; activityId: number }> {
  const [asker, peer] = [await scene.make.member(), await scene.make.member()];
  const space = await scene.make.space({
    members: [
      [asker, 'owner'],
      [peer, 'member'],
    ],
  });
  await scene.make.reply(peer, await scene.make.discussion(asker, space));
  const [last] = await sql<{ id: number }>('SELECT max(id) AS id FROM activity');
  return { asker, activityId: last!.id };
}
const told = async (member: Member) =>
  (await scene.as(member).get<NotificationPage>('/api/notifications')).body.items.length;

it('a follower that throws keeps no inbox from being filled, and brings the job back', async () => {
  const { asker, activityId } = await replied();
  const followers = (worker() as unknown as { followers: unknown[] }).followers;
  const broken = { kinds: 'every', follower: () => Promise.reject(new Error('planted')) };
  followers.unshift(broken);
  await expect(worker().run([activityId])).rejects.toThrow('planted');
  followers.splice(followers.indexOf(broken), 1);
  expect(await told(asker)).toBe(1);
});

it('an activity whose job is dead comes to the inbox by the sweep, once, and not before a minute', async () => {
  const { asker } = await replied();
  await sql(`DELETE FROM pgboss.job WHERE name = 'activity'`);
  await sweep();
  expect(await told(asker)).toBe(0);
  scene.clock.offset = 61_000;
  await sweep();
  await sweep();
  expect(await told(asker)).toBe(1);
});

it('what cannot be delivered holds back nothing else', async () => {
  const bad = await replied();
  const good = await replied();
  await sql(
    `CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'planted'; END $$`,
  );
  await sql(
    `CREATE TRIGGER fault BEFORE INSERT ON notifications FOR EACH ROW WHEN (NEW.activity_id = ${bad.activityId}) EXECUTE FUNCTION fault()`,
  );
  scene.clock.offset = 61_000;
  await sweep();
  await sql('DROP TRIGGER fault ON notifications');
  expect([await told(bad.asker), await told(good.asker)]).toEqual([0, 1]);
});

it('words that cannot be indexed keep no others out of the search', async () => {
  const [bad, good] = [await replied(), await replied()];
  await worker().run([bad.activityId, good.activityId]);
  const inSearch = async ({ activityId }: { activityId: number }) =>
    sql(
      `SELECT s.subject_id FROM search_documents s JOIN activity a ON a.subject_id = s.subject_id AND s.subject_kind = 'post' WHERE a.id = ${activityId}`,
    );
  await sql(
    `CREATE OR REPLACE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'planted'; END $$`,
  );
  await sql(
    `CREATE TRIGGER fault BEFORE INSERT ON search_documents FOR EACH ROW
     WHEN (NEW.subject_kind = 'post' AND NEW.subject_id = ${(await sql<{ id: number }>(`SELECT subject_id AS id FROM activity WHERE id = ${bad.activityId}`))[0]!.id})
     EXECUTE FUNCTION fault()`,
  );
  await scene.app.get(SearchIndexer, { strict: false }).catchUp();
  await sql('DROP TRIGGER fault ON search_documents');
  expect([await inSearch(bad), await inSearch(good)]).toEqual([[], [expect.anything()]]);
});

it('the sweep finds what waits by the index that holds nothing else, and nothing from before there were inboxes', async () => {
  const { activityId } = await replied();
  const plan = await scene.db.transaction(async (tx) => {
    await tx.query('SET LOCAL enable_seqscan = off');
    return tx.query(`EXPLAIN ${WAITING.text}`, [new Date()]);
  });
  expect(JSON.stringify(plan)).toContain('activity_waiting');
  await sql(`UPDATE turns SET before = ${activityId}`);
  scene.clock.offset = 61_000;
  const waiting = await scene.db.query(WAITING, [scene.clock.now()]);
  expect(waiting).toEqual([]);
  await sql('UPDATE turns SET before = 0');
});

it('jobs that were given up are in the figures, and said once', async () => {
  const figures = async () => (await scene.guest.get('/metrics')).text;
  expect(await figures()).toContain('fingerpost_jobs_dead 0');
  await sql(`UPDATE pgboss.job SET start_after = now() - interval '5 minutes' WHERE name = 'activity'`);
  await sql(`INSERT INTO pgboss.job (name, data) VALUES ('dead', '{}')`);
  expect(await figures()).toContain('fingerpost_jobs_dead 1');
  expect(await figures()).toMatch(/fingerpost_queue_age_seconds{queue="activity"} 30\d/);
  const letters = scene.app.get(DeadLetters, { strict: false });
  const said: string[] = [];
  (letters as unknown as { log: { error: (line: string) => void } }).log.error = (line) => said.push(line);
  await letters.run();
  await letters.run();
  expect(said).toEqual([expect.stringContaining('given up: 1 ')]);
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { Member } from '../../../test/factories.js';
import { mailsSettled, mailsTo } from '../../../test/mailbox.js';
import { scenery, sentTo, setting, settled } from '../../../test/mail-scenery.js';
import { startScene } from '../../../test/scene.js';
import { statement } from '../../database/sql.js';
import { DigestSweeper } from './digest.sweeper.js';
import { NEXT } from './digest.statement.js';

const scene = startScene({ DEMO: 'on' }, { unlimited: true });

/** Lets the clock stand at a moment. */
const at = (moment: string) => {
  scene.clock.offset += new Date(moment).getTime() - scene.clock.now().getTime();
};
const sweep = () => scene.app.get(DigestSweeper, { strict: false }).run();
const digests = async (member: Member) =>
  (await sentTo(scene, member)).filter((key) => key.startsWith('digest:'));

/** A Wednesday afternoon; everybody's inbox has begun and waits for Thursday at eight. */
async function world() {
  at('2027-02-03T14:00:00Z');
  const made = await scenery(scene);
  await settled(scene);
  await sweep();
  return made;
}
async function thursday(): Promise<void> {
  await settled(scene);
  at('2027-02-04T08:01:00Z');
  await sweep();
  await mailsSettled(scene);
}

const handleOf = async ({ personId }: Member) =>
  (await scene.db.one<{ handle: string }>(
    { name: 'spec-handle', text: 'SELECT handle FROM people WHERE id = $1' },
    [personId],
  ))!.handle;
/** Makes it impossible to write a digest for a member, or possible again. */
const fault = ({ personId }: Member, verb: 'ADD' | 'DROP') =>
  scene.db.transaction((tx) =>
    tx.query(
      verb === 'DROP'
        ? `ALTER TABLE mails DROP CONSTRAINT spec_fault_${personId}`
        : `ALTER TABLE mails ADD CONSTRAINT spec_fault_${personId} CHECK (person_id <> ${personId} OR template <> 'notifications.digest') NOT VALID`,
    ),
  );

beforeEach(() => {
  scene.clock.offset = 0;
});

describe('the digest', () => {
  it('gathers what is new in the member’s spaces, once, and says where it is', async () => {
    const { asker, peer, reader, space, discussion } = await world();
    await scene.make.reply(peer, discussion, { body: 'A first thought.' });
    await scene.make.reply(peer, discussion, { body: 'And a second thought.' });
    const other = await scene.make.discussion(asker, space, { title: 'Room hire in March' });
    await thursday();
    const [mail] = await mailsTo(scene, reader.email);
    expect(mail!.subject).toBe('Fingerpost: news in 2 discussions');
    expect(mail!.text).toContain(`${discussion.title}:\nhttp://localhost:4199/discussions/${discussion.id}`);
    expect(mail!.text).toContain(`2 new posts. ${peer.name}: And a second thought.`);
    expect(mail!.text).toContain('Room hire in March');
    expect(mail!.headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
    expect(other.id).toBeGreaterThan(discussion.id);

    at('2027-02-05T08:01:00Z');
    await sweep();
    await mailsSettled(scene);
    expect(await digests(reader)).toHaveLength(1);
  });

  it('is never empty: not of what one wrote, read, was mailed already, or may not see', async () => {
    const { asker, peer, reader, discussion } = await world();
    const reply = await scene.make.reply(peer, discussion);
    await settled(scene);
    await mailsSettled(scene);
    await scene.as(reader).put(`/api/discussions/${discussion.id}/read`, { number: 2 });
    await thursday();
    expect(reply.number).toBe(2);
    expect(await sentTo(scene, asker)).toHaveLength(1);
    expect([await digests(asker), await digests(peer), await digests(reader)]).toEqual([[], [], []]);
  });

  it('brings what came to the inbox where a member wants no mail at once, and what no level brings stays away', async () => {
    const { asker, peer, reader, discussion } = await world();
    await setting(scene, asker, { personal: 'digest' });
    await scene.as(reader).put(`/api/discussions/${discussion.id}/watch`, { level: 'nothing' });
    await scene.make.reply(peer, discussion, { body: 'Here is how.' });
    await thursday();
    const [mail] = await mailsTo(scene, asker.email);
    expect(mail!.text).toContain('1 new post. It answers your question.');
    expect(await digests(reader)).toEqual([]);
  });

  it('says that an answer is accepted, which is no new post, and whose words it quotes', async () => {
    const { asker, peer, reader, discussion } = await world();
    await setting(scene, peer, { personal: 'digest' });
    await scene.as(peer).put(`/api/discussions/${discussion.id}/read`, { number: 1 });
    const answer = await scene.make.reply(peer, discussion, { body: 'My own words.' });
    await scene.make.reply(reader, discussion, { body: 'Another voice.' });
    await scene.as(asker).put(`/api/discussions/${discussion.id}/answer`, { postId: answer.id });
    await thursday();
    const [mail] = await mailsTo(scene, peer.email);
    expect(mail!.text).not.toContain('My own words.');
    expect(mail!.text).toContain(`Your answer is accepted.`);
    const [second] = await mailsTo(scene, asker.email);
    expect(second!.text).toContain('Another voice.');
  });

  it('asks again when it goes: what is gone by then is not told', async () => {
    const { peer, reader, discussion } = await world();
    const reply = await scene.make.reply(peer, discussion);
    await settled(scene);
    at('2027-02-04T08:01:00Z');
    await scene.db.transaction(async (tx) => {
      await tx.query(
        `INSERT INTO mails (recipient, person_id, template, data, dedupe_key, due_at) VALUES ($1, $2, 'notifications.digest', $3, $4, $5)`,
        [
          reader.email,
          reader.personId,
          { personId: reader.personId, since: 0, upto: 1e6 },
          `digest:held:${reader.personId}`,
          scene.clock.minutesFromNow(60),
        ],
      );
    });
    await scene.as(peer).delete(`/api/posts/${reply.id}`);
    await scene.as(reader).put(`/api/discussions/${discussion.id}/read`, { number: 1 });
    scene.clock.offset += 2 * 3_600_000;
    await mailsSettled(scene);
    expect(await digests(reader)).toEqual([]);
  });

  it('puts what is personal first, counts all, and leads to the inbox for what is personal and not shown', async () => {
    const { asker, peer, reader, space, discussion } = await world();
    await setting(scene, reader, { personal: 'digest' });
    const named = `@${await handleOf(reader)}`;
    await scene.make.discussion(asker, space, { title: 'Aardvarks, to nobody' });
    await scene.make.reply(peer, discussion, { body: `Over to you, ${named}.` });
    await thursday();
    const [mail] = await mailsTo(scene, reader.email);
    expect(mail!.text).toMatch(
      new RegExp(
        `For you\\n-+\\n\\n${discussion.title}:\\n.*\\n\\nIn Space \\d+\\. 1 new post\\. You are named in it\\.[^]*Space \\d+\\n-+\\n\\nAardvarks`,
      ),
    );

    for (let n = 0; n < 27; n++)
      await scene.make.discussion(asker, space, { title: `For ${n}`, body: `For ${named}` });
    await settled(scene);
    await scene.db.query({
      name: 'spec-many-posts',
      text: `WITH taken AS (UPDATE turns SET last = last + 600 RETURNING last - 600 AS before)
        INSERT INTO activity (kind, actor_id, space_id, subject_kind, subject_id, data, at, turn)
        SELECT a.kind, a.actor_id, a.space_id, a.subject_kind, a.subject_id, a.data, a.at, before + n FROM taken, activity a, generate_series(1, 600) n
        WHERE a.kind = 'discussion.created' AND a.id = (SELECT max(id) FROM activity WHERE kind = 'discussion.created')`,
    });
    await settled(scene);
    at('2027-02-05T08:01:00Z');
    await sweep();
    await mailsSettled(scene);
    const [second] = await mailsTo(scene, reader.email, 2);
    expect(second!.subject).toContain('27 discussions');
    expect(second!.text).toContain('And 2 more discussions:\nhttp://localhost:4199/inbox');
  });

  it('comes to the others though one cannot be made, which waits a few minutes', async () => {
    const { asker, peer, reader, space, discussion } = await world();
    await scene.make.reply(peer, discussion);
    await scene.make.discussion(asker, space);
    await fault(asker, 'ADD');
    await fault(reader, 'ADD');
    await thursday();
    expect(await digests(reader)).toEqual([]);
    expect(await digests(peer)).toHaveLength(1);
    await fault(asker, 'DROP');
    await fault(reader, 'DROP');
    at('2027-02-04T08:07:00Z');
    await sweep();
    await mailsSettled(scene);
    expect(await digests(reader)).toHaveLength(1);
  });

  it('that is late comes on the next of the member’s days, with all that there is by then', async () => {
    const { peer, reader, discussion } = await world();
    await setting(scene, peer, { digest_days: 'daily' });
    at('2027-02-04T08:01:00Z');
    await sweep();
    await scene.make.reply(peer, discussion, { body: 'On Thursday.' });
    await settled(scene);
    at('2027-02-06T10:00:00Z');
    await sweep();
    await mailsSettled(scene);
    expect(await digests(reader)).toEqual([]);
    at('2027-02-08T08:01:00Z');
    await sweep();
    await mailsSettled(scene);
    expect((await mailsTo(scene, reader.email))[0]!.text).toContain('On Thursday.');
  });

  it('begins for a new member with what happens from then on', async () => {
    const { asker, peer, space, discussion } = await world();
    await scene.make.reply(peer, discussion);
    await settled(scene);
    const late = await scene.make.member();
    await scene.as(late).put(`/api/spaces/${space.slug}/membership`, {});
    await sweep();
    await thursday();
    expect(await digests(late)).toEqual([]);
    expect(asker.personId).not.toBe(late.personId);
  });
});

describe('the next digest', () => {
  const next = statement(
    'spec-next-digest',
    `SELECT to_char((${NEXT}) AT TIME ZONE 'UTC', 'Dy YYYY-MM-DD HH24:MI') AS at
     FROM (SELECT $2::text AS digest_days, $3::int AS digest_weekday, $4::int AS digest_hour, $5::text AS time_zone) ns`,
  );
  const after = async (moment: string, zone: string, days = 'weekdays', weekday = 1, hour = 8) =>
    (await scene.db.one<{ at: string }>(next, [moment, days, weekday, hour, zone]))!.at;

  it('keeps eight o’clock over both clock changes of 2027, in three zones', async () => {
    // London changes on 28 March and 31 October, New York on 14 March and 7 November, Kolkata never.
    expect(await after('2027-03-26T12:00:00Z', 'Europe/London')).toBe('Mon 2027-03-29 07:00');
    expect(await after('2027-10-29T12:00:00Z', 'Europe/London')).toBe('Mon 2027-11-01 08:00');
    expect(await after('2027-03-12T18:00:00Z', 'America/New_York')).toBe('Mon 2027-03-15 12:00');
    expect(await after('2027-11-05T18:00:00Z', 'America/New_York')).toBe('Mon 2027-11-08 13:00');
    expect(await after('2027-03-26T12:00:00Z', 'Asia/Kolkata')).toBe('Mon 2027-03-29 02:30');
    expect(await after('2027-10-29T12:00:00Z', 'Asia/Kolkata')).toBe('Mon 2027-11-01 02:30');
  });

  it('comes once on the night of a change, at an hour that does not exist or is there twice', async () => {
    expect(await after('2027-03-27T12:00:00Z', 'Europe/London', 'daily', 1, 1)).toBe('Sun 2027-03-28 01:00');
    expect(await after('2027-03-28T01:00:00Z', 'Europe/London', 'daily', 1, 1)).toBe('Mon 2027-03-29 00:00');
    const night = await after('2027-10-30T12:00:00Z', 'Europe/London', 'daily', 1, 1);
    expect(night).toBe('Sun 2027-10-31 01:00');
    expect(await after('2027-10-31T01:00:00Z', 'Europe/London', 'daily', 1, 1)).toBe('Mon 2027-11-01 01:00');
  });

  it('leaves weekends out, comes daily or on a day of the week, as chosen', async () => {
    expect(await after('2027-02-05T08:00:00Z', 'Europe/London')).toBe('Mon 2027-02-08 08:00');
    expect(await after('2027-02-05T08:00:00Z', 'Europe/London', 'daily')).toBe('Sat 2027-02-06 08:00');
    expect(await after('2027-02-05T07:59:00Z', 'Europe/London', 'weekly', 5)).toBe('Fri 2027-02-05 08:00');
    expect(await after('2027-02-05T08:00:00Z', 'Europe/London', 'weekly', 5)).toBe('Fri 2027-02-12 08:00');
  });
});

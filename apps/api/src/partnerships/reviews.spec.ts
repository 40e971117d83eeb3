import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Member } from '../../test/factories.js';
import { mailsSettled, mailsTo } from '../../test/mailbox.js';
import { until } from '../../test/patience.js';
import { startScene } from '../../test/scene.js';
import { PartnershipReviews } from './reviews.js';

const scene = startScene({}, { unlimited: true });
const DAY = 86_400_000;
let moderator: Member;
beforeAll(async () => {
  moderator = await scene.make.member();
  await scene.make.space({ slug: 'national', members: [[moderator, 'moderator']] });
});

const run = () => scene.app.get(PartnershipReviews, { strict: false }).run();
/** In the past, since sessions do not last for half a year. */
const daysAgo = (days: number) => (scene.clock.offset = -days * DAY);
afterEach(() => void daysAgo(0));
const told = async (who: Member): Promise<{ kind: string; reason: string; subject: { title: string } }[]> =>
  (await scene.as(who).get('/api/notifications')).body.items.filter(
    ({ reason }: { reason: string }) => reason === 'partnership_review',
  );
const reminders = async (who: Member) => (await told(who)).map(({ subject }) => subject.title);
const letters = async (who: Member) => {
  await mailsSettled(scene);
  return (await mailsTo(scene, who.email)).map(({ subject }) => subject).toSorted();
};
/** A record with a confirmed steward, which nobody has checked. */
async function lookedAfter(name: string, steward: Member) {
  const made = await scene
    .as(moderator)
    .post('/api/partnerships', { name, nation: 'england', scale: 'city', area: 'Exampleton' });
  const at = `/api/partnerships/${made.body.slug}`;
  await scene.as(steward).put(`${at}/claim`, {});
  await scene.as(moderator).put(`${at}/stewards/${steward.personId}`);
  return at;
}
async function looked(name: string, steward: Member) {
  const at = await lookedAfter(name, steward);
  await scene.as(steward).put(`${at}/verification`, { version: 1 });
  return at;
}

describe('who looks after a record', () => {
  it('is reminded by inbox and mail when six months have passed, once, until they say that it is still right', async () => {
    const steward = await scene.make.member();
    daysAgo(370);
    const at = await looked('Due for a look', steward);
    daysAgo(190);
    await run();
    expect(await reminders(steward)).toEqual([]);
    daysAgo(185);
    await run();
    await run();
    await until(async () => (await reminders(steward)).length > 0);
    expect(await reminders(steward)).toEqual(['Due for a look']);
    await mailsSettled(scene);
    const mails = await mailsTo(scene, steward.email);
    const due = mails.filter(({ subject }) => subject === 'Is this still right? Due for a look');
    expect(due).toHaveLength(1);
    expect(due[0]!.text).toContain('/partnerships/due-for-a-look');

    // What was reminded of is done, so it stands in no inbox; half a year on it falls due anew.
    await scene.as(steward).put(`${at}/verification`, { version: 2 });
    expect(await reminders(steward)).toEqual([]);
    daysAgo(0);
    await run();
    await until(async () => (await reminders(steward)).length > 0);
    expect(await reminders(steward)).toEqual(['Due for a look']);
  });

  it('is the one who is reminded: nobody else, and not while nobody looks after it', async () => {
    const [steward, asking, next] = [
      await scene.make.member(),
      await scene.make.member(),
      await scene.make.member(),
    ];
    daysAgo(190);
    const at = await looked('Handed over', steward);
    await scene.as(asking).put(`${at}/claim`, {});
    await scene.as(steward).delete(`${at}/claim`);
    daysAgo(0);
    await run();
    await scene.as(next).put(`${at}/claim`, {});
    await scene.as(moderator).put(`${at}/stewards/${next.personId}`);
    await run();
    await until(async () => (await reminders(next)).length > 0);
    for (const other of [steward, asking, moderator]) expect(await reminders(other)).toEqual([]);
  });

  it('hears a second and last time when a year has passed and its page says so, and no more until the next check', async () => {
    const steward = await scene.make.member();
    daysAgo(800);
    const at = await looked('Out of date', steward);
    daysAgo(600);
    await run();
    daysAgo(430);
    await run();
    await run();
    await until(async () => (await told(steward)).length > 1);
    expect((await told(steward)).map(({ kind }) => kind)).toEqual([
      'partnership.stale',
      'partnership.review_due',
    ]);
    expect(await letters(steward)).toContain('It is now shown as “may be out of date”: Out of date');
    daysAgo(20);
    await run();
    expect(await letters(steward)).toHaveLength(3);
    // A check begins the months anew, for both.
    daysAgo(400);
    await scene.as(steward).put(`${at}/verification`, { version: 2 });
    daysAgo(10);
    await run();
    await until(async () => (await told(steward)).length > 0);
    expect((await told(steward)).map(({ kind }) => kind)).toEqual(['partnership.stale']);
  });

  it('is asked for a first look on being confirmed, and reminded half a year and a year on where there was none', async () => {
    const [steward, second] = [await scene.make.member(), await scene.make.member()];
    daysAgo(390);
    const at = await lookedAfter('Never checked', steward);
    daysAgo(300);
    await scene.as(second).put(`${at}/claim`, {});
    await scene.as(moderator).put(`${at}/stewards/${second.personId}`);
    daysAgo(215);
    await run();
    expect(await told(steward)).toEqual([]);
    daysAgo(205);
    await run();
    await run();
    await until(async () => (await told(steward)).length > 0);
    expect(await reminders(steward)).toEqual(['Never checked']);
    // Whoever came later has months of their own.
    expect(await told(second)).toEqual([]);
    daysAgo(20);
    await run();
    await run();
    await until(async () => (await told(steward)).length > 1 && (await told(second)).length > 0);
    daysAgo(0);
    await run();
    expect(await letters(steward)).toEqual([
      'Is this right? Never checked',
      'It is still shown as unverified: Never checked',
      'You look after this record now: Never checked',
    ]);
    expect(await letters(second)).toEqual([
      'Is this right? Never checked',
      'You look after this record now: Never checked',
    ]);
    await scene.as(second).put(`${at}/verification`, { version: 1 });
    expect(await reminders(steward)).toEqual([]);
  });
});

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
const reminders = async (who: Member) =>
  (await scene.as(who).get('/api/notifications')).body.items
    .filter(({ reason }: { reason: string }) => reason === 'partnership_review')
    .map(({ subject }: { subject: { title: string } }) => subject.title);
async function looked(name: string, steward: Member) {
  const made = await scene
    .as(moderator)
    .post('/api/partnerships', { name, nation: 'england', scale: 'city', area: 'Exampleton' });
  const at = `/api/partnerships/${made.body.slug}`;
  await scene.as(steward).put(`${at}/claim`, {});
  await scene.as(moderator).put(`${at}/stewards/${steward.personId}`);
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
    const letters = mails.filter(({ subject }) => subject === 'Is this still right? Due for a look');
    expect(letters).toHaveLength(1);
    expect(letters[0]!.text).toContain('/partnerships/due-for-a-look');

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
});

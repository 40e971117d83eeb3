import { describe, expect, it } from 'vitest';
import type { NotificationPage } from '@fingerpost/contracts/notifications';
import type { Member } from '../../test/factories.js';
import { mailsSettled } from '../../test/mailbox.js';
import { goOn, scenery, sentTo, setting, settled } from '../../test/mail-scenery.js';
import { startScene } from '../../test/scene.js';
import { DigestSweeper } from './mail/digest.sweeper.js';

const scene = startScene({ DEMO: 'on' });

const inbox = async (member: Member) => {
  await settled(scene);
  return (await scene.as(member).get<NotificationPage>('/api/notifications')).body;
};
const reasons = async (member: Member) => (await inbox(member)).items.map(({ reason }) => reason);
const fates = (member: Member) =>
  scene.db.query<{ state: string; reason: string }>(
    { name: 'spec-fates', text: 'SELECT state, reason FROM mails WHERE recipient = $1 ORDER BY id' },
    [member.email],
  );
const GONE = [{ state: 'skipped', reason: 'not for this member any more' }];

/** Quiet hours hold mail back until they are `released`. */
async function quiet(member: Member): Promise<void> {
  const from = (scene.clock.now().getUTCHours() + 23) % 24;
  await setting(scene, member, { time_zone: 'UTC', quiet_from: from, quiet_to: (from + 4) % 24 });
}
async function released(member: Member) {
  await setting(scene, member, { quiet_from: null, quiet_to: null });
  await scene.db.query({ name: 'spec-release', text: 'UPDATE mails SET due_at = created_at' });
  await mailsSettled(scene);
  return fates(member);
}
/** Runs what is due in the days to come, so that every digest goes. */
async function digested(member: Member): Promise<string[]> {
  await settled(scene);
  await scene.app.get(DigestSweeper, { strict: false }).run();
  goOn(scene, 4);
  await scene.app.get(DigestSweeper, { strict: false }).run();
  await mailsSettled(scene);
  return (await sentTo(scene, member)).filter((key) => key.startsWith('digest:'));
}

describe('who asks to join', () => {
  /** A space with an owner and a moderator, whom a newcomer asked, and the inbox of the moderator begun before. */
  async function asked(way: 'now' | 'digest') {
    const [owner, moderator, newcomer] = [
      await scene.make.member(),
      await scene.make.member(),
      await scene.make.member(),
    ];
    const space = await scene.make.space({
      visibility: 'members',
      members: [
        [owner, 'owner'],
        [moderator, 'moderator'],
      ],
    });
    await (way === 'now' ? quiet(moderator) : setting(scene, moderator, { personal: 'digest' }));
    await scene.app.get(DigestSweeper, { strict: false }).run();
    await scene.as(newcomer).put(`/api/spaces/${space.slug}/membership`, {});
    expect(await reasons(moderator)).toEqual(['asked_to_join']);
    return { owner, moderator, newcomer, space };
  }
  type World = Awaited<ReturnType<typeof asked>>;
  const member = ({ space }: World, { personId }: Member) => `/api/spaces/${space.slug}/members/${personId}`;

  it('reaches whoever looks after the space', async () => {
    const now = await asked('now');
    expect(await released(now.moderator)).toMatchObject([{ state: 'sent' }]);
    const later = await asked('digest');
    expect(await digested(later.moderator)).toHaveLength(1);
  });

  it.each<[string, (world: World) => Promise<unknown>]>([
    [
      'to a moderator who is a member now',
      (world) => scene.as(world.owner).put(member(world, world.moderator), { role: 'member' }),
    ],
    [
      'to a moderator who was removed',
      (world) => scene.as(world.owner).delete(member(world, world.moderator)),
    ],
    [
      'once they were let in',
      (world) => scene.as(world.owner).put(member(world, world.newcomer), { state: 'active' }),
    ],
    ['once they were turned down', (world) => scene.as(world.owner).delete(member(world, world.newcomer))],
    [
      'once they took it back',
      ({ newcomer, space }) => scene.as(newcomer).delete(`/api/spaces/${space.slug}/membership`),
    ],
  ])('is not told %s: in the inbox, in a mail that waits, in a digest', async (_when, change) => {
    const now = await asked('now');
    await change(now);
    expect(await inbox(now.moderator)).toMatchObject({ items: [], unread: 0, last: 0 });
    expect(await released(now.moderator)).toEqual(GONE);
    const later = await asked('digest');
    await change(later);
    expect(await digested(later.moderator)).toEqual([]);
  });

  it('is told once of one who took it back and asks again', async () => {
    const { moderator, newcomer, space } = await asked('now');
    scene.clock.offset += 60_000;
    await scene.as(newcomer).delete(`/api/spaces/${space.slug}/membership`);
    await scene.as(newcomer).put(`/api/spaces/${space.slug}/membership`, {});
    expect((await inbox(moderator)).items).toMatchObject([{ number: 2, reason: 'asked_to_join' }]);
  });
});

describe('an acceptance', () => {
  it('that was withdrawn is not told: in the inbox, in a mail that waits, in a digest', async () => {
    for (const way of ['now', 'digest'] as const) {
      const { asker, peer, discussion } = await scenery(scene);
      await (way === 'now' ? quiet(peer) : setting(scene, peer, { personal: 'digest' }));
      await settled(scene);
      await scene.app.get(DigestSweeper, { strict: false }).run();
      const answer = await scene.make.reply(peer, discussion);
      await scene.as(asker).put(`/api/discussions/${discussion.id}/answer`, { postId: answer.id });
      expect(await reasons(peer)).toEqual(['accepted']);
      await scene.as(asker).delete(`/api/discussions/${discussion.id}/answer`);
      expect(await inbox(peer)).toMatchObject({ items: [], unread: 0, last: 0 });
      if (way === 'now') expect(await released(peer)).toEqual(GONE);
      else expect(await digested(peer)).toEqual([]);
    }
  });

  it('said twice is told once and changes nothing', async () => {
    const { asker, peer, discussion } = await scenery(scene);
    const answer = await scene.make.reply(peer, discussion);
    const accept = () =>
      scene.as(asker).put(`/api/discussions/${discussion.id}/answer`, { postId: answer.id });
    const { version } = (await accept()).body as { version: number };
    expect(await accept()).toMatchObject({ status: 200, body: { version, answer: { id: answer.id } } });
    expect(await reasons(peer)).toEqual(['accepted']);
  });
});

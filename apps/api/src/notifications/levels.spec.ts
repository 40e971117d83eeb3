import { describe, expect, it } from 'vitest';
import type { NotificationPage, Watch, WatchLevel } from '@fingerpost/contracts/notifications';
import type { Member } from '../../test/factories.js';
import { mailsSettled, mailsTo } from '../../test/mailbox.js';
import { goOn, scenery, sentTo, setting, settled } from '../../test/mail-scenery.js';
import { startScene } from '../../test/scene.js';
import { DigestSweeper } from './mail/digest.sweeper.js';

const scene = startScene({ DEMO: 'on' });

const reasons = async (member: Member) => {
  await settled(scene);
  const { body } = await scene.as(member).get<NotificationPage>('/api/notifications');
  return body.items.map(({ reason }) => reason);
};
const handle = async ({ personId }: Member) =>
  (await scene.db.one<{ handle: string }>(
    { name: 'spec-handle', text: 'SELECT handle FROM people WHERE id = $1' },
    [personId],
  ))!.handle;
const ofSpace = (member: Member, { slug }: { slug: string }, level: WatchLevel | null) =>
  scene.as(member).put(`/api/spaces/${slug}/watch`, { level });
const ofDiscussion = (member: Member, { id }: { id: number }, level: WatchLevel | null) =>
  scene.as(member).put(`/api/discussions/${id}/watch`, { level });
const levelIn = async (member: Member, { id }: { id: number }) =>
  (await scene.as(member).get<Watch>(`/api/discussions/${id}/watch`)).body;

const sweep = () => scene.app.get(DigestSweeper, { strict: false }).run();
async function digested(member: Member): Promise<string[]> {
  await settled(scene);
  goOn(scene, 4);
  await sweep();
  await mailsSettled(scene);
  return (await sentTo(scene, member)).filter((key) => key.startsWith('digest:'));
}
/** Scenery whose digests have begun, so that what comes from now on is in the next. */
async function begun() {
  const made = await scenery(scene);
  await settled(scene);
  await sweep();
  return made;
}

describe('taking part', () => {
  it('is Everything in the discussion though the space is at Nothing, until the discussion is too', async () => {
    const { asker, peer, space, discussion } = await scenery(scene);
    await scene.make.reply(peer, discussion);
    await ofSpace(peer, space, 'nothing');
    expect(await levelIn(peer, discussion)).toEqual({ level: 'everything', source: 'taking_part' });
    const named = { body: `@${await handle(peer)}, which one?` };
    await scene.make.reply(asker, discussion, named);
    expect(await reasons(peer)).toEqual(['mention']);
    await ofDiscussion(peer, discussion, 'nothing');
    await scene.make.reply(asker, discussion, named);
    expect(await reasons(peer)).toHaveLength(1);
  });

  it('holds for a mail that waits as for the inbox', async () => {
    const { asker, peer, space, discussion } = await scenery(scene);
    const from = (scene.clock.now().getUTCHours() + 23) % 24;
    await setting(scene, peer, {
      rest: 'now',
      time_zone: 'UTC',
      quiet_from: from,
      quiet_to: (from + 4) % 24,
    });
    await ofSpace(peer, space, 'everything');
    await scene.make.reply(asker, discussion);
    expect(await reasons(peer)).toContain('watch_space');
    await scene.make.reply(peer, discussion);
    await scene.db.query({ name: 'spec-unread', text: 'DELETE FROM read_marks WHERE person_id = $1' }, [
      peer.personId,
    ]);
    await ofSpace(peer, space, 'nothing');
    await setting(scene, peer, { quiet_from: null, quiet_to: null });
    await scene.db.query({ name: 'spec-release', text: 'UPDATE mails SET due_at = created_at' });
    await mailsSettled(scene);
    expect(await sentTo(scene, peer)).not.toEqual([]);
  });

  it('begins with the reply itself and ends when one’s only post is deleted', async () => {
    const { asker, peer, discussion } = await scenery(scene);
    const post = await scene.make.reply(peer, discussion);
    expect(await levelIn(peer, discussion)).toEqual({ level: 'everything', source: 'taking_part' });
    await scene.as(peer).delete(`/api/posts/${post.id}`);
    expect(await levelIn(peer, discussion)).toEqual({ level: 'digest', source: 'default' });
    await scene.make.reply(asker, discussion);
    expect(await reasons(peer)).toEqual([]);
  });

  it('goes on while another post of theirs is there', async () => {
    const { asker, peer, discussion } = await scenery(scene);
    const first = await scene.make.reply(peer, discussion);
    await scene.make.reply(peer, discussion);
    await scene.as(peer).delete(`/api/posts/${first.id}`);
    expect(await levelIn(peer, discussion)).toEqual({ level: 'everything', source: 'taking_part' });
    await scene.make.reply(asker, discussion);
    expect(await reasons(peer)).toEqual(['watch_discussion']);
  });
});

describe('Nothing for a space', () => {
  it('holds back the digest of what came to the inbox before it was chosen', async () => {
    const { peer, reader, space, discussion } = await begun();
    await ofSpace(reader, space, 'everything');
    await scene.make.reply(peer, discussion);
    expect(await reasons(reader)).toEqual(['watch_space']);
    await ofSpace(reader, space, 'nothing');
    expect(await digested(reader)).toEqual([]);
  });

  it('still tells those who look after it who asks to join, by inbox, mail and digest', async () => {
    const [owner, second] = [await scene.make.member(), await scene.make.member()];
    const space = await scene.make.space({
      visibility: 'members',
      members: [
        [owner, 'owner'],
        [second, 'moderator'],
      ],
    });
    await setting(scene, second, { personal: 'digest' });
    await sweep();
    for (const each of [owner, second]) await ofSpace(each, space, 'nothing');
    await scene.as(await scene.make.member()).put(`/api/spaces/${space.slug}/membership`, {});
    expect(await reasons(owner)).toEqual(['asked_to_join']);
    expect((await mailsTo(scene, owner.email))[0]!.text).toContain('asks to join');
    expect(await digested(second)).toHaveLength(1);
  });
});

describe('nobody’s choice', () => {
  it('lets a mention through to one who is no member, and brings no digest of the space', async () => {
    const { asker, peer, space, discussion } = await begun();
    const stranger = await scene.make.member();
    await setting(scene, stranger, { personal: 'never' });
    await ofDiscussion(stranger, discussion, 'digest');
    await sweep();
    const other = await scene.make.discussion(asker, space, {
      body: `@${await handle(stranger)}, do you know?`,
    });
    expect(await levelIn(stranger, other)).toEqual({ level: 'nothing', source: 'not_a_member' });
    expect(await reasons(stranger)).toEqual(['mention']);
    await scene.make.reply(peer, await scene.make.discussion(asker, space));
    expect(await digested(stranger)).toEqual([]);
  });
});

describe('names in a post', () => {
  it('reach nobody from code, quotes, links and addresses', async () => {
    const { peer, reader, discussion } = await scenery(scene);
    const name = await handle(reader);
    await scene.make.reply(peer, discussion, {
      body: `\`@${name}\`, [@${name}](/rules), @${name}@demo.example\n\n> @${name}\n\n    @${name}`,
    });
    expect(await reasons(reader)).toEqual([]);
    await scene.make.reply(peer, discussion, { body: `(@${name}’s idea.)` });
    expect(await reasons(reader)).toEqual(['mention']);
  });
});

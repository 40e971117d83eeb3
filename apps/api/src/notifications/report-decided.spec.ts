import { describe, expect, it } from 'vitest';
import { didKey, toastKey, whyKey } from '@fingerpost/contracts/inbox';
import { PERSONAL_REASONS, REASONS, type NotificationPage } from '@fingerpost/contracts/notifications';
import { t } from '@fingerpost/messages';
import { Activities } from '../activity/activity.service.js';
import { mailsSettled, mailsTo } from '../../test/mailbox.js';
import { goOn, scenery, setting, settled } from '../../test/mail-scenery.js';
import { startScene } from '../../test/scene.js';
import { DigestSweeper } from './mail/digest.sweeper.js';

const scene = startScene({ DEMO: 'on' });

type World = Awaited<ReturnType<typeof scenery>>;

/** The asker, who looks after the space, decides on what the reader reported: the peer's post, which is removed. */
async function decide({ asker, peer, reader, space, discussion }: World): Promise<void> {
  const post = await scene.make.reply(peer, discussion);
  await scene.as(peer).delete(`/api/posts/${post.id}`);
  const activities = scene.app.get(Activities, { strict: false });
  await activities.told(
    await scene.db.transaction((tx) =>
      activities.record(tx, asker, {
        kind: 'report.decided',
        spaceId: space.id,
        subjectKind: 'post',
        subjectId: post.id,
        data: { reporterId: reader.personId, decision: 'removed' },
      }),
    ),
  );
  await settled(scene);
}

describe('a decided report', () => {
  it('comes to the inbox and the mail of who reported, also where they said Nothing, and to nobody else', async () => {
    const world = await scenery(scene);
    const { peer, reader, space } = world;
    await scene.as(reader).put(`/api/spaces/${space.slug}/watch`, { level: 'nothing' });
    await decide(world);
    const { items } = (await scene.as(reader).get<NotificationPage>('/api/notifications')).body;
    expect(items).toMatchObject([
      { reason: 'report_decided', kind: 'report.decided', thread: null, path: `/spaces/${space.slug}` },
    ]);
    const [mail] = await mailsTo(scene, reader.email);
    expect(mail!.subject).toMatch(/^Your report is decided: Space \d+$/);
    expect(mail!.text).toContain('You get this because you reported something in');
    expect((await scene.as(peer).get<NotificationPage>('/api/notifications')).body.items).toEqual([]);
  });

  it('stands in the digest of who wants no mail at once', async () => {
    const world = await scenery(scene);
    await setting(scene, world.reader, { personal: 'digest' });
    await settled(scene);
    await scene.app.get(DigestSweeper, { strict: false }).run();
    await decide(world);
    goOn(scene, 4);
    await scene.app.get(DigestSweeper, { strict: false }).run();
    await mailsSettled(scene);
    const [mail] = await mailsTo(scene, world.reader.email);
    expect(mail!.text).toMatch(/Your report in Space \d+ is decided:\n\S+\/spaces\/space-\d+\n/);
  });
});

describe('every reason', () => {
  it.each(REASONS)('%s has its words, each a sentence of its own', (reason) => {
    const personal = PERSONAL_REASONS.includes(reason);
    const keys = [
      whyKey({ reason } as Parameters<typeof whyKey>[0]),
      `mail.notification.why.${reason}`,
      `notifications.reason.${reason}`,
      ...(personal ? [`notifications.did.${reason}`, `notifications.toast.${reason}`] : []),
    ];
    for (const key of keys) {
      const words = t(key, { name: 'Name', title: 'Title', space: 'Space' });
      expect(words, key).not.toBe(key);
      expect(words, key).toMatch(/^[A-Z]/);
    }
  });

  it.each([
    ['partnership_review', 'partnership.stale'],
    ['resource_review', 'resource.review_passed'],
  ] as const)('%s says another thing where it is told a second time', (reason, kind) => {
    for (const keyOf of [didKey, toastKey]) {
      const [first, second] = [keyOf({ reason, kind: '' }), keyOf({ reason, kind })];
      expect(second).not.toBe(first);
      expect(t(second, { title: 'Title' })).toMatch(/^[A-Z]/);
    }
  });
});

import { simpleParser } from 'mailparser';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { NotificationSettings } from '@fingerpost/contracts/notifications';
import type { Member } from '../../../test/factories.js';
import { mailsSettled, mailsTo } from '../../../test/mailbox.js';
import { startScene } from '../../../test/scene.js';
import { Config } from '../../config/settings.js';
import { DigestSweeper } from './digest.sweeper.js';
import { sentTo, settled, scenery, setting } from '../../../test/mail-scenery.js';

const scene = startScene({ DEMO: 'on' });

/** The message itself, as a mail program reads it. */
async function message(to: Member) {
  const folder = join(scene.app.get(Config).dataDir, 'mail');
  for (const name of (await readdir(folder)).filter((each) => each.endsWith('.eml')).toReversed()) {
    const parsed = await simpleParser(await readFile(join(folder, name)));
    if ([parsed.to].flat()[0]?.text.includes(to.email)) return parsed;
  }
  throw new Error(`no message to ${to.email}`);
}

describe('a mail about a notification', () => {
  it('threads, says what, where and why, and lets its reader stop or choose', async () => {
    const { asker, peer, discussion } = await scenery(scene);
    const first = await scene.make.reply(peer, discussion, {
      body: 'We use **two** leaflets: [the list](/rules).',
    });
    const [mail] = await mailsTo(scene, asker.email);
    expect(mail!.subject).toBe(`Re: ${discussion.title}`);
    expect(mail!.text).toContain(`replied to your question in “${discussion.title}”`);
    expect(mail!.text).toContain('> We use two leaflets: the list (http://localhost:4199/rules).');
    expect(mail!.text).toContain('You get this because you asked.');
    expect(mail!.text).toMatch(/\/me\/notifications/);
    expect(mail!.html).toContain('We use <strong>two</strong> leaflets');
    expect(mail!.html).toContain('href="http://localhost:4199/rules"');
    expect(mail!.html).not.toMatch(/<img|src=/);

    const parsed = await message(asker);
    expect(parsed.messageId).toBe(`<post.${first.id}@localhost>`);
    expect(parsed.inReplyTo).toMatch(/^<post\.\d+@localhost>$/);
    expect(parsed.references).toBe(parsed.inReplyTo);
    expect(mail!.headers['list-id']).toBe(`<discussion-${discussion.id}.localhost>`);
    expect(mail!.headers['list-unsubscribe']).toMatch(/^<http:\/\/localhost:4199\/unsubscribe\/[\w.-]+>$/);
    expect(mail!.headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');

    await scene.make.reply(asker, discussion, { parentId: first.id, body: 'Thank you!' });
    await mailsTo(scene, peer.email);
    expect((await message(peer)).references).toEqual([parsed.inReplyTo, parsed.messageId]);
    expect((await message(peer)).inReplyTo).toBe(parsed.messageId);
  });

  it('cannot be given headers or recipients by a title', async () => {
    const { asker, peer, space } = await scenery(scene);
    const discussion = await scene.make.discussion(asker, space, {
      title: 'Ändern? =?utf-8?q?=0d=0aBcc:x@y.example?= “quoted” , <a@b.example>',
    });
    await scene.make.reply(peer, discussion);
    await mailsTo(scene, asker.email);
    const parsed = await message(asker);
    expect(parsed.subject).toBe(`Re: ${discussion.title}`);
    expect([parsed.bcc, parsed.cc]).toEqual([undefined, undefined]);
    expect([parsed.to].flat()).toHaveLength(1);
  });

  it('is only of what comes at once: the rest waits for the digest', async () => {
    const { asker, peer, reader, space, discussion } = await scenery(scene);
    await settled(scene);
    await scene.as(reader).put(`/api/discussions/${discussion.id}/watch`, { level: 'everything' });
    await setting(scene, peer, { rest: 'now' });
    await scene.as(peer).put(`/api/spaces/${space.slug}/watch`, { level: 'everything' });
    await scene.make.reply(asker, discussion);
    await settled(scene);
    await mailsSettled(scene);
    expect(await sentTo(scene, reader)).toEqual([]);
    expect(await sentTo(scene, peer)).toHaveLength(1);
  });

  it('waits until quiet hours end, by the clock of the member’s zone', async () => {
    const { asker, peer, discussion } = await scenery(scene);
    const hour = (at: Date) =>
      Number(
        new Intl.DateTimeFormat('en-GB', {
          timeZone: 'Asia/Kolkata',
          hour: '2-digit',
          hourCycle: 'h23',
        }).format(at),
      );
    const now = scene.clock.now();
    const to = (hour(now) + 3) % 24;
    await setting(scene, asker, { time_zone: 'Asia/Kolkata', quiet_from: hour(now), quiet_to: to });
    await scene.make.reply(peer, discussion);
    await settled(scene);
    const [due] = await scene.db.query<{ due_at: Date; state: string }>(
      { name: 'spec-quiet', text: 'SELECT due_at, state FROM mails WHERE recipient = $1' },
      [asker.email],
    );
    expect(due!.state).toBe('queued');
    expect(due!.due_at.getTime() - now.getTime()).toBeGreaterThan(2 * 3_600_000);
    expect(due!.due_at.getTime() - now.getTime()).toBeLessThanOrEqual(3 * 3_600_000);
    expect(hour(due!.due_at)).toBe(to);
    await scene.db.query({ name: 'spec-quiet-gone', text: 'DELETE FROM mails WHERE recipient = $1' }, [
      asker.email,
    ]);
  });
});

describe('what is asked again when a mail goes', () => {
  const reasonFor = async (member: Member) => {
    await scene.db.query(
      {
        name: 'spec-due',
        text: `UPDATE mails SET due_at = created_at WHERE recipient = $1 AND state = 'queued'`,
      },
      [member.email],
    );
    await mailsSettled(scene);
    return (
      await scene.db.query<{ state: string; reason: string }>(
        {
          name: 'spec-why',
          text: 'SELECT state, reason FROM mails WHERE recipient = $1 ORDER BY id DESC LIMIT 1',
        },
        [member.email],
      )
    )[0];
  };
  /** Quiet hours hold the mail back until the world has changed. */
  async function held() {
    const made = await scenery(scene, 'private');
    const from = (scene.clock.now().getUTCHours() + 23) % 24;
    await setting(scene, made.asker, { time_zone: 'UTC', quiet_from: from, quiet_to: (from + 4) % 24 });
    const reply = await scene.make.reply(made.peer, made.discussion);
    await settled(scene);
    return { ...made, reply };
  }

  it.each<[string, string, (world: Awaited<ReturnType<typeof held>>) => Promise<unknown>]>([
    [
      'who left the space',
      'not for this member any more',
      ({ asker, peer, space }) =>
        scene
          .as(peer)
          .put(`/api/spaces/${space.slug}/members/${peer.personId}`, { role: 'owner', state: 'active' })
          .then(() =>
            scene.db.query({ name: 'spec-leave', text: 'DELETE FROM memberships WHERE person_id = $1' }, [
              asker.personId,
            ]),
          ),
    ],
    [
      'of a post that is gone',
      'not for this member any more',
      ({ peer, reply }) => scene.as(peer).delete(`/api/posts/${reply.id}`),
    ],
    [
      'who blocked its author',
      'not for this member any more',
      ({ asker, peer }) => scene.as(asker).put(`/api/me/blocks/${peer.personId}`, {}),
    ],
    [
      'who said Nothing',
      'muted',
      ({ asker, discussion }) =>
        scene.as(asker).put(`/api/discussions/${discussion.id}/watch`, { level: 'nothing' }),
    ],
    [
      'who read it',
      'read',
      ({ asker, discussion }) => scene.as(asker).put(`/api/discussions/${discussion.id}/read`, { number: 2 }),
    ],
    [
      'who wants no mail at once',
      'not wanted at once any more',
      ({ asker }) => setting(scene, asker, { personal: 'digest' }),
    ],
  ])('no mail to one %s', async (_who, reason, change) => {
    const world = await held();
    await change(world);
    expect(await reasonFor(world.asker)).toEqual({ state: 'skipped', reason });
  });
});

describe('quiet hours that change', () => {
  const state = async ({ email }: Member) =>
    (
      await scene.db.query<{ state: string; due_at: Date }>(
        { name: 'spec-state', text: 'SELECT state, due_at FROM mails WHERE recipient = $1' },
        [email],
      )
    )[0]!;
  const hours = (from: number, to: number) => {
    const hour = scene.clock.now().getUTCHours();
    return { time_zone: 'UTC', quiet_from: (hour + from + 24) % 24, quiet_to: (hour + to + 24) % 24 };
  };
  const dueNow = (member: Member) =>
    scene.db.query(
      { name: 'spec-due-now', text: `UPDATE mails SET due_at = created_at, tries = 3 WHERE recipient = $1` },
      [member.email],
    );

  it('count when a mail is to go, and that was no try', async () => {
    const { asker, peer, discussion } = await scenery(scene);
    await setting(scene, asker, hours(-1, 2));
    await scene.make.reply(peer, discussion);
    await settled(scene);
    await setting(scene, asker, hours(-1, 4));
    await dueNow(asker);
    for (let waited = 0; (await state(asker)).due_at < scene.clock.now(); waited += 1) {
      if (waited > 200) throw new Error('it was not put off');
      await new Promise((again) => setTimeout(again, 25));
    }
    const held = await state(asker);
    expect([held.state, held.due_at.getUTCHours()]).toEqual(['queued', hours(0, 4).quiet_to]);
    const settings = await scene.as(asker).get<NotificationSettings>('/api/me/notification-settings');
    const { pushKey: _key, push: _push, mailStopped: _stopped, spaces: _spaces, ...input } = settings.body;
    await scene.as(asker).put('/api/me/notification-settings', { ...input, quiet: null });
    await mailsTo(scene, asker.email);
  });

  it('lose nothing to whom comes to want the digest: it brings what waited, or went past already', async () => {
    const { asker, peer, discussion } = await scenery(scene);
    const late = await scenery(scene);
    for (const each of [asker, late.asker]) await setting(scene, each, hours(-1, 4));
    await scene.app.get(DigestSweeper, { strict: false }).run();
    await scene.make.reply(peer, discussion, { body: 'First thoughts.' });
    await scene.make.reply(late.peer, late.discussion, { body: 'Other thoughts.' });
    await settled(scene);
    await setting(scene, asker, { personal: 'digest', quiet_from: null });
    await scene.db.query({ name: 'spec-digest-due', text: `UPDATE inboxes SET next_digest_at = now()` });
    await setting(scene, asker, { digest_days: 'daily' });
    await setting(scene, late.asker, { digest_days: 'daily' });
    await scene.app.get(DigestSweeper, { strict: false }).run();
    expect((await mailsTo(scene, asker.email))[0]!.text).toContain('First thoughts.');
    await setting(scene, late.asker, { personal: 'digest', quiet_from: null });
    await dueNow(asker);
    await dueNow(late.asker);
    expect((await mailsTo(scene, late.asker.email))[0]!.text).toContain('Other thoughts.');
    expect(await sentTo(scene, asker)).toEqual([expect.stringMatching(/^digest:/)]);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { MadeSpace, Member } from '../../../test/factories.js';
import { setting, settled } from '../../../test/mail-scenery.js';
import { mailsSettled } from '../../../test/mailbox.js';
import { startScene } from '../../../test/scene.js';
import { MailSender } from '../../mail/mail.sender.js';

const scene = startScene({ DEMO: 'on' });
const HOUR = 3_600_000;
const ALL = ['events', 'resources', 'partnerships'];
let operator: Member, organiser: Member, member: Member;
let space: MadeSpace;
beforeEach(async () => {
  scene.clock.offset = 0;
  operator = await scene.make.member({ operator: true });
  [organiser, member] = [await scene.make.member(), await scene.make.member()];
  space = await scene.make.space({ members: [[organiser, 'member']] });
});

async function only(...modules: string[]) {
  const { version } = (await scene.as(operator).get('/api/settings')).body;
  expect((await scene.as(operator).patch('/api/settings', { version, modules })).status).toBe(200);
}
const fates = () =>
  scene.db.query<{ state: string; reason: string | null }>(
    { name: 'spec-off-fates', text: 'SELECT state, reason FROM mails WHERE recipient = $1 ORDER BY id' },
    [member.email],
  );
/** What became of the member's mail so much later. */
async function later(hours: number) {
  scene.clock.offset += hours * HOUR;
  scene.app.get(MailSender, { strict: false }).wake();
  await mailsSettled(scene);
  return fates();
}

/** The mail about a place at an event, which comes due when events are switched off already. */
async function waiting(wish: Parameters<typeof scene.make.event>[2] = {}) {
  const from = (scene.clock.now().getUTCHours() + 23) % 24;
  await setting(scene, member, { time_zone: 'UTC', quiet_from: from, quiet_to: (from + 4) % 24 });
  const event = await scene.make.event(organiser, space, wish);
  await scene.as(member).put(`/api/events/${event.id}/rsvp`, { status: 'going' });
  await settled(scene);
  await only('resources', 'partnerships');
  await setting(scene, member, { quiet_from: null, quiet_to: null });
  await scene.db.query({ name: 'spec-off-release', text: 'UPDATE mails SET due_at = created_at' });
  expect(await later(0)).toEqual([{ state: 'queued', reason: null }]);
  return event;
}

describe('mail about a part of the site that is switched off', () => {
  it('waits, and goes once that is there again', async () => {
    await waiting();
    expect(await later(1)).toEqual([{ state: 'queued', reason: null }]);
    await only(...ALL);
    expect(await later(1)).toEqual([{ state: 'sent', reason: null }]);
  });

  it('does not go when it is not so any more by then', async () => {
    const event = await waiting();
    await only(...ALL);
    await scene.as(member).put(`/api/events/${event.id}/rsvp`, { status: 'not_going' });
    expect((await later(1))[0]).toEqual({ state: 'skipped', reason: 'answered otherwise since' });
  });

  it('nor about what is over by then', async () => {
    await waiting(scene.make.hoursFromNow(1, 2));
    expect(await later(3)).toEqual([{ state: 'queued', reason: null }]);
    await only(...ALL);
    expect(await later(1)).toEqual([{ state: 'skipped', reason: 'it is over' }]);
  });

  it('is given up after as long as any mail', async () => {
    await waiting();
    expect(await later(71)).toEqual([{ state: 'queued', reason: null }]);
    expect(await later(2)).toEqual([
      { state: 'skipped', reason: 'about a part of the site that is switched off' },
    ]);
    await only(...ALL);
    expect(await later(1)).toMatchObject([{ state: 'skipped' }]);
  });
});

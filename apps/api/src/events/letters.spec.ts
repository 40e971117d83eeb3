import { simpleParser } from 'mailparser';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Event } from '@fingerpost/contracts/events';
import { beforeEach, describe, expect, it } from 'vitest';
import { mailsSettled, mailsTo } from '../../test/mailbox.js';
import { startScene } from '../../test/scene.js';
import { until } from '../../test/patience.js';
import type { MadeSpace, Member } from '../../test/factories.js';
import { ActivityWorker } from '../activity/activity.worker.js';
import { Config } from '../config/settings.js';
import { Reminders } from './reminders.js';

const scene = startScene({ DEMO: 'on' });
let organiser: Member;
let member: Member;
let waits: Member;
let space: MadeSpace;

beforeEach(async () => {
  [organiser, member, waits] = [
    await scene.make.member(),
    await scene.make.member(),
    await scene.make.member(),
  ];
  space = await scene.make.space({ members: [[organiser, 'owner']] });
});
const rsvp = (who: Member, { id }: Event, status = 'going') =>
  scene.as(who).put(`/api/events/${id}/rsvp`, { status });

/** The calendar parts that somebody got, the oldest first, as a mail program finds them. */
async function calendars(
  to: Member,
): Promise<{ method: string; sequence: number; status: string; uid: string }[]> {
  const folder = join(scene.app.get(Config).dataDir, 'mail');
  const found = [];
  for (const name of (await readdir(folder)).filter((each) => each.endsWith('.eml')).toSorted()) {
    const source = await readFile(join(folder, name));
    const mail = await simpleParser(source);
    if (![mail.to].flat()[0]?.text.includes(to.email)) continue;
    const part = mail.attachments.find(
      ({ contentType }) => contentType === 'text/calendar' || contentType === 'application/ics',
    );
    if (!part) continue;
    const text = part.content.toString();
    const of = (property: string) => new RegExp(`^${property}:(.*?)\\r?$`, 'm').exec(text)?.[1] ?? '';
    // The parameter of the part says the same as the calendar in it (RFC 6047).
    expect(String(source)).toMatch(new RegExp(`text/calendar;[^\\n]*method=${of('METHOD')}`, 'i'));
    found.push({
      method: of('METHOD'),
      sequence: Number(of('SEQUENCE')),
      status: of('STATUS'),
      uid: of('UID'),
    });
  }
  return found;
}
const subjects = async (to: Member, count: number) =>
  (await mailsTo(scene, to.email, count)).map(({ subject }) => subject).toReversed();

describe('who comes is told', () => {
  it('of their place, a change and the end of it, once each, with a calendar part that rises', async () => {
    const event = await scene.make.event(organiser, space, { title: 'Appraisal workshop' });
    await rsvp(member, event);
    await mailsTo(scene, member.email, 1);
    await scene.as(organiser).patch(`/api/events/${event.id}`, { version: 1, start: '2027-02-04T11:00' });
    await mailsTo(scene, member.email, 2);
    await scene.as(organiser).post(`/api/events/${event.id}/cancellation`, { reason: 'Snow' });
    expect(await subjects(member, 3)).toEqual([
      'You are going: Appraisal workshop',
      'Changed: Appraisal workshop',
      'Called off: Appraisal workshop',
    ]);
    const [off, changed] = await mailsTo(scene, member.email, 3);
    expect(changed!.text).toContain('From: Thu 4 Feb 2027, 10:00 becomes Thu 4 Feb 2027, 11:00');
    expect(off!.text).toContain('The reason: Snow');
    const parts = await calendars(member);
    expect(parts.map(({ method }) => method)).toEqual(['REQUEST', 'REQUEST', 'CANCEL']);
    expect(parts.map(({ status }) => status)).toEqual(['CONFIRMED', 'CONFIRMED', 'CANCELLED']);
    expect(parts.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect(new Set(parts.map(({ uid }) => uid))).toEqual(new Set([`event-${event.id}@localhost`]));
    const inbox = (await scene.as(member).get('/api/notifications')).body.items;
    expect(inbox).toMatchObject([
      {
        kind: 'event.called_off',
        subject: { kind: 'event', id: event.id, title: 'Appraisal workshop' },
        excerpt: 'The reason: Snow',
      },
      { kind: 'event.changed', excerpt: 'From: Thu 4 Feb 2027, 10:00 becomes Thu 4 Feb 2027, 11:00' },
      { kind: 'rsvp.confirmed', excerpt: '' },
    ]);
  });

  it('of a place that got free, and who leaves gets the entry taken back', async () => {
    const event = await scene.make.event(organiser, space, { title: 'Full house', capacity: 1 });
    await rsvp(member, event);
    await mailsTo(scene, member.email, 1);
    await rsvp(waits, event);
    await mailsTo(scene, waits.email, 1);
    await rsvp(member, event, 'not_going');
    expect(await subjects(waits, 2)).toEqual([
      'You are 1st in the waitlist: Full house',
      'A place got free, and you are going: Full house',
    ]);
    expect(await subjects(member, 2)).toEqual(['You are going: Full house', 'You are not going: Full house']);
    expect((await calendars(member)).map(({ method, sequence }) => [method, sequence])).toEqual([
      ['REQUEST', 1],
      ['CANCEL', 2],
    ]);
    expect((await calendars(waits)).map(({ method, sequence }) => [method, sequence])).toEqual([
      ['REQUEST', 2],
    ]);
  });

  it('neither of what changes nothing for them, nor twice of the same', async () => {
    const event = await scene.make.event(organiser, space);
    await rsvp(member, event);
    await mailsTo(scene, member.email, 1);
    await scene
      .as(organiser)
      .patch(`/api/events/${event.id}`, { version: 1, showsAttendees: true, capacity: 30 });
    const worker = scene.app.get(ActivityWorker, { strict: false });
    const rows = await scene.db.transaction((tx) =>
      tx.query<{ id: number }[]>(`SELECT id FROM activity WHERE subject_kind = 'event' AND subject_id = $1`, [
        event.id,
      ]),
    );
    await worker.run(rows.map(({ id }) => id));
    await mailsSettled(scene);
    expect(await mailsTo(scene, member.email, 1)).toHaveLength(1);
  });

  it('without the way in, in mail, inbox and digest', async () => {
    const event = await scene.make.event(organiser, space, {
      format: 'online',
      place: null,
      joining: { url: 'https://meet.example/secret-door' },
    });
    await rsvp(member, event);
    await mailsTo(scene, member.email, 1);
    await scene
      .as(organiser)
      .patch(`/api/events/${event.id}`, { version: 1, joining: { url: 'https://meet.example/secret-gate' } });
    const mails = await mailsTo(scene, member.email, 2);
    expect(mails[0]!.text).toContain('Link to join online changes');
    for (const { text, html } of mails) expect(text + html).not.toMatch(/secret-(door|gate)/);
    expect((await scene.as(member).get('/api/notifications')).text).not.toMatch(/secret-(door|gate)/);
  });
});

describe('reminders', () => {
  const DAY = 86_400_000;
  const reminders = () => scene.app.get(Reminders, { strict: false });
  const told = async (event: Event) =>
    scene.db.transaction((tx) =>
      tx.query<{ days: number }[]>(
        `SELECT (data->>'days')::int AS days FROM activity WHERE kind = 'event.reminded' AND subject_id = $1 ORDER BY id`,
        [event.id],
      ),
    );
  const later = async (days: number, work: () => Promise<void>) => {
    scene.clock.offset += days * DAY;
    try {
      await work();
    } finally {
      scene.clock.offset = 0;
    }
  };

  it('come a week and a day before, once, to those with a place, and never after the start', async () => {
    const event = await scene.make.event(organiser, space, {
      ...scene.make.hoursFromNow(20 * 24, 20 * 24 + 2),
      capacity: 1,
      title: 'Far off',
    });
    await rsvp(member, event);
    await rsvp(waits, event);
    await mailsTo(scene, waits.email, 1);
    await mailsTo(scene, member.email, 1);
    await later(13.01, async () => {
      await Promise.all([reminders().run(), reminders().run()]);
      expect(await told(event)).toEqual([{ days: 7 }]);
      expect(await subjects(member, 2)).toContain('In a week: Far off');
    });
    await later(19.01, async () => {
      await reminders().run();
      expect(await told(event)).toEqual([{ days: 7 }, { days: 1 }]);
      await until(async () => (await subjects(member, 3)).includes('Tomorrow: Far off'));
    });
    expect(await subjects(waits, 1)).toEqual(['You are 1st in the waitlist: Far off']);
  });

  it('are set anew when it moves, and gone when it is called off or comes too late', async () => {
    const event = await scene.make.event(organiser, space, scene.make.hoursFromNow(20 * 24, 20 * 24 + 2));
    await scene
      .as(organiser)
      .patch(`/api/events/${event.id}`, { version: 1, ...scene.make.hoursFromNow(30 * 24, 30 * 24 + 2) });
    await later(13.01, async () => {
      await reminders().run();
      expect(await told(event)).toEqual([]);
    });
    const off = await scene.make.event(organiser, space, scene.make.hoursFromNow(20 * 24, 20 * 24 + 2));
    await scene.as(organiser).post(`/api/events/${off.id}/cancellation`, {});
    await later(27, async () => {
      await reminders().run();
      expect(await told(off)).toEqual([]);
      expect(await told(event)).toEqual([]);
    });
  });
});

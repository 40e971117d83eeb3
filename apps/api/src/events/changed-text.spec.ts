import type { Event } from '@fingerpost/contracts/events';
import { beforeEach, describe, expect, it } from 'vitest';
import { mailsSettled, mailsTo } from '../../test/mailbox.js';
import { settled } from '../../test/mail-scenery.js';
import { startScene } from '../../test/scene.js';
import type { MadeSpace, Member } from '../../test/factories.js';

const scene = startScene({ DEMO: 'on' });
let organiser: Member;
let moderator: Member;
let member: Member;
let space: MadeSpace;

beforeEach(async () => {
  ({ host: organiser, moderator, stranger: member, space } = await scene.make.company());
});

const TEXT = 'For beginners.\n\nBring a pen.\n\nLunch is there.';
/** An event that `member` comes to, and knows to come to. */
async function attended(wish: Parameters<typeof scene.make.event>[2] = {}): Promise<Event> {
  const event = await scene.make.event(organiser, space, { title: 'Appraisal', body: TEXT, ...wish });
  await scene.as(member).put(`/api/events/${event.id}/rsvp`, { status: 'going' });
  await mailsTo(scene, member.email, 1);
  return event;
}
const change = (event: Event, wish: object, who = organiser) =>
  scene.as(who).patch<Event>(`/api/events/${event.id}`, { version: event.version, ...wish });
const inbox = async () => {
  await settled(scene);
  const { items } = (await scene.as(member).get('/api/notifications')).body;
  return (items as { kind: string; excerpt: string }[]).filter(({ kind }) => kind === 'event.changed');
};
const mails = async () => {
  await settled(scene);
  await mailsSettled(scene);
  return (await mailsTo(scene, member.email, 1)).filter(({ subject }) => subject.startsWith('Changed'));
};
const recorded = (event: Event) =>
  scene.db.transaction((tx) =>
    tx.query<{ data: { fields: string[] } }[]>(
      `SELECT data FROM activity WHERE kind = 'event.changed' AND subject_id = $1 ORDER BY id`,
      [event.id],
    ),
  );
const entry = async (event: Event) => {
  const { text } = await scene.as(member).get(`/api/events/${event.id}.ics`);
  const of = (property: string) => new RegExp(`^${property}:(.*?)\\r?$`, 'm').exec(text)?.[1] ?? '';
  return { sequence: Number(of('SEQUENCE')), description: of('DESCRIPTION'), stamp: of('DTSTAMP') };
};

describe('a change of an event’s text', () => {
  it('is told with what it says now, by inbox and mail, and once', async () => {
    const event = await attended();
    await change(event, { body: TEXT.replace('a pen', 'a laptop') });
    const said = 'Description: “Bring a pen.” becomes “Bring a laptop.”';
    expect(await inbox()).toMatchObject([{ excerpt: said }]);
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail!.text).toContain(said);
    expect(mail!.html).toContain(said);
  });

  it('says lines that went and came, as text alone', async () => {
    const event = await attended();
    await change(event, { body: 'For beginners.\n\n<b>Tea</b> & cake.\n\nA quiz.' });
    const [mail] = await mails();
    expect(mail!.text).toContain('Description, no longer: “Bring a pen.”');
    expect(mail!.text).toContain('Description, new: “<b>Tea</b> & cake.”');
    expect(mail!.html).toContain('&lt;b&gt;Tea&lt;/b&gt; &amp; cake.');
  });

  it('that is long is only said to be there, and activities stay small', async () => {
    const event = await attended();
    await change(event, { body: 'Other words. '.repeat(2_000) });
    expect(await inbox()).toMatchObject([{ excerpt: 'Description changes' }]);
    expect((await recorded(event))[0]!.data).toEqual({
      fields: ['body'],
      from: { body: [] },
      to: { body: [] },
    });
  });

  it('says no way in that stood in the text', async () => {
    const url = 'https://meet.a.example/secret-door';
    const event = await attended({ format: 'online', place: null, body: `Join at ${url} at ten.` });
    await change(event, { body: 'Join at ten.', joining: { url } });
    expect(JSON.stringify(await recorded(event))).not.toContain('secret-door');
    expect(await inbox()).toMatchObject([{ excerpt: 'Link to join online changes; Description changes' }]);
  });

  it('is kept quiet on request, and what else changes is not', async () => {
    const event = await attended();
    const typo = await change(
      event,
      { body: TEXT.replace('beginners', 'Beginners'), quiet: true },
      moderator,
    );
    expect(typo.status).toBe(200);
    expect(await inbox()).toEqual([]);
    expect(await recorded(event)).toMatchObject([{ data: { fields: [] } }]);
    const audited = await scene.db.transaction((tx) =>
      tx.query<{ data: object }[]>(
        `SELECT data FROM audit WHERE subject_kind = 'event' AND subject_id = $1`,
        [event.id],
      ),
    );
    expect(audited).toMatchObject([{ data: { fields: ['body'] } }]);
    await change(typo.body, { body: 'Less.', start: '2027-02-04T11:00', quiet: true });
    expect((await inbox())[0]!.excerpt).toMatch(/^From: .*11:00; Description/);
  });

  it('of its spaces alone is no news', async () => {
    const event = await attended();
    await change(event, { body: `${TEXT.replaceAll('\n\n', '\r\n\r\n')}\n` });
    expect(await inbox()).toEqual([]);
  });

  it('is in the calendar entry, which rises where it is told', async () => {
    const event = await attended();
    expect((await entry(event)).sequence).toBe(0);
    scene.clock.offset += 60_000;
    const quiet = await change(event, { body: 'First words.', quiet: true });
    const still = await entry(event);
    expect(still).toMatchObject({ sequence: 0, description: expect.stringContaining('First words.') });
    scene.clock.offset += 60_000;
    await change(quiet.body, { body: 'Second words.' });
    const risen = await entry(event);
    expect(risen).toMatchObject({ sequence: 1, description: expect.stringContaining('Second words.') });
    expect(risen.stamp > still.stamp).toBe(true);
    expect((await mails()).length).toBe(1);
  });
});

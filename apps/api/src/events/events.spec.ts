import type { Event } from '@fingerpost/contracts/events';
import { beforeEach, describe, expect, it } from 'vitest';
import { startScene } from '../../test/scene.js';
import type { MadeSpace, Member } from '../../test/factories.js';

const scene = startScene();
let organiser: Member;
let moderator: Member;
let member: Member;
let space: MadeSpace;

beforeEach(async () => {
  ({ host: organiser, moderator, peer: member, space } = await scene.make.company());
});
const rsvp = (who: Member, { id }: { id: number }, status: 'going' | 'not_going' = 'going', more = {}) =>
  scene.as(who).put(`/api/events/${id}/rsvp`, { status, ...more });
const detail = async (who: Member, { id }: { id: number }) =>
  (await scene.as(who).get<Event>(`/api/events/${id}`)).body;
const audited = async (id: number) =>
  scene.db.transaction((tx) =>
    tx.query<{ kind: string }[]>(`SELECT kind FROM audit WHERE subject_kind = 'event' AND subject_id = $1`, [
      id,
    ]),
  );

describe('changing an event', () => {
  it('is for its organisers, by version, and says how many hear of it', async () => {
    const event = await scene.make.event(organiser, space);
    await rsvp(member, event);
    expect(
      (await scene.as(member).patch(`/api/events/${event.id}`, { version: 1, title: 'Mine now' })).status,
    ).toBe(403);
    const changed = await scene
      .as(moderator)
      .patch<Event>(`/api/events/${event.id}`, { version: event.version, title: 'Another title' });
    expect(changed.body).toMatchObject({
      title: 'Another title',
      slug: 'another-title',
      version: 2,
      audience: 1,
    });
    expect(await audited(event.id)).toEqual([{ kind: 'event.changed' }]);
    const late = await scene
      .as(organiser)
      .patch(`/api/events/${event.id}`, { version: event.version, title: 'Too late' });
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'stale_version', current: { title: 'Another title' } },
    });
  });

  it('renames its discussion along, unless that has a name of its own', async () => {
    const event = await scene.make.event(organiser, space, { title: 'First name' });
    const title = async () =>
      (await scene.guest.get(`/api/discussions/${event.discussion!.id}`)).body.title as string;
    await scene.as(organiser).patch(`/api/events/${event.id}`, { version: 1, title: 'Second name' });
    expect(await title()).toBe('Second name');
    const { version } = (await scene.as(organiser).get(`/api/discussions/${event.discussion!.id}`)).body;
    await scene
      .as(organiser)
      .patch(`/api/discussions/${event.discussion!.id}`, { version, title: 'Lunch, and who brings it' });
    await scene.as(organiser).patch(`/api/events/${event.id}`, { version: 2, title: 'Third name' });
    expect(await title()).toBe('Lunch, and who brings it');
  });

  it('opens its discussion with its new words, unless somebody gave that words of its own', async () => {
    const event = await scene.make.event(organiser, space, { body: 'Bring a pen.' });
    const path = `/api/discussions/${event.discussion!.id}/posts`;
    const opening = async () => (await scene.guest.get(path)).body.items[0];
    await scene.as(organiser).patch(`/api/events/${event.id}`, { version: 1, body: 'Bring a laptop.' });
    const { id, html, version } = await opening();
    expect(html).toBe('<p>Bring a laptop.</p>');
    const history = await scene.as(organiser).get(`/api/posts/${id}/history`);
    expect(history.body.items).toMatchObject([{ body: 'Bring a pen.' }]);
    await scene.as(organiser).patch(`/api/posts/${id}`, { version, body: 'Who brings tea?' });
    await scene.as(organiser).patch(`/api/events/${event.id}`, { version: 2, body: 'Bring nothing.' });
    expect((await opening()).html).toBe('<p>Who brings tea?</p>');
  });

  it('puts nobody out, and gives new places to who waits', async () => {
    const event = await scene.make.event(organiser, space, { capacity: 2 });
    const people = [member, await scene.make.member(), await scene.make.member(), await scene.make.member()];
    for (const person of people) await rsvp(person, event);
    const fewer = await scene.as(organiser).patch(`/api/events/${event.id}`, { version: 1, capacity: 1 });
    expect(fewer.body.errors).toEqual([{ path: 'capacity', message: 'is below the 2 who have a place' }]);
    const more = await scene.as(organiser).patch(`/api/events/${event.id}`, { version: 1, capacity: 3 });
    expect(more.body).toMatchObject({ goingCount: 3, waitingCount: 1 });
    expect((await detail(people[2]!, event)).mine).toEqual({ status: 'confirmed', position: null });
    expect((await detail(people[3]!, event)).mine).toEqual({ status: 'waitlisted', position: 1 });
    await scene.as(organiser).patch(`/api/events/${event.id}`, { version: 2, capacity: null });
    expect(await detail(people[3]!, event)).toMatchObject({
      mine: { status: 'confirmed' },
      goingCount: 4,
      waitingCount: 0,
    });
  });

  it('tells the difference, without the link', async () => {
    const event = await scene.make.event(organiser, space);
    await scene.as(organiser).patch(`/api/events/${event.id}`, {
      version: 1,
      start: '2027-02-04T11:00',
      joining: { url: 'https://meet.example/secret' },
      body: 'More words.',
    });
    const [row] = await scene.db.transaction((tx) =>
      tx.query<{ data: unknown }[]>(
        `SELECT data FROM activity WHERE kind = 'event.changed' AND subject_id = $1`,
        [event.id],
      ),
    );
    expect(row!.data).toEqual({
      fields: ['start', 'joining', 'body'],
      from: { start: '2027-02-04T10:00', body: [] },
      to: { start: '2027-02-04T11:00', body: ['More words.'] },
    });
  });

  it('can call it off, and then it stays for who comes to look', async () => {
    const event = await scene.make.event(organiser, space);
    await rsvp(member, event);
    const off = await scene.as(organiser).post(`/api/events/${event.id}/cancellation`, { reason: 'Snow' });
    expect(off.body).toMatchObject({
      status: 'called_off',
      calledOff: { reason: 'Snow' },
      can: { edit: false, callOff: false },
    });
    expect((await scene.guest.get('/api/events?space=' + space.slug)).body.items).toMatchObject([
      { status: 'called_off' },
    ]);
    expect((await rsvp(moderator, event)).body.code).toBe('rsvp_closed');
    expect((await scene.as(organiser).post(`/api/events/${event.id}/cancellation`, {})).status).toBe(403);
  });
});

describe('answering', () => {
  it('gives a place, then a place in the waitlist, in order', async () => {
    const event = await scene.make.event(organiser, space, { capacity: 1 });
    const [second, third] = [await scene.make.member(), await scene.make.member()];
    expect((await rsvp(member, event)).body).toEqual({
      status: 'confirmed',
      position: null,
      shown: false,
      goingCount: 1,
      waitingCount: 0,
    });
    expect((await rsvp(second, event)).body).toMatchObject({ status: 'waitlisted', position: 1 });
    expect((await rsvp(third, event)).body).toMatchObject({
      status: 'waitlisted',
      position: 2,
      waitingCount: 2,
    });
    expect((await rsvp(third, event)).body).toMatchObject({
      status: 'waitlisted',
      position: 2,
      waitingCount: 2,
    });
    expect((await rsvp(member, event, 'not_going')).body).toMatchObject({
      status: 'cancelled',
      goingCount: 1,
      waitingCount: 1,
    });
    expect((await detail(second, event)).mine).toMatchObject({ status: 'confirmed' });
    expect((await detail(third, event)).mine).toEqual({ status: 'waitlisted', position: 1 });
    expect((await rsvp(member, event)).body).toMatchObject({ status: 'waitlisted', position: 2 });
  });

  it('promotes nobody once it has begun, and takes no answers', async () => {
    const event = await scene.make.event(organiser, space, { capacity: 1, ...scene.make.hoursFromNow(2, 3) });
    const late = await scene.make.member();
    await rsvp(member, event);
    await rsvp(late, event);
    scene.clock.offset = 2.5 * 3_600_000;
    try {
      expect(await rsvp(member, event, 'not_going')).toMatchObject({
        status: 409,
        body: { code: 'rsvp_closed' },
      });
      const more = await scene.as(organiser).patch(`/api/events/${event.id}`, { version: 1, capacity: 5 });
      expect(more.body).toMatchObject({ goingCount: 1, waitingCount: 1 });
    } finally {
      scene.clock.offset = 0;
    }
  });

  it('acts once under its key', async () => {
    const event = await scene.make.event(organiser, space);
    const key = { 'idempotency-key': crypto.randomUUID() };
    const going = () => scene.as(member).put(`/api/events/${event.id}/rsvp`, { status: 'going' }, key);
    const [first, again] = [await going(), await going()];
    expect(again).toMatchObject({ status: 200, body: first.body });
    await rsvp(member, event, 'not_going');
    expect((await going()).body).toEqual(first.body);
    expect(await detail(member, event)).toMatchObject({ goingCount: 0 });
  });

  it('opens the joining link to those with a place, and nobody else', async () => {
    const url = 'https://meet.example/secret-room';
    const event = await scene.make.event(organiser, space, {
      format: 'online',
      place: null,
      joining: { url, note: 'Passcode 12' },
      capacity: 1,
    });
    const waits = await scene.make.member();
    await rsvp(member, event);
    await rsvp(waits, event);
    expect(await detail(member, event)).toMatchObject({ joining: { url, note: 'Passcode 12' } });
    expect(await detail(moderator, event)).toMatchObject({ joining: { url } });
    expect(await detail(waits, event)).toMatchObject({ joining: null, hasJoining: true });
    for (const path of [`/api/events/${event.id}`, '/api/events', '/api/events/month?month=2027-02'])
      expect((await scene.guest.get(path)).text).not.toContain('secret-room');
    await rsvp(member, event, 'not_going');
    expect(await detail(member, event)).toMatchObject({ joining: null });
    expect(await detail(waits, event)).toMatchObject({ joining: { url } });
  });
});

describe('who comes', () => {
  const names = async (who: Member, { id }: { id: number }, query = '') =>
    (await scene.as(who).get(`/api/events/${id}/attendees${query}`)).body.items.map(
      ({ person }: { person: { name: string } }) => person.name,
    );

  it('is for organisers, and for others where both switches say so', async () => {
    const event = await scene.make.event(organiser, space, { showsAttendees: true });
    const shy = await scene.make.member();
    await rsvp(member, event, 'going', { shown: true });
    await rsvp(shy, event);
    expect(await names(organiser, event)).toEqual([member.name, shy.name]);
    expect(await names(moderator, event)).toEqual([member.name, shy.name]);
    expect(await names(shy, event)).toEqual([member.name]);
    const silent = await scene.make.event(organiser, space);
    await rsvp(member, silent, 'going', { shown: true });
    expect(await names(shy, silent)).toEqual([]);
    expect((await scene.guest.get(`/api/events/${event.id}/attendees`)).status).toBe(401);
  });

  it('of a wellbeing event is never shown, whatever the switches were before', async () => {
    const event = await scene.make.event(organiser, space, { showsAttendees: true });
    await rsvp(member, event, 'going', { shown: true });
    expect(
      (await scene.as(organiser).patch(`/api/events/${event.id}`, { version: 1, kind: 'wellbeing' })).body
        .errors[0].path,
    ).toBe('showsAttendees');
    await scene
      .as(organiser)
      .patch(`/api/events/${event.id}`, { version: 1, kind: 'wellbeing', showsAttendees: false });
    expect(await names(await scene.make.member(), event)).toEqual([]);
    expect(await names(organiser, event)).toEqual([member.name]);
  });

  it('comes in pages, and the waitlist in its order', async () => {
    const event = await scene.make.event(organiser, space, { capacity: 1 });
    const people = [member, await scene.make.member(), await scene.make.member(), await scene.make.member()];
    for (const person of people) await rsvp(person, event);
    const first = (
      await scene.as(organiser).get(`/api/events/${event.id}/attendees?status=waitlisted&limit=2`)
    ).body;
    expect(first.items.map(({ position }: { position: number }) => position)).toEqual([1, 2]);
    const more = `/api/events/${event.id}/attendees?status=waitlisted&limit=2&after=${first.next}`;
    expect((await scene.as(organiser).get(more)).body.items).toMatchObject([
      { person: { name: people[3]!.name }, position: 3 },
    ]);
  });

  it('is a table for organisers, in which no name is a formula', async () => {
    const event = await scene.make.event(organiser, space);
    const odd = await scene.make.member({ name: '=HYPERLINK("https://a.example")' });
    await rsvp(odd, event);
    const table = await scene.as(organiser).get(`/api/events/${event.id}/attendees.csv`);
    expect(table.headers['content-type']).toContain('text/csv');
    expect(table.text.split('\r\n')[1]).toMatch(
      /^"'=HYPERLINK\(""https:\/\/a\.example""\)",NHS,,Going,,2\d{3}/,
    );
    expect((await scene.as(member).get(`/api/events/${event.id}/attendees.csv`)).status).toBe(403);
  });
});

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
  [organiser, moderator, member] = [
    await scene.make.member(),
    await scene.make.member(),
    await scene.make.member(),
  ];
  space = await scene.make.space({
    members: [
      [organiser, 'member'],
      [moderator, 'moderator'],
      [member, 'member'],
    ],
  });
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

describe('listing an event', () => {
  it('shows it to everybody, with its discussion and its hours as the wall has them', async () => {
    const event = await scene.make.event(organiser, space, {
      title: 'Evidence searching for beginners',
      start: '2027-07-01T10:00',
      end: '2027-07-01T12:30',
    });
    expect(event).toMatchObject({
      slug: 'evidence-searching-for-beginners',
      status: 'listed',
      start: '2027-07-01T10:00',
      end: '2027-07-01T12:30',
      startsAt: '2027-07-01T09:00:00.000Z',
      zone: 'Europe/London',
      mine: null,
      can: { edit: true, callOff: true, attendees: true },
    });
    const seen = (await scene.guest.get<Event>(`/api/events/${event.id}`)).body;
    expect(seen).toMatchObject({
      title: event.title,
      audience: null,
      body: null,
      can: { rsvp: false, edit: false },
    });
    expect((await scene.guest.get(`/api/discussions/${seen.discussion!.id}`)).body).toMatchObject({
      title: event.title,
    });
    expect((await scene.guest.get('/api/events')).body.items.map(({ id }: Event) => id)).toContain(event.id);
  });

  it('is for members of the space', async () => {
    const stranger = await scene.make.member();
    const answer = await scene.as(stranger).post('/api/events', scene.make.eventInput(space));
    expect(answer).toMatchObject({ status: 403, body: { code: 'join_first' } });
  });

  it('for an organisation takes one’s own', async () => {
    expect(
      (await scene.as(organiser).post('/api/events', scene.make.eventInput(space, { asOrganisation: true })))
        .body.errors[0].path,
    ).toBe('asOrganisation');
    await scene.as(organiser).patch('/api/me', { organisation: 'Cygnet Trust Library' });
    expect(await scene.make.event(organiser, space, { asOrganisation: true })).toMatchObject({
      organisation: { name: 'Cygnet Trust Library' },
    });
  });

  it.each([
    ['an end before its start', { start: '2027-02-04T12:00', end: '2027-02-04T10:00' }, 'end'],
    ['an hour that the clock change skips', { start: '2027-03-28T01:30', end: '2027-03-28T03:00' }, 'start'],
    ['a day that does not exist', { start: '2027-02-30T10:00', end: '2027-03-01T10:00' }, 'start'],
    ['a zone that does not exist', { zone: 'Europe/Atlantis' }, 'zone'],
    ['a start that has passed', { start: '2020-02-04T10:00', end: '2020-02-04T12:00' }, 'start'],
    ['no place to go to', { format: 'in_person', place: null }, 'place.name'],
    ['a series of a million', { repeat: { every: 'week', count: 1_000_000 } }, 'repeat.count'],
    ['a wellbeing event that shows who comes', { kind: 'wellbeing', showsAttendees: true }, 'showsAttendees'],
    ['a link that is a script', { joining: { url: 'javascript:alert(1)' } }, 'joining.url'],
    ['no places at all', { capacity: 0 }, 'capacity'],
  ])('refuses %s beside its field', async (_what, wish: object, path) => {
    const answer = await scene.as(organiser).post('/api/events', scene.make.eventInput(space, wish));
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ path }));
    expect((await scene.guest.get(`/api/events?space=${space.slug}`)).body.items).toEqual([]);
  });

  it('takes the earlier of two hours when the clocks go back', async () => {
    const event = await scene.make.event(organiser, space, {
      start: '2027-10-31T01:30',
      end: '2027-10-31T03:00',
    });
    expect(event).toMatchObject({ startsAt: '2027-10-31T00:30:00.000Z', endsAt: '2027-10-31T03:00:00.000Z' });
  });

  it('again and again keeps the hour on the wall, and the places of each date its own', async () => {
    const first = await scene.make.event(organiser, space, {
      start: '2027-03-25T10:00',
      end: '2027-03-25T11:00',
      repeat: { every: 'week', count: 3 },
    });
    expect(first.series!.map(({ start }) => start)).toEqual([
      '2027-03-25T10:00',
      '2027-04-01T10:00',
      '2027-04-08T10:00',
    ]);
    const second = first.series![1]!;
    expect(await detail(member, second)).toMatchObject({ startsAt: '2027-04-01T09:00:00.000Z' });
    await rsvp(member, second);
    expect(await detail(member, second)).toMatchObject({ goingCount: 1 });
    expect(await detail(member, first)).toMatchObject({ goingCount: 0 });
  });

  it('as a draft is for its author alone, until it is listed', async () => {
    const draft = await scene.make.event(organiser, space, { status: 'draft', place: null });
    for (const who of [scene.guest, scene.as(member), scene.as(moderator)]) {
      expect((await who.get(`/api/events/${draft.id}`)).status).toBe(404);
      expect((await who.get(`/api/events?space=${space.slug}`)).body.items).toEqual([]);
    }
    expect((await scene.as(organiser).get('/api/events?mine=true')).body.items).toMatchObject([
      { id: draft.id, status: 'draft' },
    ]);
    expect((await rsvp(organiser, draft)).status).toBe(404);
    const place = { name: 'Library', address: '' };
    expect(
      (
        await scene
          .as(organiser)
          .patch(`/api/events/${draft.id}`, { version: draft.version, status: 'listed' })
      ).body.errors[0].path,
    ).toBe('place.name');
    const listed = await scene
      .as(organiser)
      .patch(`/api/events/${draft.id}`, { version: draft.version, status: 'listed', place });
    expect(listed.body).toMatchObject({ status: 'listed', discussion: { replyCount: 0 } });
    expect((await scene.guest.get(`/api/events/${draft.id}`)).status).toBe(200);
  });

  it('leaves a draft that was thrown away to nobody, and only drafts are', async () => {
    const draft = await scene.make.event(organiser, space, { status: 'draft' });
    expect((await scene.as(organiser).delete(`/api/events/${draft.id}`)).status).toBe(204);
    expect((await scene.as(organiser).get(`/api/events/${draft.id}`)).status).toBe(404);
    expect(
      (await scene.as(organiser).delete(`/api/events/${(await scene.make.event(organiser, space)).id}`))
        .status,
    ).toBe(403);
  });
});

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
      fields: ['start', 'joining'],
      from: { start: '2027-02-04T10:00' },
      to: { start: '2027-02-04T11:00' },
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
    scene.clock.offset = Date.parse(event.startsAt) + 60_000 - Date.now();
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
    expect(await names(organiser, event, `?status=waitlisted&limit=2&after=${first.next}`)).toEqual([
      people[3]!.name,
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

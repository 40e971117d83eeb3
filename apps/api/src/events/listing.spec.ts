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

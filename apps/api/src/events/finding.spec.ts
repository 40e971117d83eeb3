import type { Event } from '@fingerpost/contracts/events';
import { beforeEach, describe, expect, it } from 'vitest';
import { statement } from '../database/sql.js';
import { startScene } from '../../test/scene.js';
import type { MadeSpace, Member } from '../../test/factories.js';

const scene = startScene();
let organiser: Member;
let space: MadeSpace;

beforeEach(async () => {
  organiser = await scene.make.member();
  space = await scene.make.space({ members: [[organiser, 'member']] });
});

describe('a page', () => {
  it('describes its event to search engines: in the hours of its place, with its address, and without the way in', async () => {
    const made = await scene.make.event(organiser, space, {
      start: '2027-07-01T10:00',
      end: '2027-07-01T12:00',
      format: 'both',
      capacity: 20,
      joining: { url: 'https://meet.example/way-in' },
    });
    const path = `/events/${made.id}-${made.slug}`;
    const described = async () => {
      const { text } = await scene.guest.get(path);
      expect(text).not.toContain('way-in');
      return JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)![1]!);
    };
    const url = expect.stringMatching(new RegExp(`^http://.+${path}$`));
    expect(await described()).toMatchObject({
      '@type': 'Event',
      url,
      startDate: '2027-07-01T10:00:00+01:00',
      endDate: '2027-07-01T12:00:00+01:00',
      eventStatus: 'https://schema.org/EventScheduled',
      eventAttendanceMode: 'https://schema.org/MixedEventAttendanceMode',
      location: [
        { '@type': 'Place', name: 'Education centre' },
        { '@type': 'VirtualLocation', url },
      ],
      remainingAttendeeCapacity: 20,
    });
    await scene.as(organiser).post(`/api/events/${made.id}/cancellation`, {});
    expect(await described()).toMatchObject({ eventStatus: 'https://schema.org/EventCancelled' });
  });

  it('lists what is between two days, and forgets an end that comes before its beginning', async () => {
    for (const [day, title] of [
      ['2027-05-03', 'Too early'],
      ['2027-05-20', 'In between'],
      ['2027-06-30', 'Too late'],
    ])
      await scene.make.event(organiser, space, { title, start: `${day}T10:00`, end: `${day}T12:00` });
    const listed = async (from: string, to: string) => {
      const { text } = await scene.guest.get(`/events?space=${space.slug}&from=${from}&to=${to}`);
      return text.match(/(?<=>)(?:Too early|In between|Too late)(?=<\/a>)/g);
    };
    expect(await listed('2027-05-10', '2027-05-31')).toEqual(['In between']);
    expect(await listed('2027-05-10', '2027-05-01')).toEqual(['In between', 'Too late']);
  });

  it('gives calendar programs the feed of a public space to follow, and leads nobody to what they do not read', async () => {
    const closed = await scene.make.space({ visibility: 'members', members: [[organiser, 'owner']] });
    const links = async (who: typeof scene.guest, { slug }: MadeSpace) =>
      (await who.get(`/events?space=${slug}`)).text.match(/(?:webcal:\/\/[^/"]+)?\/api\/spaces\/[^"]+\.ics/g);
    expect(await links(scene.guest, space)).toEqual([
      `webcal://localhost:4199/api/spaces/${space.slug}/events.ics`,
      `/api/spaces/${space.slug}/events.ics`,
    ]);
    expect(await links(scene.as(organiser), closed)).toEqual([`/api/spaces/${closed.slug}/events.ics`]);
    expect(await links(scene.as(await scene.make.member()), closed)).toBeNull();
  });
});

describe('a month', () => {
  it('has each event on every day that it goes on, the first few of a busy one, and counts them all', async () => {
    const title = 'Display of the week';
    await scene.make.event(organiser, space, { title, start: '2027-04-29T09:00', end: '2027-05-03T00:00' });
    for (let i = 0; i < 4; i++)
      await scene.make.event(organiser, space, { start: '2027-05-02T10:00', end: '2027-05-02T11:00' });
    const days = async (month: string) =>
      (await scene.guest.get(`/api/events/month?month=${month}&space=${space.slug}`)).body.days.map(
        ({ day, count, events }: { day: string; count: number; events: unknown[] }) => [
          day,
          count,
          events.length,
        ],
      );
    expect(await days('2027-04')).toEqual([
      ['2027-04-29', 1, 1],
      ['2027-04-30', 1, 1],
    ]);
    expect(await days('2027-05')).toEqual([
      ['2027-05-01', 1, 1],
      ['2027-05-02', 5, 3],
    ]);
    expect(await days('2027-06')).toEqual([]);
    expect((await scene.guest.get('/api/events/month?month=2027-13')).body.errors[0].path).toBe('month');
  });

  it('and a list are narrowed by kind, format, days and the words of a place', async () => {
    const here = await scene.make.event(organiser, space, {
      kind: 'meeting',
      place: { name: 'Łódź room', address: 'Long Street' },
    });
    await scene.make.event(organiser, space, {
      format: 'online',
      place: null,
      start: '2027-03-04T10:00',
      end: '2027-03-04T12:00',
    });
    const found = async (query: string) =>
      (await scene.guest.get(`/api/events?space=${space.slug}&${query}`)).body.items.map(
        ({ id }: Event) => id,
      );
    for (const query of [
      'kind=meeting',
      'format=in_person',
      'to=2027-02-04',
      'from=2027-02-04&to=2027-02-28',
      'near=%C5%81%C3%B3d',
      'near=long%20str',
    ])
      expect(await found(query), query).toEqual([here.id]);
    for (const query of ['kind=display', 'from=2027-04-01', 'near=%27%3A*%20%7C%20%21x'])
      expect(await found(query), query).toEqual([]);
    const first = (await scene.guest.get(`/api/events?space=${space.slug}&limit=1`)).body;
    const second = (await scene.guest.get(`/api/events?space=${space.slug}&limit=1&after=${first.next}`))
      .body;
    expect(second.items[0].start).toBe('2027-03-04T10:00');
    expect(
      (await scene.guest.get(`/api/events?space=${space.slug}&limit=1&before=${second.previous}`)).body
        .items[0].id,
    ).toBe(here.id);
  });

  it('near a place is in order, whether few events are there or many', async () => {
    const { ids } = (await scene.db.one<{ ids: number[] }>(CROWD, [space.id]))!;
    const near = async (words: string, after = '') =>
      (await scene.guest.get(`/api/events?space=${space.slug}&limit=100&near=${words}${after}`)).body;
    const idsOf = ({ items }: { items: Event[] }) => items.map(({ id }) => id);
    const first = await near('crowd');
    expect(idsOf(first)).toEqual(ids.slice(0, 100));
    expect(idsOf(await near('crowd', `&after=${first.next}`))).toEqual(ids.slice(100, 200));
    const seldom = ids.filter((_, i) => i % 25 === 0);
    expect(idsOf(await near('crowd%20lane'))).toEqual(seldom);
    expect(idsOf(await near('crowd%20lane', `&after=${first.next}`))).toEqual(
      seldom.filter((id) => ids.indexOf(id) >= 100),
    );
  });
});

/** More than are sorted for a page, one in 25 of them in a lane. */
const CROWD = statement(
  'spec-crowd-of-events',
  `WITH made AS (
     INSERT INTO events (space_id, kind, title, slug, start_local, end_local, zone, starts_at, ends_at, format, place_name, place_address, written_at, changed_at)
     SELECT $1, 'meeting', 'Meeting', 'meeting', at, at + interval '1 hour', 'Etc/UTC', at AT TIME ZONE 'UTC', (at + interval '1 hour') AT TIME ZONE 'UTC',
       'in_person', 'Crowded hall', CASE WHEN i % 25 = 0 THEN 'Lane' ELSE 'Street' END, now(), now()
     FROM generate_series(0, 249) i, LATERAL (SELECT timestamp '2099-01-01' + i * interval '1 hour' AS at) hours RETURNING id, starts_at
   )
   SELECT array_agg(id::int ORDER BY starts_at) AS ids FROM made`,
);

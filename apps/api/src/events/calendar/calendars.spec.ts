import { beforeEach, describe, expect, it } from 'vitest';
import { startScene } from '../../../test/scene.js';
import type { MadeSpace, Member } from '../../../test/factories.js';

const scene = startScene();
let organiser: Member;
let member: Member;
let space: MadeSpace;

beforeEach(async () => {
  [organiser, member] = [await scene.make.member(), await scene.make.member()];
  space = await scene.make.space({
    visibility: 'members',
    members: [
      [organiser, 'owner'],
      [member, 'member'],
    ],
  });
});
const titles = (text: string) => [...text.matchAll(/^SUMMARY:(.*?)\r?$/gm)].map(([, title]) => title);
/** The tables in which a word stands in clear. */
const standsIn = (word: string) =>
  scene.db.transaction(async (tx) => {
    const tables = await tx.query<{ name: string }[]>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND table_schema IN ('public', 'pgboss')`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const rows = await tx.query<unknown[]>(
        `SELECT 1 FROM ${name} t WHERE strpos(to_jsonb(t)::text, $1) > 0 LIMIT 1`,
        [word],
      );
      if (rows.length > 0) found.push(name);
    }
    return found;
  });
const make = async (who: Member) => (await scene.as(who).post('/api/me/calendar')).body.path as string;

describe('the calendar of a member', () => {
  it('has what they have a place at, whoever holds its address, and at once', async () => {
    const path = await make(member);
    expect(path).toMatch(/^\/api\/calendar\/[\w-]{32}\.ics$/);
    const event = await scene.make.event(organiser, space, {
      title: 'Study day',
      capacity: 1,
      joining: { url: 'https://meet.example/x' },
      format: 'both',
    });
    expect(titles((await scene.guest.get(path)).text)).toEqual([]);
    await scene.as(member).put(`/api/events/${event.id}/rsvp`, { status: 'going' });
    const calendar = await scene.guest.get(path);
    expect(calendar.headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(titles(calendar.text)).toEqual(['Study day']);
    expect(calendar.text).toContain('DTSTART;TZID=Europe/London:20270204T100000');
    expect(calendar.text).not.toContain('meet.example');
    await scene.as(organiser).post(`/api/events/${event.id}/cancellation`, {});
    expect(titles((await scene.guest.get(path)).text)).toEqual(['CANCELLED: Study day']);
    await scene.as(organiser).delete(`/api/spaces/${space.slug}/members/${member.personId}`);
    expect(titles((await scene.guest.get(path)).text)).toEqual([]);
  });

  it('has no place for who waits', async () => {
    const path = await make(member);
    const event = await scene.make.event(organiser, space, { capacity: 1 });
    await scene.as(organiser).put(`/api/events/${event.id}/rsvp`, { status: 'going' });
    await scene.as(member).put(`/api/events/${event.id}/rsvp`, { status: 'going' });
    expect(titles((await scene.guest.get(path)).text)).toEqual([]);
  });

  it('is made anew or stopped, and the former address is none', async () => {
    const first = await make(member);
    const second = await make(member);
    expect((await scene.guest.get(first)).status).toBe(404);
    expect((await scene.guest.get(second)).status).toBe(200);
    expect((await scene.as(member).get('/api/me/calendar')).body).toEqual({
      madeAt: expect.any(String),
      path: null,
    });
    expect((await scene.as(member).delete('/api/me/calendar')).body).toEqual({ madeAt: null, path: null });
    expect((await scene.guest.get(second)).status).toBe(404);
    expect((await scene.guest.get('/api/calendar/x.ics')).status).toBe(404);
  });

  it('is made once by one request, however often that is sent, and its address is kept nowhere', async () => {
    const key = { 'idempotency-key': crypto.randomUUID() };
    const ask = () => scene.as(member).post('/api/me/calendar', undefined, key);
    const [first, again] = [await ask(), await ask()];
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect((await scene.guest.get(first.body.path)).status).toBe(200);
    const token = first.body.path.split('/').at(-1)!.slice(0, -'.ics'.length);
    expect(await standsIn(token)).toEqual([]);
    expect(await standsIn(member.email)).toContain('public.accounts');
    expect((await scene.as(member).post('/api/me/calendar')).body.path).not.toBe(first.body.path);
    expect((await scene.guest.get(first.body.path)).status).toBe(404);
  });

  it('is answered alike until something changes', async () => {
    const path = await make(member);
    const event = await scene.make.event(organiser, space);
    await scene.as(member).put(`/api/events/${event.id}/rsvp`, { status: 'going' });
    const first = await scene.guest.get(path);
    expect((await scene.guest.get(path, { 'if-none-match': String(first.headers.etag) })).status).toBe(304);
    await scene.as(organiser).patch(`/api/events/${event.id}`, { version: 1, title: 'Another' });
    expect((await scene.guest.get(path, { 'if-none-match': String(first.headers.etag) })).status).toBe(200);
  });
});

describe('the calendar of a space', () => {
  it('is everybody’s of a public one, and of another for who holds a member’s address', async () => {
    const open = await scene.make.space({ name: 'Open shelves', members: [[organiser, 'owner']] });
    await scene.make.event(organiser, open, { title: 'Open day' });
    await scene.make.event(organiser, space, { title: 'Closed day' });
    await scene.make.event(organiser, open, { title: 'Draft day', status: 'draft' });
    expect(titles((await scene.guest.get(`/api/spaces/${open.slug}/events.ics`)).text)).toEqual(['Open day']);
    expect((await scene.guest.get(`/api/spaces/${open.slug}/events.ics`)).text).toContain(
      'X-WR-CALNAME:Fingerpost: Open shelves',
    );
    expect((await scene.guest.get(`/api/spaces/${space.slug}/events.ics`)).status).toBe(404);
    const [inside, outside] = [await make(member), await make(await scene.make.member())];
    expect(titles((await scene.guest.get(`${inside}?space=${space.slug}`)).text)).toEqual(['Closed day']);
    expect((await scene.guest.get(`${outside}?space=${space.slug}`)).status).toBe(404);
  });

  it('gives one event as a file', async () => {
    const event = await scene.make.event(organiser, space, { title: 'One day' });
    expect(titles((await scene.as(member).get(`/api/events/${event.id}.ics`)).text)).toEqual(['One day']);
    expect((await scene.guest.get(`/api/events/${event.id}.ics`)).status).toBe(404);
  });
});

import type { Rsvp } from '@fingerpost/contracts/events';
import { describe, expect, it } from 'vitest';
import type { Member } from '../../test/factories.js';
import { startScene } from '../../test/scene.js';

const scene = startScene({}, { unlimited: true });

/** Many at once on one event; `long/rsvp-race.long.spec.ts` does the same with 500 on two processes. */
async function race(people: number, capacity: number) {
  const { make, as } = scene;
  const organiser = await make.member();
  const space = await make.space({ members: [[organiser, 'member']] });
  const event = await make.event(organiser, space, { capacity });
  const members: Member[] = [];
  // One after the other: making them is no part of the race.
  for (let i = 0; i < people; i += 1) members.push(await make.member());
  const answer = (member: Member, status: 'going' | 'not_going') =>
    as(member).put<Rsvp>(`/api/events/${event.id}/rsvp`, { status });
  const state = async () => {
    const [row] = await scene.db.transaction((tx) =>
      tx.query<{ going: number; waiting: number; confirmed: number; waitlisted: number }[]>(
        `SELECT going_count AS going, waiting_count AS waiting, (SELECT count(*)::int FROM rsvps WHERE event_id = e.id AND status = 'confirmed') AS confirmed,
           (SELECT count(*)::int FROM rsvps WHERE event_id = e.id AND status = 'waitlisted') AS waitlisted FROM events e WHERE id = $1`,
        [event.id],
      ),
    );
    return row!;
  };
  const told = async (kind: string) => {
    const rows = await scene.db.transaction((tx) =>
      tx.query<{ person: number }[]>(
        `SELECT (data->>'personId')::bigint AS person FROM activity WHERE subject_kind = 'event' AND subject_id = $1 AND kind = $2 ORDER BY id`,
        [event.id, kind],
      ),
    );
    return rows.map(({ person }) => person);
  };
  return { event, members, answer, state, told };
}

describe('when many want the last places', () => {
  it('gives each place once, and the others the waitlist in the order in which they came', async () => {
    const { members, answer, state, told } = await race(50, 5);
    const answers = await Promise.all(members.map((member) => answer(member, 'going')));
    expect(answers.filter(({ body }) => body.status === 'confirmed')).toHaveLength(5);
    expect(answers.map(({ body }) => body.position ?? 0).sort((a, b) => a - b)).toEqual([
      ...Array<number>(5).fill(0),
      ...Array.from({ length: 45 }, (_, at) => at + 1),
    ]);
    expect(await state()).toEqual({ going: 5, waiting: 45, confirmed: 5, waitlisted: 45 });
    expect(await told('rsvp.confirmed')).toHaveLength(5);
    const places = await scene.db.transaction((tx) =>
      tx.query<{ person_id: number }[]>(
        `SELECT person_id FROM rsvps WHERE status = 'waitlisted' AND event_id = (SELECT max(id) FROM events) ORDER BY place`,
      ),
    );
    // Activities take their ids under the same lock, so that theirs is the order of the commits.
    expect(places.map(({ person_id }) => person_id)).toEqual(await told('rsvp.waitlisted'));
  });

  it('gives each place that gets free to one who waits, once, while others come and go', async () => {
    const { members, answer, state, told } = await race(40, 5);
    await Promise.all(members.slice(0, 20).map((member) => answer(member, 'going')));
    const waiting = await told('rsvp.waitlisted');
    const confirmed = new Set(await told('rsvp.confirmed'));
    const leaving = members.filter(({ personId }) => confirmed.has(personId));
    await Promise.all([
      ...leaving.map((member) => answer(member, 'not_going')),
      ...members.slice(20).map((member) => answer(member, 'going')),
    ]);
    expect(await state()).toEqual({ going: 5, waiting: 30, confirmed: 5, waitlisted: 30 });
    expect(await told('rsvp.promoted')).toEqual(waiting.slice(0, 5));
  });
});

import type { Event } from '@fingerpost/contracts/events';
import type { Visibility } from '@fingerpost/contracts/spaces';
import { beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../test/patience.js';
import { startScene } from '../../test/scene.js';
import type { MadeSpace, Member } from '../../test/factories.js';

const scene = startScene();
let organiser: Member;
let member: Member;
let waits: Member;
beforeEach(async () => {
  [organiser, member, waits] = [
    await scene.make.member(),
    await scene.make.member(),
    await scene.make.member(),
  ];
});
const spaceOf = (visibility: Visibility) =>
  scene.make.space({
    visibility,
    members: [
      [organiser, 'owner'],
      [member, 'member'],
      [waits, 'member'],
    ],
  });
const go = (who: Member, { id }: Event) => scene.as(who).put(`/api/events/${id}/rsvp`, { status: 'going' });
/** An event with one place, which `member` has and `waits` waits for. */
async function full(space: MadeSpace, wish: object = {}): Promise<Event> {
  const event = await scene.make.event(organiser, space, { capacity: 1, ...wish });
  await go(member, event);
  await go(waits, event);
  return event;
}
const mine = async (who: Member, { id }: Event) =>
  (await scene.as(who).get<Event>(`/api/events/${id}`)).body.mine?.status;
const told = ({ id }: Event, kind: string) =>
  scene.db.transaction((tx) =>
    tx.query<{ person: number }[]>(
      `SELECT (data->>'personId')::bigint AS person FROM activity WHERE subject_kind = 'event' AND subject_id = $1 AND kind = $2`,
      [id, kind],
    ),
  );

describe('the places of who no longer sees the events of a space', () => {
  it.each<[string, (space: MadeSpace) => Promise<unknown>]>([
    ['leaves', ({ slug }) => scene.as(member).delete(`/api/spaces/${slug}/membership`)],
    [
      'is put out',
      ({ slug }) => scene.as(organiser).delete(`/api/spaces/${slug}/members/${member.personId}`),
    ],
  ])('go to who waits, once, when somebody %s', async (_how, part) => {
    const space = await spaceOf('members');
    const [event, other] = [await full(space), await full(space)];
    await part(space);
    for (const each of [event, other]) {
      await until(async () => (await mine(waits, each)) === 'confirmed');
      expect(await told(each, 'rsvp.promoted')).toEqual([{ person: waits.personId }]);
      expect(await told(each, 'rsvp.withdrawn')).toEqual([{ person: member.personId }]);
    }
    expect((await scene.as(organiser).get<Event>(`/api/events/${event.id}`)).body).toMatchObject({
      goingCount: 1,
      waitingCount: 0,
    });
  });

  it('go when the space closes, to nobody who is outside as well', async () => {
    const space = await scene.make.space({ members: [[organiser, 'owner']] });
    const event = await full(space);
    await go(organiser, event);
    const { version } = (await scene.as(organiser).get(`/api/spaces/${space.slug}`)).body;
    await scene.as(organiser).patch(`/api/spaces/${space.slug}`, { version, visibility: 'private' });
    await until(async () => (await mine(organiser, event)) === 'confirmed');
    expect(await told(event, 'rsvp.promoted')).toEqual([{ person: organiser.personId }]);
  });

  it('stay where everybody sees them, and where it is over', async () => {
    const open = await spaceOf('public');
    const kept = await full(open);
    const closed = await spaceOf('members');
    const past = await full(closed, scene.make.hoursFromNow(1, 2));
    const coming = await full(closed);
    scene.clock.offset = 1.5 * 3_600_000;
    try {
      for (const { slug } of [open, closed]) await scene.as(member).delete(`/api/spaces/${slug}/membership`);
      await until(async () => (await mine(waits, coming)) === 'confirmed');
      expect(await mine(member, kept)).toBe('confirmed');
      expect(await told(past, 'rsvp.withdrawn')).toEqual([]);
    } finally {
      scene.clock.offset = 0;
    }
  });
});

import type { Event } from '@fingerpost/contracts/events';
import { beforeEach, describe, expect, it } from 'vitest';
import { settled } from '../../test/mail-scenery.js';
import { mailsSettled, mailsTo } from '../../test/mailbox.js';
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

const detail = async (id: number, who = organiser) =>
  (await scene.as(who).get<Event>(`/api/events/${id}`)).body;
/** Four dates of a series, as each is now. */
async function four(wish: Parameters<typeof scene.make.event>[2] = {}): Promise<Event[]> {
  const first = await scene.make.event(organiser, space, {
    title: 'Drop-in hour',
    repeat: { every: 'week', count: 4 },
    ...wish,
  });
  return Promise.all(first.series!.map(({ id }) => detail(id)));
}
const again = (dates: Event[]) => Promise.all(dates.map(({ id }) => detail(id)));
const going = (who: Member, { id }: Event) =>
  scene.as(who).put(`/api/events/${id}/rsvp`, { status: 'going' });
const change = (event: Event, wish: object, who = organiser) =>
  scene.as(who).patch<Event>(`/api/events/${event.id}`, { version: event.version, later: true, ...wish });
const callOff = (event: Event, wish: object, who = organiser) =>
  scene.as(who).post<Event>(`/api/events/${event.id}/cancellation`, wish);
const statuses = async (dates: Event[]) => (await again(dates)).map(({ status }) => status);
const recorded = (dates: Event[], kind: string) =>
  scene.db.transaction((tx) =>
    tx.query<{ subject_id: number; data: { seriesOf?: number } }[]>(
      `SELECT subject_id, data FROM activity WHERE kind = $1 AND subject_id = ANY ($2) AND subject_kind = 'event' ORDER BY id`,
      [kind, dates.map(({ id }) => id)],
    ),
  );
const subjects = async (to: Member) => {
  await settled(scene);
  await mailsSettled(scene);
  return (await mailsTo(scene, to.email, 1)).map(({ subject }) => subject).toReversed();
};

describe('an event of a series', () => {
  it('says to organisers how many come later, and how many hear of what happens to all', async () => {
    const dates = await four();
    await going(member, dates[1]!);
    await going(member, dates[2]!);
    await going(moderator, dates[2]!);
    await going(organiser, dates[3]!);
    await going(moderator, dates[0]!);
    expect(await detail(dates[1]!.id)).toMatchObject({
      audience: 1,
      later: { drafts: 0, listed: 2, audience: 2 },
    });
    expect(await detail(dates[1]!.id, moderator)).toMatchObject({ later: { listed: 2, audience: 2 } });
    expect((await detail(dates[3]!.id)).later).toBeNull();
    expect((await detail(dates[1]!.id, member)).later).toBeNull();
    expect((await scene.make.event(organiser, space)).later).toBeNull();
  });

  it('changes with the later ones, but for its hour, and who comes hears once of each', async () => {
    const dates = await four({ capacity: 5 });
    await going(member, dates[1]!);
    await going(member, dates[3]!);
    await going(moderator, dates[0]!);
    const answer = await change(dates[1]!, {
      start: `${dates[1]!.start.slice(0, 11)}09:30`,
      place: { name: 'Room 9', address: '' },
      capacity: 8,
      questions: ['What do you eat?'],
    });
    expect(answer.status).toBe(200);
    const now = await again(dates);
    expect(now.map(({ place }) => place?.name === 'Room 9')).toEqual([false, true, true, true]);
    expect(now.map(({ capacity }) => capacity)).toEqual([5, 8, 8, 8]);
    expect(now.map(({ questions }) => questions.length)).toEqual([0, 1, 1, 1]);
    expect(now.map(({ start }, at) => start === dates[at]!.start)).toEqual([true, false, true, true]);
    expect(now.map(({ goingCount }) => goingCount)).toEqual([1, 1, 0, 1]);
    expect((await subjects(member)).filter((subject) => subject.startsWith('Changed'))).toHaveLength(2);
    expect((await subjects(moderator)).filter((subject) => subject.startsWith('Changed'))).toHaveLength(0);
  });

  it('leaves the later ones alone where only its hour changes, and where they are not meant', async () => {
    const dates = await four();
    await change(dates[0]!, { start: `${dates[0]!.start.slice(0, 11)}09:30` });
    await change(await detail(dates[0]!.id), { title: 'Another', later: false });
    expect((await again(dates)).map(({ version }) => version)).toEqual([3, 1, 1, 1]);
  });

  it('changes with all or with none, and says which date stands against it', async () => {
    const dates = await four({ capacity: 2 });
    await going(member, dates[2]!);
    await going(moderator, dates[2]!);
    const refused = await change(dates[0]!, { capacity: 1, title: 'Smaller' });
    expect(refused).toMatchObject({
      status: 422,
      body: {
        errors: [
          {
            path: 'capacity',
            message: `is below the 2 who have a place, at the date ${dates[2]!.start.replace('T', ' ')}`,
          },
        ],
      },
    });
    expect((await again(dates)).map(({ title, capacity }) => [title, capacity])).toEqual(
      dates.map(({ title }) => [title, 2]),
    );
  });

  it('is called off with the later ones, for their organisers alone', async () => {
    const dates = await four();
    await going(member, dates[0]!);
    await going(member, dates[2]!);
    expect((await callOff(dates[1]!, { later: true }, member)).status).toBe(403);
    await callOff(dates[3]!, { reason: 'A holiday' });
    expect((await callOff(dates[1]!, { reason: 'Nobody to lead it', later: true }, moderator)).status).toBe(
      200,
    );
    expect(await statuses(dates)).toEqual(['listed', 'called_off', 'called_off', 'called_off']);
    expect((await detail(dates[3]!.id)).calledOff!.reason).toBe('A holiday');
    expect(await recorded(dates, 'event.called_off')).toHaveLength(3);
    expect((await subjects(member)).filter((subject) => subject.startsWith('Called off'))).toHaveLength(1);
  });
});

describe('a draft of a series', () => {
  it('is listed alone, or with the later ones, of which the first alone is news', async () => {
    const dates = await four({ status: 'draft' });
    expect(dates[1]!.later).toEqual({ drafts: 2, listed: 0, audience: 0 });
    await change(dates[0]!, { status: 'listed', later: false });
    expect(await statuses(dates)).toEqual(['listed', 'draft', 'draft', 'draft']);
    const listed = await change(dates[1]!, { status: 'listed', body: 'All are welcome.' });
    expect(listed.body.later).toEqual({ drafts: 0, listed: 2, audience: 0 });
    expect(await statuses(dates)).toEqual(['listed', 'listed', 'listed', 'listed']);
    expect((await recorded(dates, 'event.listed')).map(({ subject_id }) => subject_id)).toEqual([
      dates[0]!.id,
      dates[1]!.id,
    ]);
    expect((await recorded(dates, 'event.repeated')).map(({ data }) => data.seriesOf)).toEqual([
      dates[1]!.id,
      dates[1]!.id,
    ]);
    const now = await again(dates);
    expect(now.every(({ discussion }) => discussion !== null)).toBe(true);
    expect(now.map(({ html }) => html.includes('welcome'))).toEqual([false, true, true, true]);
  });

  it('stays one when those that are listed are called off, and is thrown away with the later ones', async () => {
    const dates = await four({ status: 'draft' });
    await change(dates[0]!, { status: 'listed', later: false });
    await callOff(dates[0]!, { later: true });
    expect(await statuses(dates)).toEqual(['called_off', 'draft', 'draft', 'draft']);
    expect((await scene.as(organiser).delete(`/api/events/${dates[2]!.id}?later=true`)).status).toBe(204);
    const left = await Promise.all(
      dates.map(async ({ id }) => (await scene.as(organiser).get(`/api/events/${id}`)).status),
    );
    expect(left).toEqual([200, 200, 404, 404]);
  });

  it('is nobody else’s: neither counted for a moderator nor changed by one', async () => {
    const dates = await four({ status: 'draft' });
    await change(dates[0]!, { status: 'listed', later: false });
    const first = await detail(dates[0]!.id, moderator);
    expect(first.later).toBeNull();
    expect((await change(first, { title: 'Taken over' }, moderator)).status).toBe(200);
    expect((await again(dates)).map(({ title }) => title)).toEqual([
      'Taken over',
      'Drop-in hour',
      'Drop-in hour',
      'Drop-in hour',
    ]);
  });
});

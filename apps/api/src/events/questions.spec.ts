import type { Attendee, Event } from '@fingerpost/contracts/events';
import { beforeEach, describe, expect, it } from 'vitest';
import { indexed } from '../../test/indexed.js';
import { mailsSettled, mailsTo } from '../../test/mailbox.js';
import { settled } from '../../test/mail-scenery.js';
import { startScene } from '../../test/scene.js';
import type { MadeSpace, Member } from '../../test/factories.js';
import { Forgetting } from './forgetting.js';

const scene = startScene({ DEMO: 'on' });
const LUNCH = 'What do you eat at lunch?';
const TOPIC = 'What should we not leave out?';
const SAID = 'zqanswer: no nuts';
let organiser: Member;
let moderator: Member;
let member: Member;
let space: MadeSpace;
let event: Event;

beforeEach(async () => {
  ({ host: organiser, moderator, peer: member, space } = await scene.make.company());
  event = await scene.make.event(organiser, space, {
    questions: [LUNCH, TOPIC],
    showsAttendees: true,
    capacity: 2,
  });
});
const detail = async (who: Member) => (await scene.as(who).get<Event>(`/api/events/${event.id}`)).body;
const rsvp = (who: Member, body: object) => scene.as(who).put(`/api/events/${event.id}/rsvp`, body);
const answer = (who: Member, text: string, question = event.questions[0]!.id) =>
  rsvp(who, { status: 'going', shown: true, answers: [{ questionId: question, text }] });
const attendees = async (who: Member): Promise<Attendee[]> =>
  (await scene.as(who).get(`/api/events/${event.id}/attendees`)).body.items;
const kept = () =>
  scene.db.transaction((tx) =>
    tx.query<{ text: string }[]>(`SELECT text FROM rsvp_answers WHERE event_id = $1`, [event.id]),
  );

describe('what the organisers ask', () => {
  it('stands on the event in its order, and is answered with the RSVP or later', async () => {
    expect(event.questions.map(({ text }) => text)).toEqual([LUNCH, TOPIC]);
    expect((await rsvp(member, { status: 'going' })).body.status).toBe('confirmed');
    expect((await answer(member, SAID)).status).toBe(200);
    await answer(member, 'Searching', event.questions[1]!.id);
    expect((await detail(member)).questions.map(({ answer: own }) => own)).toEqual([SAID, 'Searching']);
    await answer(member, '');
    expect((await detail(member)).questions.map(({ answer: own }) => own)).toEqual([null, 'Searching']);
  });

  it('is answered in the list and the table of organisers', async () => {
    await answer(member, SAID);
    for (const who of [organiser, moderator])
      expect((await attendees(who))[0]).toMatchObject({
        person: { id: member.personId },
        answers: [{ questionId: event.questions[0]!.id, text: SAID }],
      });
    const table = (await scene.as(organiser).get(`/api/events/${event.id}/attendees.csv`)).text.split('\r\n');
    expect(table[0]).toMatch(/,What do you eat at lunch\?,What should we not leave out\?$/);
    expect(table[1]).toMatch(/,zqanswer: no nuts,$/);
  });

  it('is a formula in no table, whatever is asked or answered', async () => {
    await scene.as(organiser).patch(`/api/events/${event.id}`, { version: 1, questions: ['=1+1 is?'] });
    const [asked] = (await detail(member)).questions;
    await answer(member, '=HYPERLINK("https://a.example")', asked!.id);
    const table = (await scene.as(organiser).get(`/api/events/${event.id}/attendees.csv`)).text.split('\r\n');
    expect(table[0]).toMatch(/,'=1\+1 is\?$/);
    expect(table[1]).toMatch(/,"'=HYPERLINK\(""https:\/\/a\.example""\)"$/);
  });

  it('is answered to nobody else: not to who comes too, who looks after the site, or who hears of it', async () => {
    const [fellow, operator] = [await scene.make.member(), await scene.make.member({ operator: true })];
    await answer(member, SAID);
    await rsvp(fellow, { status: 'going' });
    expect((await attendees(fellow)).map(({ person, answers }) => [person.id, answers])).toEqual([
      [member.personId, []],
    ]);
    await scene.as(organiser).patch(`/api/events/${event.id}`, { version: 1, title: 'Another title' });
    await settled(scene);
    await mailsSettled(scene);
    await indexed(scene);
    for (const who of [scene.guest, scene.as(fellow), scene.as(operator)])
      for (const path of [
        `/api/events/${event.id}`,
        `/events/${event.id}-another-title`,
        `/api/events/${event.id}/attendees`,
        `/api/events/${event.id}/attendees.csv`,
        `/api/events/${event.id}.ics`,
        `/api/search?q=zqanswer`,
        '/api/notifications',
      ])
        expect((await who.get(path)).text.replace('q=zqanswer', '')).not.toContain(SAID);
    const mails = JSON.stringify(await mailsTo(scene, fellow.email));
    expect(mails).toContain('Another title');
    expect(mails).not.toContain(SAID);
    expect((await detail(fellow)).questions[0]!.answer).toBeNull();
  });

  it('is forgotten with the place that it was answered for', async () => {
    const waits = await scene.make.member();
    await rsvp(await scene.make.member(), { status: 'going' });
    await answer(member, SAID);
    await answer(waits, 'Soup');
    expect(await kept()).toHaveLength(2);
    await rsvp(member, {
      status: 'not_going',
      answers: [{ questionId: event.questions[0]!.id, text: SAID }],
    });
    await rsvp(waits, { status: 'not_going' });
    expect(await kept()).toEqual([]);
    await rsvp(member, { status: 'going' });
    expect((await detail(member)).questions[0]!.answer).toBeNull();
  });

  it('is forgotten a month after the event', async () => {
    await answer(member, SAID);
    const forgetting = scene.app.get(Forgetting, { strict: false });
    const on = async (day: string) => {
      scene.clock.offset += Date.parse(day) - scene.clock.now().getTime();
      await forgetting.run();
      scene.clock.offset = 0;
      return kept();
    };
    expect(await on('2027-03-05T12:00:00Z')).toHaveLength(1);
    expect(await on('2027-03-07T12:00:00Z')).toEqual([]);
  });

  it('loses its answers when it is reworded, and keeps them when it only moves', async () => {
    await answer(member, SAID);
    await scene.as(organiser).patch(`/api/events/${event.id}`, { version: 1, questions: [TOPIC, LUNCH] });
    expect((await detail(member)).questions).toMatchObject([
      { text: TOPIC, answer: null },
      { text: LUNCH, answer: SAID },
    ]);
    await scene
      .as(organiser)
      .patch(`/api/events/${event.id}`, { version: 2, questions: ['Do you eat at all?'] });
    expect((await detail(member)).questions).toMatchObject([{ text: 'Do you eat at all?', answer: null }]);
    expect(await kept()).toEqual([]);
  });

  it('is refused beside its field where it is too much, and an answer to what was never asked changes nothing', async () => {
    const wish = { questions: ['One?', 'Two?', 'Three?', 'Four?', 'Five?', 'Six?'] };
    const many = await scene.as(organiser).post('/api/events', scene.make.eventInput(space, wish));
    expect([many.status, many.body.errors[0].path]).toEqual([422, 'questions']);
    const odd = await answer(member, 'Hello', 999_999);
    expect([odd.status, odd.body.errors[0].path]).toEqual([422, 'answers']);
    expect((await detail(member)).mine).toBeNull();
  });
});

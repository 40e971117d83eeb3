import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { MadeSpace, Member } from '../../test/factories.js';
import { mailsSettled, mailsTo } from '../../test/mailbox.js';
import { until } from '../../test/patience.js';
import { startScene } from '../../test/scene.js';
import { Reviews } from './reviews.js';

const scene = startScene({}, { unlimited: true });
const DAY = 86_400_000;
let giver: Member;
let space: MadeSpace;
beforeAll(async () => {
  giver = await scene.make.member();
  space = await scene.make.space({ members: [[giver, 'member']] });
});

const inDays = (days: number) =>
  new Date(scene.clock.now().getTime() + days * DAY).toISOString().slice(0, 10);
const reminders = async () =>
  (await scene.as(giver).get('/api/notifications')).body.items
    .filter(({ reason }: { reason: string }) => reason === 'resource_review')
    .map(({ subject }: { subject: { title: string } }) => subject.title);
const kinds = async (who: Member): Promise<string[]> =>
  (await scene.as(who).get('/api/notifications')).body.items.map(({ kind }: { kind: string }) => kind);
afterEach(() => void (scene.clock.offset = 0));
const run = () => scene.app.get(Reviews, { strict: false }).run();

describe('who looks after a resource', () => {
  it('is reminded a month before its review, once for each date', async () => {
    const soon = await scene.make.resource(giver, space, { title: 'Due soon', reviewBy: inDays(29) });
    await scene.make.resource(giver, space, { title: 'Due later', reviewBy: inDays(31) });
    await run();
    await run();
    await until(async () => (await reminders()).length === 1);
    expect(await reminders()).toEqual(['Due soon']);
    await scene.as(giver).patch(`/api/resources/${soon.id}`, { version: soon.version, reviewBy: inDays(20) });
    await run();
    await until(async () => (await reminders()).length === 2);
  });

  it('hears once more when the day has passed and its page says so, once for each date', async () => {
    const owner = await scene.make.member();
    const shelf = await scene.make.space({ members: [[owner, 'member']] });
    const { id, version } = await scene.make.resource(owner, shelf, {
      title: 'A fee table',
      reviewBy: inDays(3),
    });
    await run();
    scene.clock.offset = 3 * DAY;
    await run();
    await until(async () => (await kinds(owner)).length > 0);
    expect(await kinds(owner)).toEqual(['resource.review_due']);
    scene.clock.offset = 4 * DAY;
    expect((await scene.as(owner).get(`/api/resources/${id}`)).body.mayBeOutOfDate).toBe(true);
    await run();
    await run();
    scene.clock.offset = 20 * DAY;
    await run();
    await until(async () => (await kinds(owner)).length > 1);
    expect(await kinds(owner)).toEqual(['resource.review_passed', 'resource.review_due']);
    await mailsSettled(scene);
    const mails = await mailsTo(scene, owner.email);
    const [due, passed] = ['To be looked over', 'It may be out of date: A fee table'].map((begin) =>
      mails.find(({ subject }) => subject.startsWith(begin)),
    );
    expect(passed!.text).toContain(`/resources/${id}`);
    expect(due!.subject).toMatch(/^To be looked over by \d+ \w+ \d{4}: A fee table$/);

    // Another date, which passes while nobody reminds: it is told of once, as passed.
    await scene.as(owner).patch(`/api/resources/${id}`, { version, reviewBy: inDays(1) });
    scene.clock.offset = 25 * DAY;
    await run();
    await until(async () => (await kinds(owner)).length > 2);
    expect((await kinds(owner))[0]).toBe('resource.review_passed');
  });
});

describe('a review date', () => {
  const patch = (id: number, change: object) => scene.as(giver).patch(`/api/resources/${id}`, change);

  it('in the past is refused with its path and a sentence, and today is not', async () => {
    const given = {
      spaceId: space.id,
      title: 'Late',
      kind: 'guide',
      licence: 'cc0',
      link: 'https://library.example/late',
    };
    const refused = await scene.as(giver).post('/api/resources', { ...given, reviewBy: inDays(-1) });
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toEqual([{ path: 'reviewBy', message: 'Choose today or a day to come.' }]);
    const { body } = await scene.as(giver).post('/api/resources', { ...given, reviewBy: inDays(0) });
    expect((await patch(body.id, { version: body.version, reviewBy: inDays(-1) })).body.errors).toMatchObject(
      [{ path: 'reviewBy' }],
    );
  });

  it('that has passed stays while other fields are changed, and may be taken away', async () => {
    const was = inDays(1);
    const { id, version } = await scene.make.resource(giver, space, { title: 'Passed', reviewBy: was });
    scene.clock.offset = 9 * DAY;
    const named = await patch(id, { version, title: 'Passed by', reviewBy: was });
    expect(named.body).toMatchObject({ title: 'Passed by', reviewBy: was, mayBeOutOfDate: true });
    expect((await patch(id, { version: version + 1, reviewBy: inDays(-3) })).status).toBe(422);
    expect((await patch(id, { version: version + 1, reviewBy: null })).body.reviewBy).toBeNull();
  });
});

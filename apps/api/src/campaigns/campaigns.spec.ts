import { beforeAll, describe, expect, it } from 'vitest';
import type { Member } from '../../test/factories.js';
import { until } from '../../test/patience.js';
import { startScene } from '../../test/scene.js';

const scene = startScene();
const at = (instant: string) => {
  scene.clock.offset += Date.parse(instant) - scene.clock.now().getTime();
};
let operator: Member, member: Member;
beforeAll(async () => {
  at('2026-11-26T12:00:00Z');
  [operator, member] = [await scene.make.member({ operator: true }), await scene.make.member()];
});

const path = '/api/campaigns/health-information-week';
const sure = { start: '2027-01-18', end: '2027-01-24', confirmed: true };

describe('the campaigns of the year', () => {
  it('come by their rules, the next first, and what has no dates last', async () => {
    const { items } = (await scene.guest.get('/api/campaigns')).body;
    expect(items).toHaveLength(20);
    expect(items.slice(0, 2)).toMatchObject([
      { slug: 'national-year-of-reading-2026', on: true, next: { end: '2026-12-31' } },
      { slug: 'national-non-fiction-november', next: { end: '2026-11-30' } },
    ]);
    expect(items.find(({ slug }: { slug: string }) => slug === 'dry-january').on).toBe(false);
    expect(items.at(-1).next).toBeNull();
    const dates = items.flatMap(({ next }: { next: { start: string } | null }) => next?.start ?? []);
    expect(dates).toEqual(dates.toSorted());
  });

  it('are expected until somebody who looks after the site confirms a year, and then until they take it back', async () => {
    expect((await scene.guest.get(path)).body).toMatchObject({
      next: { year: 2027, start: '2027-01-18', end: '2027-01-24', confirmed: false },
      can: { confirm: false },
    });
    expect((await scene.guest.put(`${path}/years/2027`, sure)).status).toBe(401);
    expect((await scene.as(member).put(`${path}/years/2027`, sure)).status).toBe(403);
    const themes = [{ on: '2027-01-18', title: 'Finding what you can trust' }];
    expect(await scene.as(operator).put(`${path}/years/2027`, { ...sure, themes })).toMatchObject({
      status: 200,
      body: { next: { confirmed: true, themes }, can: { confirm: true } },
    });
    await scene.as(operator).put(`${path}/years/2027`, { ...sure, confirmed: false });
    expect((await scene.guest.get(path)).body.next).toMatchObject({ confirmed: false, themes: [] });
  });

  it.each([
    ['start', { ...sure, start: '2026-12-31' }],
    ['end', { ...sure, end: '2027-01-17' }],
    ['end', { ...sure, end: '2028-02-01' }],
    ['start', { ...sure, start: '2027-02-30' }],
    ['themes.0.on', { ...sure, themes: [{ on: '2027-01-25', title: 'Too late' }] }],
  ])('refuse dates that cannot be, beside the field %s', async (field, input) => {
    const { status, body } = await scene.as(operator).put(`${path}/years/2027`, input);
    expect([status, body.errors[0].path]).toEqual([422, field]);
  });

  it('go on to the next year when they are over', async () => {
    at('2027-01-25T00:30:00Z');
    expect((await scene.guest.get(path)).body.next).toMatchObject({ start: '2028-01-17', confirmed: false });
    expect((await scene.guest.get('/api/campaigns/self-care-week')).body).toMatchObject({
      usual: 'a week in the middle of November',
      next: { start: '2027-11-15', confirmed: false },
    });
    at('2026-11-26T12:00:00Z');
  });

  it('lead on to all that was shared for one, once it is more than its page shows', async () => {
    const space = await scene.make.space({ members: [[member, 'member']] });
    const page = async () => (await scene.guest.get('/campaigns/stoptober')).text;
    for (let i = 0; i < 5; i++) await scene.make.resource(member, space, { tags: ['stoptober'] });
    expect(await page()).not.toContain('/resources?tag=stoptober');
    await scene.make.resource(member, space, { tags: ['stoptober'] });
    expect(await page()).toContain('/resources?tag=stoptober');
  });

  it('are found by the search, and are not there when the operator does without events', async () => {
    const found = async () => (await scene.guest.get('/api/search?q=dementia')).body.items;
    await until(async () => (await found()).length > 0);
    expect((await found())[0]).toMatchObject({
      kind: 'campaign',
      path: '/campaigns/dementia-action-week',
      space: null,
    });
    const { body } = await scene.as(operator).get('/api/settings');
    await scene
      .as(operator)
      .patch('/api/settings', { version: body.version, modules: ['resources', 'partnerships'] });
    expect(await found()).toEqual([]);
    expect((await scene.guest.get(path)).status).toBe(404);
    expect((await scene.guest.get('/api/site')).body.modules).toEqual(['resources', 'partnerships']);
    await scene.as(operator).patch('/api/settings', {
      version: body.version + 1,
      modules: ['events', 'resources', 'partnerships'],
    });
    expect((await scene.guest.get(path)).status).toBe(200);
  });
});

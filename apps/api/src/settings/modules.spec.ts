import { beforeAll, describe, expect, it } from 'vitest';
import type { MadeSpace, Member } from '../../test/factories.js';
import { until } from '../../test/patience.js';
import { startScene } from '../../test/scene.js';
import { statement } from '../database/sql.js';
import { Reviews } from '../resources/reviews.js';

const scene = startScene();
const ALL = ['events', 'resources', 'partnerships'];
const REMINDED = statement('test-reminded', `SELECT 1 FROM activity WHERE kind = 'resource.review_due'`);
let operator: Member, organiser: Member, member: Member;
let space: MadeSpace;
beforeAll(async () => {
  operator = await scene.make.member({ operator: true });
  [organiser, member] = [await scene.make.member(), await scene.make.member()];
  space = await scene.make.space({ members: [[organiser, 'member']] });
});

async function only(...modules: string[]) {
  const { version } = (await scene.as(operator).get('/api/settings')).body;
  await scene.as(operator).patch('/api/settings', { version, modules });
}
const inbox = async (who: Member) => (await scene.as(who).get('/api/notifications')).body;

describe('what an operator does without', () => {
  it('is no longer what a discussion is about, nor in anybody’s inbox, until it is there again', async () => {
    const event = await scene.make.event(organiser, space, { title: 'Away day' });
    await scene.as(member).put(`/api/events/${event.id}/rsvp`, { status: 'going' });
    await until(async () => (await inbox(member)).items.length > 0);
    const { discussion } = (await scene.guest.get(`/api/events/${event.id}`)).body;
    const path = `/discussions/${discussion.id}-${discussion.slug}`;
    const seen = async () => ({
      about: (await scene.guest.get(`/api/discussions/${discussion.id}`)).body.subject?.path ?? null,
      page: (await scene.guest.get(path)).text.includes(`/events/${event.id}`),
      inbox: (await inbox(member)).items.length,
      unread: (await inbox(member)).unread,
    });
    const there = { about: `/events/${event.id}-away-day`, page: true, inbox: 1, unread: 1 };
    expect(await seen()).toEqual(there);
    await only('resources', 'partnerships');
    expect(await seen()).toEqual({ about: null, page: false, inbox: 0, unread: 0 });
    await only(...ALL);
    expect(await seen()).toEqual(there);
  });

  it('reminds nobody of it meanwhile, and does so afterwards', async () => {
    const soon = scene.clock.now().toISOString().slice(0, 10);
    await scene.make.resource(organiser, space, { title: 'A leaflet', reviewBy: soon });
    const recorded = async () => (await scene.db.query(REMINDED)).length;
    const run = () => scene.app.get(Reviews, { strict: false }).run();
    await only('events', 'partnerships');
    await run();
    expect(await recorded()).toBe(0);
    await only(...ALL);
    await run();
    expect(await recorded()).toBe(1);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import type { MadeSpace, Member } from '../../test/factories.js';
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
});

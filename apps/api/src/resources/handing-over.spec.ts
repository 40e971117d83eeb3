import { beforeEach, describe, expect, it } from 'vitest';
import type { Resource } from '@fingerpost/contracts/resources';
import type { NotificationPage } from '@fingerpost/contracts/notifications';
import type { MadeSpace, Member } from '../../test/factories.js';
import { mailsSettled, mailsTo } from '../../test/mailbox.js';
import { settled } from '../../test/mail-scenery.js';
import { until } from '../../test/patience.js';
import { startScene } from '../../test/scene.js';
import { Reviews } from './reviews.js';

const scene = startScene({}, { unlimited: true });
const DAY = 86_400_000;
let giver: Member, peer: Member, moderator: Member, stranger: Member;
let space: MadeSpace;
beforeEach(async () => {
  scene.clock.offset = 0;
  const { make } = scene;
  [giver, peer, moderator, stranger] = [
    await make.member(),
    await make.member(),
    await make.member(),
    await make.member(),
  ];
  space = await make.space({
    members: [
      [giver, 'member'],
      [peer, 'member'],
      [moderator, 'moderator'],
    ],
  });
});

const inDays = (days: number) =>
  new Date(scene.clock.now().getTime() + days * DAY).toISOString().slice(0, 10);
const read = async (by: Member, { id }: { id: number }) =>
  (await scene.as(by).get<Resource>(`/api/resources/${id}`)).body;
const hand = (by: Member, { id, version }: Pick<Resource, 'id' | 'version'>, to: Member) =>
  scene.as(by).patch<Resource>(`/api/resources/${id}`, { version, ownerId: to.personId });
const inbox = async (who: Member) =>
  (await scene.as(who).get<NotificationPage>('/api/notifications')).body.items;
const heard = async (who: Member) => (await inbox(who)).map(({ kind }) => kind);

describe('who is handed a resource', () => {
  it('is told once, by whom and where, in the inbox and by mail; the former owner is not', async () => {
    const resource = await scene.make.resource(giver, space, { title: 'A fee table' });
    const handed = await hand(giver, resource, peer);
    expect(handed.body).toMatchObject({ owner: { id: peer.personId }, author: { id: giver.personId } });
    // To whom it belongs already is no handing over.
    await hand(giver, handed.body, peer);
    await settled(scene);
    expect(await inbox(peer)).toMatchObject([
      {
        kind: 'resource.handed_over',
        reason: 'resource_handed',
        actor: { id: giver.personId },
        subject: { kind: 'resource', title: 'A fee table' },
        path: `/resources/${resource.id}-a-fee-table`,
      },
    ]);
    expect(await inbox(giver)).toEqual([]);
    await mailsSettled(scene);
    const [mail] = await mailsTo(scene, peer.email);
    expect(mail!.subject).toBe('Yours to look after: A fee table');
    expect(mail!.text).toContain('handed “A fee table” in the library over to you');
    expect(mail!.text).toContain(`/resources/${resource.id}-a-fee-table`);
  });

  it('hears of it though they said Nothing of its space, and no longer once it was handed on', async () => {
    await scene.as(peer).put(`/api/spaces/${space.slug}/watch`, { level: 'nothing' });
    const { body } = await hand(giver, await scene.make.resource(giver, space), peer);
    await until(async () => (await heard(peer)).length === 1);
    await hand(peer, body, moderator);
    await until(async () => (await heard(moderator)).length === 1);
    expect(await heard(peer)).toEqual([]);
  });

  it('is not told of what they took themselves', async () => {
    const resource = await scene.make.resource(giver, space);
    expect((await hand(moderator, resource, moderator)).body.owner.id).toBe(moderator.personId);
    await settled(scene);
    expect(await inbox(moderator)).toEqual([]);
    expect(await inbox(giver)).toEqual([]);
  });

  it('is reminded of its date, of which the one before was told already', async () => {
    const run = () => scene.app.get(Reviews, { strict: false }).run();
    const resource = await scene.make.resource(giver, space, { reviewBy: inDays(20) });
    await run();
    await until(async () => (await heard(giver)).length === 1);
    const { body } = await hand(giver, resource, peer);
    expect(body.reviewBy).toBe(resource.reviewBy);
    await run();
    await run();
    await until(async () => (await heard(peer)).length > 1);
    expect(await heard(peer)).toEqual(['resource.review_due', 'resource.handed_over']);

    scene.clock.offset = 21 * DAY;
    await run();
    await until(async () => (await heard(peer)).length > 2);
    const passed = await hand(peer, body, moderator);
    expect(passed.body.mayBeOutOfDate).toBe(true);
    await run();
    await run();
    await until(async () => (await heard(moderator)).length > 1);
    expect(await heard(moderator)).toEqual(['resource.review_passed', 'resource.handed_over']);
    expect(await heard(giver)).toEqual(['resource.review_due']);
  });
});

describe('a resource', () => {
  it('goes to nobody who is no member of its space, and is handed over by nobody who may not change it', async () => {
    const resource = await scene.make.resource(giver, space);
    const refused = await hand(giver, resource, stranger);
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({
      errors: [{ path: 'ownerId', message: 'Choose a member of the space; this one is none, or no longer.' }],
    });
    expect((await hand(peer, resource, peer)).status).toBe(403);
    expect((await hand(stranger, resource, stranger)).status).toBe(403);
    expect(await read(giver, resource)).toMatchObject({ version: 1, owner: { id: giver.personId } });
    await settled(scene);
    expect(await inbox(stranger)).toEqual([]);
  });

  it('says that nobody looks after it once its owner has left, and is handed over by moderators', async () => {
    const resource = await scene.make.resource(giver, space);
    expect(resource.unattended).toBe(false);
    await scene.as(giver).delete(`/api/spaces/${space.slug}/membership`);
    expect(await read(moderator, resource)).toMatchObject({ unattended: true, can: { change: true } });
    expect((await hand(moderator, resource, peer)).body).toMatchObject({
      unattended: false,
      owner: { id: peer.personId },
    });
    await scene.db.transaction((tx) =>
      tx.query('UPDATE resources SET owner_id = NULL WHERE id = $1', [resource.id]),
    );
    expect(await read(moderator, resource)).toMatchObject({ unattended: true, can: { change: true } });
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import type { Collection } from '@fingerpost/contracts/collections';
import { COLLECTION_MAX } from '@fingerpost/contracts/limits';
import type { MadeSpace, Member } from '../../../test/factories.js';
import { startScene } from '../../../test/scene.js';

const scene = startScene({ ROLE: 'api' }, { unlimited: true });
let maker: Member;
let peer: Member;
let moderator: Member;
let stranger: Member;
let space: MadeSpace;
let closed: MadeSpace;
beforeAll(async () => {
  ({ host: maker, peer, moderator, stranger, space } = await scene.make.company());
  closed = await scene.make.space({ visibility: 'private', members: [[maker, 'member']] });
});

const three = async () => [
  await scene.make.resource(maker, space, { title: 'First' }),
  await scene.make.resource(maker, space, { title: 'Second' }),
  await scene.make.resource(maker, space, { title: 'Third' }),
];
const read = async (who: Member | null, { id }: { id: number }) =>
  (await (who ? scene.as(who) : scene.guest).get<Collection>(`/api/collections/${id}`)).body;
const titles = ({ items }: Collection) => items.map(({ resource }) => resource.title);
const put = (who: Member, { id }: { id: number }, resourceId: number, note = '') =>
  scene.as(who).put(`/api/collections/${id}/items/${resourceId}`, { note });

describe('a collection', () => {
  it('is made by who writes in its space, added to by others there, and read by anybody', async () => {
    const [first, second] = await three();
    const made = await scene.make.collection(maker, space, {
      title: 'Where to begin',
      summary: 'For a first meeting.',
      items: [{ resourceId: first!.id, note: 'Read this before' }],
    });
    expect(made).toMatchObject({ slug: 'where-to-begin', count: 1, can: { add: true, change: true } });
    const added = await put(peer, made, second!.id, 'And this after');
    expect(added.body).toMatchObject({ version: 2, count: 2, can: { add: true, change: false } });
    // A second time only changes the note.
    await put(peer, made, second!.id, 'Or this');
    expect((await read(null, made)).items).toMatchObject([
      { note: 'Read this before', resource: { title: 'First' } },
      { note: 'Or this', resource: { title: 'Second' } },
    ]);
    expect((await put(stranger, made, second!.id)).body.code).toBe('join_first');
    const outside = { spaceId: space.id, title: 'From outside' };
    expect((await scene.as(stranger).post('/api/collections', outside)).body.code).toBe('join_first');
    expect((await scene.guest.post('/api/collections', outside)).status).toBe(401);
  });

  it('is put in order by who made it and who moderates, each on the present version', async () => {
    const resources = await three();
    const items = resources.map(({ id: resourceId }) => ({ resourceId }));
    const made = await scene.make.collection(maker, space, { items });
    const change = (who: Member, input: object) => scene.as(who).patch(`/api/collections/${made.id}`, input);
    expect((await change(peer, { version: 1, items: [] })).status).toBe(403);
    const turned = await change(maker, { version: 1, items: items.toReversed() });
    expect(titles(turned.body)).toEqual(['Third', 'Second', 'First']);
    expect((await change(moderator, { version: 1, title: 'Late words' })).body).toMatchObject({
      code: 'stale_version',
      current: { version: 2 },
    });
    const fewer = await change(moderator, { version: 2, title: 'Fewer', items: items.slice(1, 2) });
    expect([fewer.body.title, titles(fewer.body)]).toEqual(['Fewer', ['Second']]);
    expect((await scene.as(peer).delete(`/api/collections/${made.id}`)).status).toBe(403);
    expect((await scene.as(moderator).delete(`/api/collections/${made.id}`)).status).toBe(204);
    expect((await scene.as(maker).get(`/api/collections/${made.id}`)).status).toBe(404);
    const audit = await scene.db.transaction((tx) =>
      tx.query(`SELECT kind FROM audit WHERE subject_kind = 'collection' AND subject_id = $1`, [made.id]),
    );
    expect(audit).toEqual([{ kind: 'collection.removed' }]);
  });

  it('leaves out what a reader may not see, its note and its count too, and keeps its place', async () => {
    const [first, second] = await three();
    const secret = await scene.make.resource(maker, closed, { title: 'Within the walls' });
    const made = await scene.make.collection(maker, space, {
      items: [
        { resourceId: first!.id },
        { resourceId: secret.id, note: 'a note within' },
        { resourceId: second!.id },
      ],
    });
    for (const who of [null, stranger, moderator]) {
      const seen = await read(who, made);
      expect([seen.count, titles(seen)]).toEqual([2, ['First', 'Second']]);
      expect(JSON.stringify(seen)).not.toContain('within');
    }
    expect(titles(await read(maker, made))).toEqual(['First', 'Within the walls', 'Second']);
    // Somebody who does not know of it turns the rest round.
    const items = [{ resourceId: second!.id }, { resourceId: first!.id }];
    await scene.as(moderator).patch(`/api/collections/${made.id}`, { version: made.version, items });
    expect(titles(await read(maker, made))).toEqual(['Second', 'Within the walls', 'First']);
    const asked = `/api/collections?resource=${secret.id}`;
    expect((await scene.as(maker).get(asked)).body.items).toMatchObject([{ id: made.id }]);
    expect((await scene.as(moderator).get(asked)).body.items).toEqual([]);
    // Nor can it be put in by who does not see it, which would say that it is there.
    const guessed = await put(peer, made, secret.id);
    const missing = await put(peer, made, 999_999_999);
    expect([guessed.status, guessed.body]).toEqual([422, missing.body]);
  });

  it('forgets what was taken out of the library', async () => {
    const [first, second] = await three();
    const items = [{ resourceId: first!.id }, { resourceId: second!.id }];
    const made = await scene.make.collection(maker, space, { items });
    await scene.as(maker).delete(`/api/resources/${first!.id}`);
    expect(await read(null, made)).toMatchObject({ count: 1, items: [{ resource: { title: 'Second' } }] });
  });

  it('names what is amiss beside its field, and changes nothing', async () => {
    const [first] = await three();
    const bad = async (input: object) =>
      (await scene.as(maker).post('/api/collections', { spaceId: space.id, title: 'A collection', ...input }))
        .body.errors;
    expect(await bad({ title: ' x ' })).toMatchObject([{ path: 'title' }]);
    expect(await bad({ summary: 'x'.repeat(501) })).toMatchObject([{ path: 'summary' }]);
    expect(await bad({ items: [{ resourceId: first!.id }, { resourceId: first!.id }] })).toMatchObject([
      { path: 'items' },
    ]);
    expect(await bad({ items: [{ resourceId: 999_999_999 }] })).toMatchObject([
      { path: 'items.0.resourceId' },
    ]);
    const many = Array.from({ length: COLLECTION_MAX + 1 }, (_, i) => ({ resourceId: i + 1 }));
    expect(await bad({ items: many })).toMatchObject([{ path: 'items' }]);
    const { body } = await scene.as(maker).get('/api/collections?limit=100');
    expect(body.items.map(({ title }: Collection) => title)).not.toContain('A collection');
  });

  it('is in the list of its space, and among those that one may add to', async () => {
    const inside = await scene.make.collection(maker, closed, { title: 'Inside' });
    const list = async (who: Member | null, query: string) =>
      (await (who ? scene.as(who) : scene.guest).get(`/api/collections?${query}`)).body.items.map(
        ({ id }: Collection) => id,
      );
    expect(await list(maker, `space=${closed.slug}`)).toEqual([inside.id]);
    expect(await list(stranger, `space=${closed.slug}`)).toEqual([]);
    expect(await list(stranger, 'may=add')).toEqual([]);
    expect(await list(null, 'may=add')).toEqual([]);
    expect(await list(maker, 'may=add')).toContain(inside.id);
    const [newest] = await list(null, 'limit=1');
    const page = (await scene.guest.get('/api/collections?limit=1')).body;
    const [next] = await list(null, `limit=1&after=${page.next}`);
    expect(next).toBeLessThan(newest);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import type { Resource } from '@fingerpost/contracts/resources';
import type { MadeSpace, Member } from '../../test/factories.js';
import { docxOf } from '../../test/documents.js';
import { until } from '../../test/patience.js';
import { startScene } from '../../test/scene.js';
import { giveClean } from '../../test/uploads.js';

const scene = startScene({}, { unlimited: true });
let giver: Member;
let space: MadeSpace;
beforeAll(async () => {
  giver = await scene.make.member();
  space = await scene.make.space({ members: [[giver, 'member']] });
});

const titles = async (query: string, by = scene.guest) =>
  (await by.get(`/api/resources?${query}`)).body.items.map(({ title }: Resource) => title);

describe('the library', () => {
  it('is narrowed by all that a resource says of itself, newest or most used first', async () => {
    const other = await scene.make.space({ members: [[giver, 'member']] });
    const [first, second] = [
      await scene.make.resource(giver, other, {
        title: 'First',
        tags: ['zebra'],
        audience: ['nhs', 'council'],
        kind: 'questions',
      }),
      await scene.make.resource(giver, other, {
        title: 'Second',
        tags: ['zebra', 'lion'],
        licence: 'ogl',
        kind: 'report',
      }),
    ];
    await scene.as(giver).put(`/api/resources/${first.id}/use`, { words: 'Often' });
    const here = `space=${other.slug}`;
    expect(await titles(here)).toEqual(['Second', 'First']);
    expect(await titles(`${here}&sort=used`)).toEqual(['First', 'Second']);
    expect(await titles(`${here}&order=asc`)).toEqual(['First', 'Second']);
    expect(await titles('tag=Zebra&sort=used')).toEqual(['First', 'Second']);
    expect(await titles(`tag=lion&${here}`)).toEqual(['Second']);
    expect(await titles(`audience=council&${here}`)).toEqual(['First']);
    expect(await titles(`licence=ogl&${here}`)).toEqual(['Second']);
    expect(await titles('kind=questions')).toEqual(['First']);
    expect(await titles('kind=questions&licence=ogl')).toEqual([]);
    await scene.as(giver).patch(`/api/resources/${second.id}`, { version: second.version, tags: ['lion'] });
    expect(await titles('tag=zebra')).toEqual(['First']);
    await scene.as(giver).delete(`/api/resources/${first.id}`);
    expect(await titles('tag=zebra')).toEqual([]);
  });

  it('is read page by page, both ways, in both orders', async () => {
    const shelf = await scene.make.space({ members: [[giver, 'member']] });
    for (let i = 0; i < 5; i++) await scene.make.resource(giver, shelf, { title: `Book ${i}` });
    for (const sort of ['new', 'used']) {
      const page = (rest: string) =>
        scene.guest.get(`/api/resources?space=${shelf.slug}&sort=${sort}&limit=2${rest}`);
      const one = (await page('')).body;
      const two = (await page(`&after=${one.next}`)).body;
      const three = (await page(`&after=${two.next}`)).body;
      expect([one, two, three].flatMap(({ items }) => items.map(({ title }: Resource) => title))).toEqual(
        [4, 3, 2, 1, 0].map((i) => `Book ${i}`),
      );
      expect([one.previous, three.next]).toEqual([null, null]);
      expect((await page(`&before=${three.previous}`)).body.items).toEqual(two.items);
    }
    expect((await scene.guest.get('/api/resources?after=nonsense')).body.errors).toMatchObject([
      { path: 'after' },
    ]);
  });

  it('finds the words inside of a file', async () => {
    const { id } = await giveClean(scene, giver, 'guide.docx', docxOf('The quokka method'));
    await scene.make.resource(giver, space, { upload: id, title: 'A method' });
    await until(async () => (await scene.guest.get('/api/search?q=quokka')).body.items.length === 1);
    expect((await scene.guest.get('/api/search?q=quokka&kind=resource')).body.items).toMatchObject([
      { kind: 'resource' },
    ]);
  });
});

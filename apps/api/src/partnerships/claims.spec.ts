import { beforeAll, describe, expect, it } from 'vitest';
import type { Claim } from '@fingerpost/contracts/partnerships';
import type { Member } from '../../test/factories.js';
import { until } from '../../test/patience.js';
import { startScene } from '../../test/scene.js';

const scene = startScene({}, { unlimited: true });
let moderator: Member;
beforeAll(async () => {
  moderator = await scene.make.member();
  await scene.make.space({ slug: 'national', members: [[moderator, 'moderator']] });
});

async function record(name: string) {
  const wish = { name, nation: 'england', scale: 'city', area: 'Exampleton' };
  return (await scene.as(moderator).post('/api/partnerships', wish)).body.slug as string;
}
const claim = (who: Member, slug: string, note = '') =>
  scene.as(who).put(`/api/partnerships/${slug}/claim`, { note });
const waiting = async (query = '') =>
  (await scene.as(moderator).get(`/api/partnerships/claims${query}`)).body as {
    items: Claim[];
    next: string | null;
  };
const told = async (who: Member) =>
  (await scene.as(who).get('/api/notifications')).body.items.map(({ kind }: { kind: string }) => kind);

describe('claims', () => {
  it('wait for a moderator in the order in which they came, and for nobody else', async () => {
    const [first, second] = [await scene.make.member({ name: 'First to ask' }), await scene.make.member()];
    const [one, two] = [await record('Asked for first'), await record('Asked for next')];
    await claim(first, one, 'I chair it');
    scene.clock.offset += 1_000;
    await claim(second, two);
    await claim(second, one);
    const { items } = await waiting();
    expect(items).toMatchObject([
      { partnership: { slug: one }, person: { name: 'First to ask' }, note: 'I chair it' },
      { person: { id: second.personId } },
      { person: { id: second.personId } },
    ]);
    const page = await waiting('?limit=2');
    expect((await waiting(`?limit=2&after=${page.next}`)).items).toEqual(items.slice(2));
    expect((await scene.guest.get('/api/partnerships/claims')).status).toBe(401);
    expect((await scene.as(first).get('/api/partnerships/claims')).status).toBe(403);

    await scene.as(moderator).put(`/api/partnerships/${one}/stewards/${first.personId}`);
    await scene.as(second).delete(`/api/partnerships/${one}/claim`);
    expect((await waiting()).items).toMatchObject([{ partnership: { slug: two } }]);
  });

  it('are answered to who asked, also with no, and the end of it is told too', async () => {
    const [asked, steward] = [await scene.make.member(), await scene.make.member()];
    const slug = await record('Answered to');
    await claim(asked, slug);
    await claim(steward, slug);
    const decide = (verb: 'put' | 'delete', who: Member) =>
      scene.as(moderator)[verb](`/api/partnerships/${slug}/stewards/${who.personId}`);
    await decide('delete', asked);
    await decide('put', steward);
    await decide('delete', steward);
    await until(async () => (await told(asked)).length > 0);
    expect(await told(asked)).toEqual(['partnership.refused']);
    await until(async () => (await told(steward)).length > 1);
    expect(await told(steward)).toEqual(['partnership.released', 'partnership.confirmed']);
  });

  it('and a record of that name have addresses of their own', async () => {
    expect([await record('Claims'), await record('New')]).toEqual(['claims-exampleton', 'new-exampleton']);
  });
});

describe('hidden records', () => {
  it('are listed for who may show them again, and for nobody else', async () => {
    const slug = await record('Out of sight');
    await scene.as(moderator).patch(`/api/partnerships/${slug}`, { version: 1, hidden: true });
    const list = await scene.as(moderator).get('/api/partnerships?hidden=true');
    expect(list.body.items.map((one: { slug: string }) => one.slug)).toEqual([slug]);
    expect((await scene.guest.get('/api/partnerships?hidden=true')).status).toBe(403);
    expect((await scene.as(await scene.make.member()).get('/api/partnerships?hidden=true')).status).toBe(403);
  });
});

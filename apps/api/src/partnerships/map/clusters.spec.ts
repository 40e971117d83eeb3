import { describe, expect, it } from 'vitest';
import { grouped } from './clusters.js';

const places = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    slug: `p${i}`,
    name: `P ${i}`,
    lat: 50 + ((i * 7919) % 800) / 100,
    lon: -7 + ((i * 104_729) % 800) / 100,
    nation: null,
  }));

describe('the groups of a map', () => {
  it('lose nobody, at any zoom', () => {
    for (let zoom = 0; zoom <= 10; zoom += 1)
      expect(grouped(places(500), zoom).reduce((sum, { items }) => sum + items.length, 0)).toBe(500);
  });

  it('are no more than the cells of the map, however many places there are', () => {
    const [few, many] = [grouped(places(50), 5).length, grouped(places(5_000), 5).length];
    expect(many).toBeLessThanOrEqual(few * 1.5);
  });

  it('never mix what covers a nation with what stands in it, and go from north to south', () => {
    const scotland = { slug: 's', name: 'S', lat: 56.5, lon: -4.2, nation: 'scotland' as const };
    const groups = grouped([...places(20), scotland, { ...scotland, slug: 't', nation: null }], 3);
    expect(groups.filter(({ nation }) => nation === 'scotland')).toMatchObject([{ items: [{ slug: 's' }] }]);
    const lats = groups.map(({ lat }) => lat);
    expect(lats).toEqual(lats.toSorted((a, b) => b - a));
  });
});

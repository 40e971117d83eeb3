import { beforeAll, describe, expect, it } from 'vitest';
import { parseCsv as parse } from '../../test/csv.js';
import type { Member } from '../../test/factories.js';
import { statement } from '../database/sql.js';
import { startScene } from '../../test/scene.js';

const scene = startScene();
let member: Member;
const NAMES = ['Ynys Môn partnership', 'Alpha network', 'Beta scheme', '=Gamma', 'Delta group'];

beforeAll(async () => {
  member = await scene.make.member();
  const common = { nation: 'england', scale: 'county', area: 'Exampleshire' };
  const pin = (lat: number, lon: number, precision = 'town') => ({
    pin: { label: 'Town', lat, lon, precision },
  });
  const wishes = [
    { ...common, name: NAMES[0], nation: 'wales', formality: 'formal', ...pin(53.3, -4.3) },
    {
      ...common,
      name: NAMES[1],
      lifecycle: 'active',
      members: [{ name: 'Mouse Hospice', sector: 'hospice' }],
      ...pin(53.8, -1.55),
    },
    {
      ...common,
      name: NAMES[2],
      formality: 'formal',
      formalityBasis: 'There is a signed agreement.',
      sources: [
        { title: 'A page', url: 'https://scheme.example/about', supports: '' },
        { title: 'A talk', url: null, supports: '' },
      ],
      ...pin(53.801, -1.549),
    },
    {
      ...common,
      name: NAMES[3],
      activityList: [{ kind: 'pilot', title: 'A pilot', date: null, evidence: 'page' }],
    },
    { ...common, name: NAMES[4], nation: 'scotland', scale: 'nation', ...pin(56.5, -4.2, 'nation') },
  ];
  for (const wish of wishes) {
    const answer = await scene.as(member).post('/api/partnerships', wish);
    if (answer.status !== 201) throw new Error(answer.text);
  }
});

const names = async (query = '') =>
  (await scene.guest.get(`/api/partnerships?${query}`)).body.items.map(({ name }: { name: string }) => name);

const namedBy = ({ properties }: { properties: { name: string } }) => properties.name;

describe('the directory', () => {
  it('lists by name, both ways, page by page without gaps', async () => {
    const all = ['=Gamma', 'Alpha network', 'Beta scheme', 'Delta group', 'Ynys Môn partnership'];
    expect(await names()).toEqual(all);
    expect(await names('order=desc')).toEqual(all.toReversed());
    const seen: string[] = [];
    let after = '';
    for (let next: string | null = ''; next !== null; after = `&after=${next}`) {
      const { body } = await scene.guest.get(`/api/partnerships?limit=2${after}`);
      seen.push(...body.items.map(({ name }: { name: string }) => name));
      ({ next } = body);
    }
    expect(seen).toEqual(all);
    expect((await scene.guest.get('/api/partnerships?after=nonsense')).status).toBe(422);
    expect((await scene.guest.get('/api/partnerships?nation=atlantis')).body.errors).toMatchObject([
      { path: 'nation' },
    ]);
  });

  it('is narrowed the same way as a list, as a table, as a map and as files, which all have the same records', async () => {
    const filters: [string, string[]][] = [
      ['nation=wales', [NAMES[0]!]],
      ['sector=charity', [NAMES[1]!]],
      ['formality=formal', [NAMES[2]!, NAMES[0]!]],
      ['activity=pilot', [NAMES[3]!]],
      ['lifecycle=active', [NAMES[1]!]],
      ['q=mon', [NAMES[0]!]],
      ['q=hospice%20mouse', [NAMES[1]!]],
      ['q=exampleshire&nation=scotland', [NAMES[4]!]],
      [`q=${encodeURIComponent("x':* | a")}`, []],
    ];
    for (const [query, expected] of filters) {
      expect(await names(query), query).toEqual(expected);
      const { body } = await scene.guest.get(`/api/partnerships.geojson?${query}`);
      expect(body.total, query).toBe(expected.length);
      expect(body.features.map(namedBy), query).toEqual(expected);
      const inJson = await scene.guest.get(`/api/partnerships.json?${query}`);
      expect(
        inJson.body.items.map(({ name }: { name: string }) => name),
        query,
      ).toEqual(expected);
      const rows = parse((await scene.guest.get(`/api/partnerships.csv?${query}`)).text);
      expect(
        rows.slice(1).map(([name]) => name!.replace(/^'/, '')),
        query,
      ).toEqual(expected);
    }
  });

  it('is a spreadsheet that no name can break out of', async () => {
    const { text, headers } = await scene.guest.get('/api/partnerships.csv');
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toContain('partnerships.csv');
    expect(text.startsWith('\uFEFFName,')).toBe(true);
    const cells = parse(text).map(([name]) => name);
    expect(cells).toContain("'=Gamma");
    expect(cells).toContain('Ynys Môn partnership');
  });

  it('keeps numbers as numbers in it, also west of Greenwich, and says where each fact is from', async () => {
    const [heads, row] = parse((await scene.guest.get('/api/partnerships.csv?q=beta')).text);
    const cell = (name: string) => row?.[heads?.indexOf(name) ?? -1];
    expect([cell('Latitude'), cell('Longitude'), cell('Members')]).toEqual(['53.801', '-1.549', '0']);
    expect(cell('How that is known')).toBe('There is a signed agreement.');
    expect(cell('Sources')).toBe('https://scheme.example/about; A talk');
  });

  it('is a file of all that its records say, whatever number of them there are', async () => {
    const { body, headers } = await scene.guest.get('/api/partnerships.json?q=e');
    expect(headers['content-disposition']).toContain('partnerships.json');
    expect(body.items.map(({ name }: { name: string }) => name)).toEqual(await names('q=e'));
    const { body: whole } = await scene.guest.get('/api/partnerships.json');
    expect(whole.items).toHaveLength(NAMES.length);
    expect(whole.items[1]).toMatchObject({ name: 'Alpha network', members: [{ name: 'Mouse Hospice' }] });
    expect((await scene.guest.get('/api/partnerships.json?q=nowhere')).body).toEqual({ items: [] });
  });

  it('is a map: what lies on one another comes as one, a nation stands by itself', async () => {
    const features = async (query: string) =>
      (await scene.guest.get(`/api/partnerships.geojson?${query}`)).body;
    const plain = await features('');
    expect(plain).toMatchObject({ type: 'FeatureCollection', total: 5, placed: 4 });
    // The one without a place is in the file all the same, and in no box and on no map.
    expect(plain.features).toHaveLength(5);
    expect(
      plain.features.filter(({ geometry }: { geometry: object | null }) => geometry === null),
    ).toMatchObject([{ type: 'Feature', properties: { precision: null, name: '=Gamma' } }]);
    expect((await features('box=-180,-90,180,90')).features).toHaveLength(4);
    const { slug, page, ...dates } = plain.features[0].properties;
    expect(page).toMatch(new RegExp(`^http://.+/partnerships/${slug}$`));
    expect(dates).toMatchObject({ asOf: null, verifiedAt: null });
    const far = await features('zoom=5');
    expect(far.features).toMatchObject([
      { properties: { cluster: true, count: 1, nation: 'scotland', items: [{ name: 'Delta group' }] } },
      {
        properties: {
          cluster: true,
          count: 2,
          nation: null,
          items: [{ name: 'Alpha network' }, { name: 'Beta scheme' }],
        },
      },
      {
        geometry: { coordinates: [-4.3, 53.3] },
        properties: { name: 'Ynys Môn partnership', freshness: 'unverified' },
      },
    ]);
    expect((await features('zoom=10&box=-5,53,-4,54')).features).toHaveLength(1);
    expect((await scene.guest.get('/api/partnerships.geojson?box=1,2,3')).status).toBe(422);
    expect((await scene.guest.get('/api/partnerships.geojson?zoom=11')).status).toBe(422);
  });

  it('shows on the map at once what was put in, and what was hidden no more', async () => {
    const moderator = await scene.make.member();
    await scene.make.space({ slug: 'national', members: [[moderator, 'moderator']] });
    const total = async () => (await scene.guest.get('/api/partnerships.geojson?q=zeta')).body.total;
    expect(await total()).toBe(0);
    const wish = { name: 'Zeta', nation: 'uk', scale: 'uk', area: 'Everywhere' };
    const { slug } = (await scene.as(member).post('/api/partnerships', wish)).body;
    expect(await total()).toBe(1);
    await scene.as(moderator).patch(`/api/partnerships/${slug}`, { version: 1, hidden: true });
    expect(await total()).toBe(0);
  });

  it('is in order, whether few fit or many', async () => {
    await scene.db.query(CROWD);
    const crowd = Array.from({ length: 250 }, (_, i) => `Crowd ${String(i).padStart(3, '0')}`);
    const found = async (query: string) => {
      const seen: string[] = [];
      for (let next: string | null = null, first = true; first || next !== null; first = false) {
        const after: string = next === null ? '' : `&after=${next}`;
        const { body } = await scene.guest.get(`/api/partnerships?limit=100&${query}${after}`);
        seen.push(...body.items.map(({ name }: { name: string }) => name));
        ({ next } = body);
      }
      return seen;
    };
    for (const query of ['q=crowd', 'sector=council', 'sector=council&activity=campaign&nation=england'])
      expect(await found(query), query).toEqual(crowd);
    expect(await found('sector=council&order=desc')).toEqual(crowd.toReversed());
    expect(await found('q=crowd%20seldom')).toEqual(crowd.filter((_, i) => i % 25 === 0));
  });
});

/** More than are sorted for a page, one in 25 of them with a word of its own. */
const CROWD = statement(
  'spec-crowd-of-records',
  `INSERT INTO partnerships (slug, name, kind, nation, scale, area, formality, lifecycle, agreement, sectors, activities, words, written_at)
   SELECT 'crowd-' || i, 'Crowd ' || lpad(i::text, 3, '0'), 'network', 'england', 'city', 'Area', 'formal', 'active', '{}', '{council}', '{campaign}',
     array_to_tsvector(CASE WHEN i % 25 = 0 THEN ARRAY['crowd', 'seldom'] ELSE ARRAY['crowd'] END), now() FROM generate_series(0, 249) i`,
);

import { beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../test/client.js';
import { browser } from '../../test/cookies.js';
import { startScene } from '../../test/scene.js';
import { startingDirectory } from './content/index.js';

const scene = startScene({ DEMO: 'on' });
const member = async (handle: string): Promise<Client> =>
  browser(
    scene,
    await scene.guest.post('/api/auth/sign-in', {
      email: `${handle}@demo.example`,
      password: 'fingerpost-demo',
    }),
  );
const records = startingDirectory.partnerships;
const first = `/api/partnerships/${records[0]!.slug}`;

describe('the facts that a directory begins with', () => {
  it('are all there, each unverified, with its sources and the day that they are of', async () => {
    const { body } = await scene.guest.get('/api/partnerships?limit=100');
    expect(body.items.map(({ slug }: { slug: string }) => slug).sort()).toEqual(
      records.map(({ slug }) => slug).sort(),
    );
    for (const { slug, asOf, members } of records) {
      const { body: record } = await scene.guest.get(`/api/partnerships/${slug}`);
      expect(record).toMatchObject({
        freshness: 'unverified',
        asOf,
        memberCount: members.length,
        stewards: [],
      });
      expect(record.sources.length).toBeGreaterThan(0);
    }
  });

  it('name no address that mail could reach, and no person', () => {
    const text = JSON.stringify(startingDirectory);
    expect(text).not.toMatch(/[\w.+-]+@[\w-]+\.\w+/);
    expect(text).not.toMatch(/\b(?:Mrs?|Ms|Dr|Prof)\.? [A-Z]/);
  });

  it('know what an organisation is called today, and what came after one', async () => {
    const { body: bolton } = await scene.guest.get(first);
    expect(bolton.members.at(-1)).toMatchObject({
      name: 'University of Bolton',
      organisation: { name: 'University of Greater Manchester' },
    });
    const gone = await scene.guest.get('/api/organisations/health-education-england');
    expect(gone.body).toMatchObject({ listed: true, successor: { name: 'NHS England' } });
  });

  it('are found by the search', async () => {
    const { body } = await scene.guest.get('/api/search?q=Inspire&kind=partnership');
    expect(body.items[0]).toMatchObject({ kind: 'partnership', path: '/partnerships/inspire-cornwall' });
  });
});

describe('when the demonstration goes', () => {
  beforeAll(async () => {
    // Somebody tries the directory out: on a fact, and with a record and a message of their own.
    const [moderator, librarian] = [await member('moderator'), await member('trust-librarian')];
    await moderator.patch(first, { version: 1, area: 'Land of giraffes' });
    await librarian.put(`${first}/claim`, { note: 'giraffes' });
    const wish = { name: 'All about giraffes', nation: 'uk', scale: 'uk', area: 'UK' };
    await librarian.post('/api/partnerships', {
      ...wish,
      members: [{ name: 'Giraffes giraffes', sector: 'other' }],
    });
    const { body: people } = await librarian.get('/api/people');
    const other = people.items.find(({ can }: { can: { write: boolean } }) => can.write);
    await librarian.post(`/api/people/${other.id}/messages`, { body: 'About giraffes' });
    const removed = await (
      await member('operator')
    ).delete('/api/site/demonstration', {
      email: 'me@library.example',
      password: 'a few plain words',
      displayName: 'Coordinator',
      siteName: 'Northern libraries',
      joining: 'open',
    });
    if (removed.status !== 200) throw new Error(removed.text);
  });

  it('the facts stay as they first were, and what was tried out is gone', async () => {
    for (const { slug, area, nation } of records)
      expect((await scene.guest.get(`/api/partnerships/${slug}`)).body).toMatchObject({
        area,
        nation,
        freshness: 'unverified',
        version: 1,
      });
    expect((await scene.guest.get('/api/partnerships?q=giraffes')).body.items).toEqual([]);
    expect((await scene.guest.get('/api/search?q=giraffes')).body.items).toEqual([]);
    expect((await scene.guest.get('/api/search?q=Inspire&kind=partnership')).body.items).toHaveLength(1);
    const left = {
      name: 'spec-directory-left',
      text: `SELECT (SELECT count(*) FROM messages) + (SELECT count(*) FROM partnership_revisions) + (SELECT count(*) FROM partnership_stewards) AS left`,
    };
    expect(await scene.db.query(left)).toEqual([{ left: 0 }]);
  });
});

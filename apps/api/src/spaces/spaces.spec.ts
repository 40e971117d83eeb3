import { describe, expect, it } from 'vitest';
import { aKey, startScene } from '../../test/scene.js';

const scene = startScene();

describe('spaces', () => {
  it('lists what a viewer may know of, by name, page by page in both directions', async () => {
    const { make, guest, as } = scene;
    const [insider, outsider] = [await make.member(), await make.member()];
    await make.space({ slug: 'open-b', name: 'Éclairs' });
    await make.space({ slug: 'open-a', name: 'eager readers' });
    await make.space({ slug: 'half', name: 'Echo', visibility: 'members', members: [[insider, 'owner']] });
    await make.space({ slug: 'hidden', name: 'Eden', visibility: 'private', members: [[insider, 'owner']] });
    const slugs = async (who: typeof guest, path = '/api/spaces') =>
      (await who.get(path)).body.items.map((space: { slug: string }) => space.slug);
    expect(await slugs(guest)).toEqual(['open-a', 'open-b']);
    expect(await slugs(as(outsider))).toEqual(['open-a', 'half', 'open-b']);
    expect(await slugs(as(insider))).toEqual(['open-a', 'half', 'open-b', 'hidden']);
    expect(await slugs(as(insider), '/api/spaces?order=desc')).toEqual([
      'hidden',
      'open-b',
      'half',
      'open-a',
    ]);

    const first = await as(insider).get('/api/spaces?limit=2');
    expect(first.body).toMatchObject({ previous: null, next: expect.any(String) });
    const second = await as(insider).get(`/api/spaces?limit=2&after=${first.body.next}`);
    expect(second.body).toMatchObject({ items: [{ slug: 'open-b' }, { slug: 'hidden' }], next: null });
    expect(await slugs(as(insider), `/api/spaces?limit=2&before=${second.body.previous}`)).toEqual([
      'open-a',
      'half',
    ]);
    // The place of a private space in the alphabet is not told either.
    expect(
      await slugs(guest, `/api/spaces?limit=2&after=${Buffer.from('[4]').toString('base64url')}`),
    ).toEqual([]);
    expect((await guest.get('/api/spaces?after=nonsense')).status).toBe(422);
  });

  it('shows strangers a name and a text, and counts to readers only', async () => {
    const { make, guest, as } = scene;
    const [owner, stranger] = [await make.member(), await make.member()];
    const half = await make.space({ visibility: 'members', members: [[owner, 'owner']] });
    expect((await guest.get(`/api/spaces/${half.slug}`)).status).toBe(404);
    const seen = await as(stranger).get(`/api/spaces/${half.slug}`);
    expect(seen.body).toMatchObject({
      memberCount: null,
      discussionCount: null,
      lastActivityAt: null,
      description: null,
      can: { read: false, ask: true, join: false },
    });
    expect((await as(stranger).get(`/api/spaces/${half.slug}/members`)).status).toBe(404);
    await make.discussion(owner, half);
    expect((await as(owner).get(`/api/spaces/${half.slug}`)).body).toMatchObject({
      memberCount: 1,
      discussionCount: 1,
      lastActivityAt: expect.any(String),
      can: { read: true, manage: true },
    });
  });

  it('are made by operators and moderators of the national space', async () => {
    const { make, guest, as } = scene;
    const [operator, moderator, member] = [
      await make.member({ operator: true }),
      await make.member(),
      await make.member(),
    ];
    await make.space({
      slug: 'national',
      name: 'National',
      members: [
        [moderator, 'moderator'],
        [member, 'member'],
      ],
    });
    const wish = {
      name: 'Patient leaflets',
      visibility: 'members',
      description: 'For **everybody** who writes them.',
    };
    expect((await guest.post('/api/spaces', wish)).status).toBe(401);
    expect((await as(member).post('/api/spaces', wish)).status).toBe(403);
    const key = { 'idempotency-key': aKey() };
    const made = await as(moderator).post('/api/spaces', wish, key);
    expect(made).toMatchObject({
      status: 201,
      body: {
        slug: 'patient-leaflets',
        memberCount: 1,
        membership: { role: 'owner', state: 'active' },
        descriptionHtml: expect.stringContaining('<strong>'),
      },
    });
    expect((await as(moderator).post('/api/spaces', wish, key)).body).toEqual(made.body);
    expect((await as(operator).post('/api/spaces', wish)).body.slug).toBe('patient-leaflets-2');
    expect((await as(operator).post('/api/spaces', { ...wish, name: 'New' })).body.slug).toBe('new-2');
    expect(
      (await as(operator).post('/api/spaces', { ...wish, slug: 'national' })).body.errors[0],
    ).toMatchObject({ path: 'slug' });
  });

  it('are changed by owners on the version that they saw', async () => {
    const { make, as } = scene;
    const [owner, moderator] = [await make.member(), await make.member()];
    const space = await make.space({
      members: [
        [owner, 'owner'],
        [moderator, 'moderator'],
      ],
    });
    const at = `/api/spaces/${space.slug}`;
    expect((await as(moderator).patch(at, { version: 1, name: 'Mine' })).status).toBe(403);
    const changed = await as(owner).patch(at, { version: 1, description: '# About\n\nWords' });
    expect(changed.body).toMatchObject({
      version: 2,
      description: '# About\n\nWords',
      descriptionHtml: expect.stringContaining('<h3>About</h3>'),
    });
    const late = await as(owner).patch(at, { version: 1, name: 'Late' });
    expect(late).toMatchObject({ status: 409, body: { code: 'stale_version', current: { version: 2 } } });
    await as(owner).patch(at, { version: 2, visibility: 'private' });
    expect((await scene.guest.get(at)).status).toBe(404);
  });
});

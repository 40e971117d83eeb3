import { beforeAll, describe, expect, it } from 'vitest';
import type { Partnership } from '@fingerpost/contracts/partnerships';
import type { Member } from '../../test/factories.js';
import { aKey, startScene } from '../../test/scene.js';

const scene = startScene();
let moderator: Member;
let member: Member;
beforeAll(async () => {
  [moderator, member] = [await scene.make.member(), await scene.make.member()];
  await scene.make.space({ slug: 'national', members: [[moderator, 'moderator']] });
});

const wish = { name: 'Example health partnership', nation: 'england', scale: 'city', area: 'Exampleton' };
const add = async (more: object = {}, who = member) => {
  const answer = await scene.as(who).post<Partnership>('/api/partnerships', { ...wish, ...more });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body;
};
const at = ({ slug }: { slug: string }, rest = '') => `/api/partnerships/${slug}${rest}`;
const slugs = async (query: string) =>
  (await scene.guest.get(`/api/partnerships?${query}`)).body.items.map(({ slug }: { slug: string }) => slug);
const DAY = 86_400_000;

describe('a partnership', () => {
  it('is put in with four words, and read by everybody as unverified', async () => {
    const made = await add({ name: 'Four words partnership' });
    expect(made).toMatchObject({ slug: 'four-words-partnership', freshness: 'unverified', version: 1 });
    expect((await scene.guest.get(at(made))).body).toMatchObject({
      freshness: 'unverified',
      stewards: [],
      can: { edit: false, claim: false, history: false },
    });
    expect((await scene.guest.post('/api/partnerships', wish)).status).toBe(401);
  });

  it('is told from another of the same name by its area, then by a number', async () => {
    const [first, second, third] = [
      await add({ name: 'Twins' }),
      await add({ name: 'Twins', area: 'Elsewhere' }),
      await add({ name: 'Twins', area: 'Elsewhere' }),
    ];
    expect([first.slug, second.slug, third.slug]).toEqual(['twins', 'twins-elsewhere', 'twins-2']);
  });

  it('names organisations as its source does, and takes its sectors and activities from what it says', async () => {
    const made = await add({
      name: 'With members',
      members: [
        { name: 'Exampleton Libraries', sector: 'public-library' },
        { name: 'All NHS trusts', sector: 'nhs-library', collective: true },
      ],
      activityList: [{ kind: 'training', title: 'Searching', date: '2024-02', evidence: 'page' }],
    });
    expect(made).toMatchObject({
      sectors: ['nhs', 'public-library'],
      activities: ['training'],
      memberCount: 2,
    });
    expect(made.members).toMatchObject([
      { name: 'Exampleton Libraries', organisation: { slug: 'exampleton-libraries', listed: false } },
      { name: 'All NHS trusts', organisation: null },
    ]);
  });

  it('says what cannot be, beside the field, and changes nothing', async () => {
    const made = await add({ name: 'Refusals' });
    const refused = async (change: object, path: string, status = 422) => {
      const answer = await scene.as(member).patch(at(made), { version: 1, ...change });
      expect(answer).toMatchObject({ status, body: { errors: [{ path }] } });
    };
    const pin = { label: 'Nowhere', precision: 'town', lat: 53, lon: -2 };
    await refused({ pin: { ...pin, lat: 90.1 } }, 'pin.lat');
    await refused({ pin: { ...pin, lon: -181 } }, 'pin.lon');
    await refused(
      { agreement: { type: 'mou', status: 'signed', signedOn: '2023-02-30', reviewDueOn: null, url: null } },
      'agreement.signedOn',
    );
    await refused({ links: [{ title: 'Script', url: 'javascript:alert(1)' }] }, 'links.0.url');
    await refused({ successor: made.slug }, 'successor');
    await refused({ successor: 'no-such-one' }, 'successor');
    const next = await add({ name: 'What came after' });
    await scene.as(member).patch(at(next), { version: 1, successor: made.slug });
    await refused({ successor: next.slug }, 'successor');
    await refused({ distinction: 'Write to a.person@nhs.example' }, 'distinction');
    await refused({ members: [{ name: 'desk@library.example', sector: 'council' }] }, 'members.0.name');
    expect((await scene.guest.get(at(made))).body).toEqual({ ...made, can: expect.anything() });
  });

  it('is mended by who put it in, and a change on a former version is a conflict with the present state', async () => {
    const made = await add({ name: 'Mended' });
    const stranger = await scene.make.member();
    expect((await scene.as(stranger).patch(at(made), { version: 1, area: 'X' })).status).toBe(403);
    const changed = await scene
      .as(member)
      .patch(at(made), { version: 1, area: 'Newton', agreement: made.agreement });
    expect(changed).toMatchObject({ status: 200, body: { area: 'Newton', version: 2 } });
    const late = await scene.as(moderator).patch(at(made), { version: 1, area: 'Oldton' });
    expect(late).toMatchObject({ status: 409, body: { code: 'stale_version', current: { area: 'Newton' } } });
    expect((await scene.as(member).patch(at(made), { version: 2, area: 'Newton' })).body.version).toBe(2);
    const { items } = (await scene.as(moderator).get(at(made, '/history'))).body;
    expect(items).toMatchObject([
      {
        version: 2,
        did: 'edited',
        by: { id: member.personId },
        changes: [{ field: 'area', before: 'Exampleton', after: 'Newton' }],
      },
      { version: 1, did: 'created' },
    ]);
    const latest = (await scene.as(moderator).get(at(made, '/history?limit=1'))).body;
    expect(latest).toMatchObject({ items: [{ version: 2 }], previous: null });
    const earlier = await scene.as(moderator).get(at(made, `/history?limit=1&after=${latest.next}`));
    expect(earlier.body).toMatchObject({ items: [{ version: 1 }], next: null });
    expect((await scene.as(stranger).get(at(made, '/history'))).status).toBe(403);
  });

  it('is changed once by a request that is sent twice', async () => {
    const made = await add({ name: 'Sent twice' });
    const key = { 'idempotency-key': aKey() };
    const first = await scene.as(member).patch(at(made), { version: 1, area: 'Once' }, key);
    expect((await scene.as(member).patch(at(made), { version: 1, area: 'Once' }, key)).body).toEqual(
      first.body,
    );
  });

  it('is hidden by a moderator alone, from all but moderators, and shown again', async () => {
    const made = await add({ name: 'Hidden for now' });
    expect((await scene.as(member).patch(at(made), { version: 1, hidden: true })).status).toBe(403);
    expect((await scene.as(moderator).patch(at(made), { version: 1, hidden: true })).body.hidden).toBe(true);
    expect((await scene.guest.get(at(made))).status).toBe(404);
    expect((await scene.as(member).get(at(made))).status).toBe(404);
    expect(await slugs('q=hidden')).toEqual([]);
    const shown = await scene.as(moderator).patch(at(made), { version: 2, hidden: false });
    expect(shown.body).toMatchObject({ hidden: false, version: 3 });
    expect(await slugs('q=hidden')).toEqual([made.slug]);
  });
});

describe('who looks after a partnership', () => {
  it('says so, is confirmed by a moderator, and keeps it right', async () => {
    const made = await add({ name: 'Looked after' });
    const [steward, other] = [await scene.make.member({ name: 'Steward to be' }), await scene.make.member()];
    const asked = await scene.as(steward).put(at(made, '/claim'), { note: 'I chair it' });
    expect(asked.body).toMatchObject({
      myClaim: 'asked',
      claimed: false,
      stewards: [],
      can: { verify: false, claim: false },
    });
    expect((await scene.as(other).get(at(made))).body.stewards).toEqual([]);
    expect((await scene.as(moderator).get(at(made))).body.stewards).toMatchObject([
      { state: 'asked', note: 'I chair it', person: { name: 'Steward to be' } },
    ]);
    expect((await scene.as(other).put(at(made, `/stewards/${steward.personId}`))).status).toBe(403);
    expect((await scene.as(moderator).put(at(made, '/stewards/999999'))).status).toBe(404);
    const confirmed = await scene.as(moderator).put(at(made, `/stewards/${steward.personId}`));
    expect(confirmed.body).toMatchObject({ claimed: true, stewardCount: 1 });
    // Names are for the signed-in, notes for who decides.
    expect((await scene.guest.get(at(made))).body).toMatchObject({
      claimed: true,
      stewardCount: 1,
      stewards: [],
    });
    expect((await scene.as(other).get(at(made))).body.stewards).toMatchObject([{ note: '' }]);
    expect((await scene.as(member).get(at(made))).body.can.edit).toBe(false);
    expect((await scene.as(other).put(at(made, '/verification'), { version: 1 })).status).toBe(403);
    const right = await scene.as(steward).put(at(made, '/verification'), { version: 1 });
    expect(right.body).toMatchObject({
      freshness: 'current',
      version: 2,
      verifiedBy: { name: 'Steward to be' },
    });
    expect((await scene.as(steward).put(at(made, '/verification'), { version: 1 })).status).toBe(409);
    expect((await scene.as(steward).delete(at(made, '/claim'))).body).toMatchObject({
      myClaim: null,
      stewardCount: 0,
    });
  });

  it('is reminded by the page: a review is due after six months, and after twelve the record is stale', async () => {
    const made = await add({ name: 'Growing old' });
    await scene.as(moderator).put(at(made, '/verification'), { version: 1 });
    const seen = async () => (await scene.guest.get(at(made))).body.freshness;
    const { verifiedAt, reviewDueAt, staleAt } = (await scene.guest.get(at(made))).body;
    expect(verifiedAt < reviewDueAt && reviewDueAt < staleAt).toBe(true);
    const there = scene.clock.offset;
    scene.clock.offset = there + 181 * DAY;
    expect(['current', 'review-due']).toContain(await seen());
    scene.clock.offset = there + 185 * DAY;
    expect(await seen()).toBe('review-due');
    scene.clock.offset = there + 367 * DAY;
    expect(await seen()).toBe('stale');
    scene.clock.offset = there;
  });
});

describe('two records of one partnership', () => {
  it('become one with what both say, under both addresses', async () => {
    const from = await add({
      name: 'Short form',
      members: [{ name: 'Only here', sector: 'hospice' }],
      links: [{ title: 'A', url: 'https://a.example/' }],
    });
    const to = await add({
      name: 'Its long form',
      aliases: ['SF'],
      links: [{ title: 'B', url: 'https://b.example/' }],
    });
    const steward = await scene.make.member();
    await scene.as(steward).put(at(from, '/claim'));
    const merge = (slug: string, into: string, who = moderator) =>
      scene.as(who).post(`/api/partnerships/${slug}/merge`, { into });
    expect((await merge(from.slug, to.slug, member)).status).toBe(403);
    expect((await merge(from.slug, from.slug)).body.errors).toMatchObject([{ path: 'into' }]);
    expect((await merge(from.slug, 'no-such-one')).body.errors).toMatchObject([{ path: 'into' }]);
    const unseen = await add({ name: 'Out of sight already' });
    await scene.as(moderator).patch(at(unseen), { version: 1, hidden: true });
    expect((await merge(from.slug, unseen.slug)).body.errors).toMatchObject([{ path: 'into' }]);
    const merged = await merge(from.slug, to.slug);
    expect(merged).toMatchObject({
      status: 200,
      body: {
        slug: to.slug,
        aliases: ['SF', 'Short form'],
        sectors: ['charity'],
        members: [{ name: 'Only here' }],
        stewards: [{ state: 'asked' }],
      },
    });
    expect(merged.body.links).toHaveLength(2);
    expect((await scene.guest.get(at(from))).body.slug).toBe(to.slug);
    expect(await slugs('q=form')).toEqual([to.slug]);
    // With itself by its former address is a merge with itself too.
    expect((await merge(from.slug, to.slug)).body.errors).toMatchObject([{ path: 'into' }]);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { Revocations, type Revocation } from '../access/revocations.js';
import type { Member, MadeSpace } from '../../test/factories.js';
import { startScene } from '../../test/scene.js';

const scene = startScene();
let owner: Member, moderator: Member, member: Member, stranger: Member;
let open: MadeSpace, half: MadeSpace, hidden: MadeSpace;

beforeEach(async () => {
  const { make } = scene;
  [owner, moderator, member, stranger] = [
    await make.member(),
    await make.member(),
    await make.member(),
    await make.member(),
  ];
  const members: [Member, 'owner' | 'moderator' | 'member'][] = [
    [owner, 'owner'],
    [moderator, 'moderator'],
    [member, 'member'],
  ];
  open = await make.space({ members });
  half = await make.space({ visibility: 'members', members });
  hidden = await make.space({ visibility: 'private', members });
});

describe('memberships', () => {
  it('joins a public space at once, asks in a members space, and never finds a private one', async () => {
    const me = scene.as(stranger);
    expect((await me.put(`/api/spaces/${open.slug}/membership`)).body).toEqual({
      role: 'member',
      state: 'active',
    });
    expect((await me.get(`/api/spaces/${open.slug}`)).body).toMatchObject({
      memberCount: 4,
      can: { write: true, leave: true },
    });
    expect((await me.put(`/api/spaces/${half.slug}/membership`)).body).toEqual({
      role: 'member',
      state: 'asked',
    });
    expect((await me.get(`/api/spaces/${half.slug}/members`)).status).toBe(404);
    expect((await me.put(`/api/spaces/${hidden.slug}/membership`)).status).toBe(404);
    expect((await scene.guest.put(`/api/spaces/${open.slug}/membership`)).status).toBe(401);
  });

  it('shows who asked to moderators, who admit and refuse', async () => {
    const members = `/api/spaces/${half.slug}/members`;
    const asking = `${members}?state=asked`;
    await scene.as(stranger).put(`/api/spaces/${half.slug}/membership`);
    expect((await scene.as(member).get(asking)).status).toBe(403);
    expect((await scene.as(moderator).get(asking)).body.items).toMatchObject([
      { person: { id: stranger.personId }, state: 'asked' },
    ]);
    const first = await scene.as(moderator).get(`${members}?limit=2`);
    expect(first.body.items).toMatchObject([{ state: 'active' }, { state: 'active' }]);
    expect((await scene.as(moderator).get(`${members}?after=${first.body.next}`)).body.items).toHaveLength(1);
    expect(
      (
        await scene
          .as(member)
          .put(`/api/spaces/${half.slug}/members/${stranger.personId}`, { state: 'active' })
      ).status,
    ).toBe(403);
    expect(
      (
        await scene
          .as(moderator)
          .put(`/api/spaces/${half.slug}/members/${stranger.personId}`, { state: 'active' })
      ).body,
    ).toMatchObject({ state: 'active', role: 'member' });
    expect((await scene.as(stranger).get(`/api/spaces/${half.slug}/members`)).body.items).toHaveLength(4);
    const kept = await scene.db.query(
      { name: 'spec-audit', text: 'SELECT kind, actor_id FROM audit WHERE space_id = $1' },
      [half.id],
    );
    expect(kept).toEqual([{ kind: 'membership.changed', actor_id: moderator.personId }]);
  });

  it('finds members by the beginning of a name or handle, page after page', async () => {
    const named = async (name: string) => {
      const who = await scene.make.member({ name });
      await scene.as(who).put(`/api/spaces/${open.slug}/membership`);
      return who;
    };
    const [first, , third, marks] = [
      await named('Trust library desk'),
      await named('Council desk'),
      await named('Health TRUSTEE'),
      await named('100%_sure'),
    ];
    await scene.make.member({ name: 'Trust of no space' });
    const list = `/api/spaces/${open.slug}/members`;
    const found = async (query: string) => {
      const { body } = await scene.as(member).get(`${list}?${query}`);
      return { ...body, ids: body.items.map(({ person }: { person: { id: number } }) => person.id) };
    };
    expect((await found('q=trust')).ids).toEqual([first!.personId, third!.personId]);
    const page = await found('q=trust&limit=1');
    expect(page).toMatchObject({ ids: [first!.personId], previous: null });
    const next = await found(`q=trust&limit=1&after=${page.next}`);
    expect(next).toMatchObject({ ids: [third!.personId], next: null });
    expect((await found(`q=trust&limit=1&before=${next.previous}`)).ids).toEqual([first!.personId]);
    expect((await found('q=trust&order=desc')).ids).toEqual([third!.personId, first!.personId]);
    expect((await found('q=rust')).ids).toEqual([]);
    expect((await found(`q=${encodeURIComponent('100%_')}`)).ids).toEqual([marks!.personId]);
    expect((await found('q=%25')).ids).toEqual([]);
    expect((await found('q=')).ids).toHaveLength(7);
  });

  it('lets owners set roles and keeps the last owner', async () => {
    const path = (who: Member) => `/api/spaces/${open.slug}/members/${who.personId}`;
    expect((await scene.as(moderator).put(path(member), { role: 'moderator' })).status).toBe(403);
    expect((await scene.as(moderator).delete(path(owner))).status).toBe(403);
    expect((await scene.as(owner).put(path(member), { role: 'moderator' })).body).toMatchObject({
      role: 'moderator',
    });
    expect(await scene.as(owner).put(path(owner), { role: 'member' })).toMatchObject({
      status: 422,
      body: { code: 'last_owner' },
    });
    expect(await scene.as(owner).delete(`/api/spaces/${open.slug}/membership`)).toMatchObject({
      status: 422,
      body: { code: 'last_owner' },
    });
    await scene.as(owner).put(path(moderator), { role: 'owner' });
    expect((await scene.as(owner).delete(`/api/spaces/${open.slug}/membership`)).status).toBe(204);
    expect((await scene.as(moderator).delete(path(stranger))).status).toBe(404);
  });

  it('tells open pages when somebody loses access', async () => {
    const told: Revocation[] = [];
    scene.app.get(Revocations, { strict: false }).on((revocation) => told.push(revocation));
    expect(
      (await scene.as(moderator).delete(`/api/spaces/${hidden.slug}/members/${member.personId}`)).status,
    ).toBe(204);
    expect(told).toContainEqual(expect.objectContaining({ personId: member.personId, spaceId: hidden.id }));
    expect((await scene.as(member).get(`/api/spaces/${hidden.slug}`)).status).toBe(404);
  });

  it('invites by address with the same answer for known and unknown ones', async () => {
    const invitations = `/api/spaces/${hidden.slug}/invitations`;
    expect((await scene.as(member).post(invitations, { email: stranger.email })).status).toBe(403);
    expect((await scene.as(stranger).post(invitations, { email: stranger.email })).status).toBe(404);
    expect(
      (await scene.as(moderator).post(invitations, { email: 'x@demo.example', role: 'owner' })).status,
    ).toBe(403);
    const known = await scene.as(moderator).post(invitations, { email: stranger.email });
    const unknown = await scene.as(moderator).post(invitations, { email: 'nobody@demo.example' });
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
    expect((await scene.as(moderator).get(invitations)).body.items).toMatchObject([
      { email: 'nobody@demo.example' },
      { email: stranger.email },
    ]);
    const mails = await scene.db.query({
      name: 'spec-mails',
      text: `SELECT recipient FROM mails WHERE template = 'invitation' ORDER BY id`,
    });
    expect(mails).toEqual([{ recipient: stranger.email }, { recipient: 'nobody@demo.example' }]);
    // The member list says nothing of who is invited: it would tell whose address it is.
    expect((await scene.as(moderator).get(`/api/spaces/${hidden.slug}/members`)).body.items).toHaveLength(3);
    expect(
      (
        await scene
          .as(moderator)
          .put(`/api/spaces/${hidden.slug}/members/${stranger.personId}`, { state: 'active' })
      ).status,
    ).toBe(404);

    expect((await scene.as(stranger).get(`/api/spaces/${hidden.slug}`)).body).toMatchObject({
      membership: { state: 'invited' },
      can: { read: false, join: true },
    });
    expect((await scene.as(stranger).put(`/api/spaces/${hidden.slug}/membership`)).body).toEqual({
      role: 'member',
      state: 'active',
    });
    expect((await scene.as(moderator).get(invitations)).body.items).toHaveLength(1);
  });

  it('takes an invitation back', async () => {
    const invitations = `/api/spaces/${hidden.slug}/invitations`;
    await scene.as(owner).post(invitations, { email: stranger.email });
    const [{ id }] = (await scene.as(owner).get(invitations)).body.items;
    expect((await scene.as(owner).delete(`/api/spaces/${half.slug}/invitations/${id}`)).status).toBe(404);
    expect((await scene.as(owner).delete(`${invitations}/${id}`)).status).toBe(204);
    expect((await scene.as(stranger).get(`/api/spaces/${hidden.slug}`)).status).toBe(404);
  });
});

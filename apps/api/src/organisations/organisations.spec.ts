import { describe, expect, it } from 'vitest';
import { aKey, startScene } from '../../test/scene.js';

const scene = startScene();
const add = async (who: Awaited<ReturnType<typeof scene.make.member>>, name: string, sector = 'nhs') =>
  (await scene.as(who).post('/api/organisations', { name, sector })).body;
const names = async (path: string, who = scene.guest) =>
  (await who.get(path)).body.items.map(({ name }: { name: string }) => name);

describe('organisations', () => {
  it('are found by a part of their name, the listed ones by anybody', async () => {
    const [operator, member] = [await scene.make.member({ operator: true }), await scene.make.member()];
    for (const name of ['Northtown hospitals', 'Éast northern library', 'Southtown council'])
      await add(operator, name);
    await add(member, 'North pole library');
    expect(await names('/api/organisations?q=NORTH')).toEqual([
      'Éast northern library',
      'Northtown hospitals',
    ]);
    expect(await names('/api/organisations?q=%25')).toEqual([]);
    const { body: first } = await scene.guest.get('/api/organisations?limit=2');
    expect(await names(`/api/organisations?limit=2&after=${first.next}`)).toEqual(['Southtown council']);
    expect((await scene.guest.get('/api/organisations?limit=0')).status).toBe(422);
    expect((await scene.guest.get('/api/organisations?after=nonsense')).status).toBe(422);
    expect((await scene.guest.get('/api/organisations?listed=false')).status).toBe(403);
    expect((await scene.as(member).get('/api/organisations?listed=false')).status).toBe(403);
    expect(await names('/api/organisations?listed=false', scene.as(operator))).toEqual([
      'North pole library',
    ]);
  });

  it('are added once, unlisted by members, and listed by those who look after the list', async () => {
    const [moderator, member] = [await scene.make.member(), await scene.make.member()];
    await scene.make.space({
      slug: 'national',
      members: [
        [moderator, 'moderator'],
        [member, 'member'],
      ],
    });
    expect((await scene.guest.post('/api/organisations', { name: 'X', sector: 'nhs' })).status).toBe(401);
    const key = { 'idempotency-key': aKey() };
    const made = await scene
      .as(member)
      .post('/api/organisations', { name: '  Hillside  hospice ', sector: 'charity' }, key);
    expect(made).toMatchObject({ status: 201, body: { name: 'Hillside  hospice', listed: false } });
    expect(
      (
        await scene
          .as(member)
          .post('/api/organisations', { name: '  Hillside  hospice ', sector: 'charity' }, key)
      ).body,
    ).toEqual(made.body);
    expect((await add(moderator, 'HILLSIDE  HOSPICE')).id).toBe(made.body.id);
    expect((await scene.guest.get('/api/organisations?q=hillside')).body.items).toHaveLength(1);
    expect(
      (await scene.as(member).patch(`/api/organisations/${made.body.id}`, { version: 1, listed: false }))
        .status,
    ).toBe(403);
    expect(
      (
        await scene
          .as(moderator)
          .patch(`/api/organisations/${made.body.id}`, { version: 1, name: 'Hillside hospice', listed: true })
      ).body,
    ).toMatchObject({ name: 'Hillside hospice', listed: true });
    const other = await add(member, 'Other');
    expect(
      (
        await scene
          .as(moderator)
          .patch(`/api/organisations/${other.id}`, { version: 1, name: 'hillside hospice' })
      ).body.errors[0].path,
    ).toBe('name');
    expect(
      (await scene.as(moderator).patch('/api/organisations/999999', { version: 1, listed: true })).status,
    ).toBe(404);
  });

  it('of two who change one at once the second gets what the first left', async () => {
    const moderator = await scene.make.member({ operator: true });
    const { id } = await add(moderator, 'Harbour library');
    const change = (version: number, words: object) =>
      scene.as(moderator).patch(`/api/organisations/${id}`, { version, ...words });
    expect((await change(1, { place: 'Harbour' })).body.version).toBe(2);
    expect(await change(1, { aliases: ['The pier'] })).toMatchObject({
      status: 409,
      body: { current: { version: 2, place: 'Harbour', aliases: [] } },
    });
    expect((await change(2, { aliases: ['The pier'] })).status).toBe(200);
  });

  it('are merged: people move, and the former name leads on', async () => {
    const [operator, member] = [await scene.make.member({ operator: true }), await scene.make.member()];
    const into = await add(operator, 'Example trust');
    await scene.as(member).patch('/api/me', { organisation: 'Exmaple trust' });
    const typo = (await scene.as(operator).get('/api/organisations?q=exmaple&listed=false')).body.items[0];
    const merge = (id: number, to: number, who = operator) =>
      scene.as(who).post(`/api/organisations/${id}/merge`, { into: to });
    expect((await merge(typo.id, into.id, member)).status).toBe(403);
    expect((await merge(typo.id, typo.id)).body.errors[0].path).toBe('into');
    expect((await merge(typo.id, 999_999)).status).toBe(404);
    expect(await merge(typo.id, into.id)).toMatchObject({ status: 200, body: { id: into.id } });
    expect((await merge(typo.id, into.id)).status).toBe(422);
    expect((await merge(into.id, typo.id)).status).toBe(422);
    expect((await scene.as(member).get('/api/me')).body.member.organisation).toBe('Example trust');
    expect(await names('/api/organisations?q=exmaple&listed=false', scene.as(operator))).toEqual([]);

    const late = await scene.make.member();
    expect((await scene.as(late).patch('/api/me', { organisation: 'exmaple TRUST' })).body.organisation).toBe(
      'Example trust',
    );
    const third = await add(operator, 'Example foundation trust');
    await merge(into.id, third.id);
    expect(
      (await scene.as(await scene.make.member()).patch('/api/me', { organisation: 'Exmaple trust' })).body
        .organisation,
    ).toBe('Example foundation trust');
    const [audit] = await scene.db.query<{ count: number }>({
      name: 'spec-audit-merge',
      text: `SELECT count(*)::int AS count FROM audit WHERE kind = 'organisation.merged'`,
    });
    expect(audit!.count).toBe(2);
  });

  it('is followed by another, and never by what came before it', async () => {
    const operator = await scene.make.member({ operator: true });
    const ids: number[] = [];
    for (const name of ['First care trust', 'Second care trust', 'Third care trust'])
      ids.push((await add(operator, name)).id);
    const follow = (at: number, by: number, version = 1) =>
      scene.as(operator).patch(`/api/organisations/${ids[at]}`, { version, successorId: ids[by] });
    expect((await follow(0, 1)).status).toBe(200);
    expect((await follow(1, 2)).status).toBe(200);
    for (const [at, by, version] of [
      [1, 0, 2],
      [2, 0, 1],
      [2, 2, 1],
    ] as const)
      expect(await follow(at, by, version)).toMatchObject({
        status: 422,
        body: { errors: [{ path: 'successorId' }] },
      });
  });
});

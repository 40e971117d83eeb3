import { beforeAll, describe, expect, it } from 'vitest';
import type { Resource } from '@fingerpost/contracts/resources';
import type { MadeSpace, Member } from '../../test/factories.js';
import { docxOf, pdfOf } from '../../test/documents.js';
import { startScene } from '../../test/scene.js';
import { give, giveClean } from '../../test/uploads.js';

// Without workers, so that a file stays as a test has it.
const scene = startScene({ ROLE: 'api' }, { unlimited: true });
let giver: Member;
let peer: Member;
let moderator: Member;
let stranger: Member;
let space: MadeSpace;
beforeAll(async () => {
  ({ host: giver, peer, moderator, stranger, space } = await scene.make.company());
});

const read = async (member: Member, { id }: { id: number }) =>
  (await scene.as(member).get<Resource>(`/api/resources/${id}`)).body;

describe('versions', () => {
  it('stand behind one address, each with its note; the past ones stay', async () => {
    const resource = await scene.make.resource(giver, space, { title: 'Search guide' });
    const next = await scene.as(giver).post<Resource>(`/api/resources/${resource.id}/versions`, {
      version: resource.version,
      note: 'The new platform',
      link: 'https://library.example/second',
    });
    expect(next.body).toMatchObject({
      number: 2,
      link: 'https://library.example/second',
      versions: [{ number: 2, note: 'The new platform' }, { number: 1 }],
    });
    const { headers } = await scene.guest.get(`/api/resources/${resource.id}/download?version=1`);
    expect(headers['location']).toBe(resource.link);
    const late = { version: resource.version, note: 'Another', link: 'https://library.example/third' };
    expect((await scene.as(giver).post(`/api/resources/${resource.id}/versions`, late)).body).toMatchObject({
      code: 'stale_version',
      current: { number: 2 },
    });
    expect((await scene.as(peer).post(`/api/resources/${resource.id}/versions`, late)).status).toBe(403);
  });

  it('of which the newest is still looked at leave the one before to others', async () => {
    const resource = await scene.make.resource(giver, space, { title: 'Checklist' });
    const { id } = await give(scene, giver, 'checklist.docx', docxOf('Chairs'));
    await scene.db.transaction((tx) =>
      tx.query(`UPDATE files SET state = 'held', reason = 'scanner_away' WHERE key = $1`, [id]),
    );
    const answer = await scene.as(giver).post<Resource>(`/api/resources/${resource.id}/versions`, {
      version: resource.version,
      note: 'As a file',
      upload: id,
    });
    expect(answer.body).toMatchObject({
      number: 1,
      versions: [{ number: 2, open: false, file: { state: 'held' } }, { number: 1 }],
    });
    expect((await read(peer, resource)).versions.map(({ number }) => number)).toEqual([1]);
    expect((await scene.as(peer).get(`/api/resources/${resource.id}/download?version=2`)).status).toBe(404);
  });
});

describe('a resource', () => {
  it('is changed and removed by who gave it, who owns it and who moderates, by nobody else', async () => {
    const resource = await scene.make.resource(giver, space);
    const change = (by: Member, input: object) => scene.as(by).patch(`/api/resources/${resource.id}`, input);
    expect((await change(peer, { version: 1, title: 'Mine now' })).status).toBe(403);
    const handed = await change(giver, {
      version: resource.version,
      ownerId: peer.personId,
      tags: ['Falls'],
    });
    expect(handed.body).toMatchObject({ owner: { id: peer.personId }, tags: ['falls'] });
    expect((await change(peer, { version: handed.body.version, title: 'Better title' })).body.slug).toBe(
      'better-title',
    );
    expect((await change(peer, { version: 1, title: 'Late' })).body.code).toBe('stale_version');
    const outside = { version: handed.body.version + 1, ownerId: stranger.personId };
    expect((await change(peer, outside)).body.errors).toMatchObject([{ path: 'ownerId' }]);
    expect((await scene.as(moderator).delete(`/api/resources/${resource.id}`)).status).toBe(204);
    expect((await scene.as(peer).get(`/api/resources/${resource.id}`)).status).toBe(404);
    const audit = await scene.db.transaction((tx) =>
      tx.query(`SELECT kind FROM audit WHERE subject_kind = 'resource' AND subject_id = $1`, [resource.id]),
    );
    expect(audit).toEqual([{ kind: 'resource.removed' }]);
  });

  it('says when it may be out of date', async () => {
    const today = scene.clock.now().toISOString().slice(0, 10);
    const resource = await scene.make.resource(giver, space, { reviewBy: today });
    expect(resource).toMatchObject({ mayBeOutOfDate: false, reviewBy: today });
    scene.clock.offset += 86_400_000;
    expect(await read(peer, resource)).toMatchObject({ mayBeOutOfDate: true, reviewBy: today });
    const looked = { version: resource.version, reviewBy: '2199-01-31' };
    const { body } = await scene.as(giver).patch(`/api/resources/${resource.id}`, looked);
    expect(body.mayBeOutOfDate).toBe(false);
  });

  it('counts what people fetch by the button, and nothing that only reads', async () => {
    const { id } = await giveClean(scene, giver, 'leaflet.pdf', pdfOf('Counted'));
    const resource = await scene.make.resource(giver, space, { upload: id });
    await scene.app.inject({ url: `/api/resources/${resource.id}/download` });
    // As a page without scripts sends it: a form with nothing in it.
    const pressed = await scene.guest.post(`/api/resources/${resource.id}/downloads`, '', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect([pressed.status, pressed.headers['location']]).toEqual([
      303,
      `/api/resources/${resource.id}/download`,
    ]);
    expect(await read(peer, resource)).toMatchObject({ downloadCount: 1, versions: [{ downloadCount: 1 }] });
  });

  it('gathers how it was used, one note a member', async () => {
    const resource = await scene.make.resource(giver, space);
    const uses = `/api/resources/${resource.id}/uses`;
    expect(
      (await scene.as(peer).put(`/api/resources/${resource.id}/use`, { words: 'At our study day' })).status,
    ).toBe(204);
    await scene.as(peer).put(`/api/resources/${resource.id}/use`, { words: 'At two study days' });
    await scene.as(giver).put(`/api/resources/${resource.id}/use`, { words: 'Each month' });
    expect(
      (await scene.as(stranger).put(`/api/resources/${resource.id}/use`, { words: 'x' })).body.code,
    ).toBe('join_first');
    const { body } = await scene.as(peer).get(`${uses}?limit=1`);
    expect(body.items).toMatchObject([{ words: 'Each month', mine: false }]);
    expect((await scene.guest.get(`${uses}?after=${body.next}`)).body.items).toMatchObject([
      { words: 'At two study days' },
    ]);
    expect((await read(peer, resource)).useCount).toBe(2);
    await scene.as(peer).delete(`/api/resources/${resource.id}/use`);
    expect((await read(peer, resource)).useCount).toBe(1);
  });

  it('has one discussion', async () => {
    const resource = await scene.make.resource(giver, space, { title: 'Talked about' });
    const begun = await scene
      .as(peer)
      .post(`/api/resources/${resource.id}/discussion`, { body: 'Who has tried it?' });
    expect([begun.status, begun.body.title]).toEqual([201, 'Talked about']);
    expect(await read(giver, resource)).toMatchObject({
      discussion: { id: begun.body.id, replyCount: 0 },
      can: { discuss: false },
    });
    const second = await scene.as(giver).post(`/api/resources/${resource.id}/discussion`, { body: 'Me' });
    expect(second.body.code).toBe('discussed_already');
  });
});

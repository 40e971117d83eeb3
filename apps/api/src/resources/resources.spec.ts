import { beforeAll, describe, expect, it } from 'vitest';
import type { Resource } from '@fingerpost/contracts/resources';
import type { MadeSpace, Member } from '../../test/factories.js';
import { docxOf, pdfOf } from '../../test/documents.js';
import { until } from '../../test/patience.js';
import { aKey, startScene } from '../../test/scene.js';
import { give, giveClean } from '../../test/uploads.js';

const scene = startScene({}, { unlimited: true });
let giver: Member;
let peer: Member;
let stranger: Member;
let space: MadeSpace;
beforeAll(async () => {
  ({ host: giver, peer, stranger, space } = await scene.make.company());
});

const FOUR = { title: 'A short MoU', kind: 'template', licence: 'cc0', link: 'https://library.example/mou' };
const read = async (member: Member, { id }: { id: number }) =>
  (await scene.as(member).get<Resource>(`/api/resources/${id}`)).body;

describe('a link', () => {
  it('is given with four fields, and is there at once', async () => {
    const given = await scene.as(giver).post<Resource>('/api/resources', { ...FOUR, spaceId: space.id });
    expect(given.status).toBe(201);
    expect(given.body).toMatchObject({
      ...FOUR,
      state: 'published',
      slug: 'a-short-mou',
      format: 'link',
      number: 1,
      mayBeOutOfDate: false,
      can: { get: true, change: true, addVersion: true },
    });
    expect((await scene.guest.get(`/api/resources/${given.body.id}`)).body.can).toMatchObject({
      get: true,
      change: false,
      discuss: false,
    });
    const { headers, status } = await scene.guest.get(`/api/resources/${given.body.id}/download`);
    expect([status, headers['location']]).toEqual([302, FOUR.link]);
  });

  it('needs a licence, an address of a page, and a member of the space', async () => {
    const give = (input: object, by = giver) =>
      scene.as(by).post('/api/resources', { ...FOUR, spaceId: space.id, ...input });
    const paths = async (input: object) =>
      (await give(input)).body.errors?.map(({ path }: { path: string }) => path);
    expect(await paths({ licence: undefined })).toEqual(['licence']);
    expect(await paths({ licence: 'mine' })).toEqual(['licence']);
    for (const link of [
      'javascript:alert(1)',
      'ftp://library.example/a',
      'library',
      'https://',
      'file:///etc/passwd',
    ])
      expect(await paths({ link }), link).toEqual(['link']);
    expect(await paths({ link: undefined })).toEqual(['link']);
    expect(await paths({ upload: 'a'.repeat(32) })).toEqual(['link']);
    expect((await give({}, stranger)).body).toMatchObject({ status: 403, code: 'join_first' });
  });

  it('is given once, however often it is sent', async () => {
    const headers = { 'idempotency-key': aKey() };
    const body = { ...FOUR, title: 'Sent twice', spaceId: space.id };
    const first = await scene.as(giver).post('/api/resources', body, headers);
    expect((await scene.as(giver).post('/api/resources', body, headers)).body.id).toBe(first.body.id);
  });
});

describe('a file', () => {
  it('is unseen by others until it is clean', async () => {
    const { id } = await give(scene, giver, 'Falls.pdf', pdfOf('Falls at home'));
    const resource = await scene.make.resource(giver, space, { upload: id, title: 'Falls leaflet' });
    const seenAtFirst = (await scene.as(peer).get(`/api/resources/${resource.id}`)).status;
    expect(resource.state === 'held' ? 404 : 200).toBe(seenAtFirst);
    await until(async () => (await read(giver, resource)).state === 'published');
    expect(await read(peer, resource)).toMatchObject({
      format: 'pdf',
      file: { name: 'Falls.pdf', pages: 1, scanned: false },
      scanning: false,
      thumbnail: `/api/resources/${resource.id}/thumbnail?version=1`,
    });
    const small = await scene.guest.get(`/api/resources/${resource.id}/thumbnail`);
    expect(small.headers['content-type']).toBe('image/webp');
  });

  it('is handed over to be saved, never as a page, whole or in part', async () => {
    const bytes = docxOf('Agreement');
    const { id } = await giveClean(scene, giver, 'Agreement – “short”.docx', bytes);
    const resource = await scene.make.resource(giver, space, { upload: id });
    const at = `/api/resources/${resource.id}/download`;
    const whole = await scene.app.inject({ url: at });
    expect(whole.rawPayload.equals(bytes)).toBe(true);
    expect(whole.headers).toMatchObject({
      'content-disposition': `attachment; filename="Agreement  short.docx"; filename*=UTF-8''Agreement%20%E2%80%93%20%E2%80%9Cshort%E2%80%9D.docx`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-length': String(bytes.length),
      'accept-ranges': 'bytes',
    });
    const etag = String(whole.headers.etag);
    const ask = (headers: Record<string, string>) => scene.app.inject({ url: at, headers });
    expect((await ask({ 'if-none-match': etag })).statusCode).toBe(304);
    const part = await ask({ range: 'bytes=10-19' });
    expect([part.statusCode, part.headers['content-range']]).toEqual([206, `bytes 10-19/${bytes.length}`]);
    expect(part.rawPayload.equals(bytes.subarray(10, 20))).toBe(true);
    expect((await ask({ range: 'bytes=-5' })).rawPayload.equals(bytes.subarray(-5))).toBe(true);
    expect((await ask({ range: 'bytes=10-19', 'if-range': '"other"' })).statusCode).toBe(200);
    const outside = await ask({ range: `bytes=${bytes.length}-` });
    expect([outside.statusCode, outside.headers['content-range']]).toEqual([416, `bytes */${bytes.length}`]);
    const head = await scene.app.inject({ method: 'HEAD', url: at });
    expect([head.statusCode, head.headers['content-length']]).toEqual([200, String(bytes.length)]);
  });

  it('that was refused, is another’s or was used is named beside the field', async () => {
    const { id } = await give(scene, giver, 'leaflet.pdf', Buffer.from('<html>'));
    const give2 = (upload: string, by = giver) =>
      scene.as(by).post('/api/resources', {
        spaceId: space.id,
        title: 'Leaflet',
        kind: 'leaflet',
        licence: 'cc0',
        upload,
      });
    expect((await give2(id)).body.errors).toEqual([
      { path: 'upload', message: 'is not what its name says it is; save it anew in its own program' },
    ]);
    const good = await giveClean(scene, giver, 'leaflet.pdf', pdfOf('Leaflet'));
    expect((await give2(good.id, peer)).body.errors[0].path).toBe('upload');
    expect((await give2(good.id)).status).toBe(201);
    expect((await give2(good.id)).body.errors).toMatchObject([{ path: 'upload' }]);
  });

  it('for members alone goes to the signed-in', async () => {
    const { id } = await giveClean(scene, giver, 'slides.pdf', pdfOf('Slides'));
    const resource = await scene.make.resource(giver, space, { upload: id, licence: 'members' });
    const seen = (await scene.guest.get<Resource>(`/api/resources/${resource.id}`)).body;
    expect(seen).toMatchObject({ can: { get: false }, thumbnail: null });
    for (const what of ['download', 'thumbnail'])
      expect((await scene.guest.get(`/api/resources/${resource.id}/${what}`)).status, what).toBe(401);
    expect((await scene.as(stranger).get(`/api/resources/${resource.id}/thumbnail`)).status).toBe(200);
  });
});

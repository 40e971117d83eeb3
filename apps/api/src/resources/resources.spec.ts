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
let moderator: Member;
let stranger: Member;
let space: MadeSpace;
beforeAll(async () => {
  [giver, peer, moderator, stranger] = [
    await scene.make.member(),
    await scene.make.member(),
    await scene.make.member(),
    await scene.make.member(),
  ];
  space = await scene.make.space({
    members: [
      [giver, 'member'],
      [peer, 'member'],
      [moderator, 'moderator'],
    ],
  });
});

const FOUR = { title: 'A short MoU', kind: 'template', licence: 'cc0', link: 'https://library.example/mou' };
const read = async (member: Member, { id }: { id: number }) =>
  (await scene.as(member).get<Resource>(`/api/resources/${id}`)).body;
const titles = async (query: string, by = scene.guest) =>
  (await by.get(`/api/resources?${query}`)).body.items.map(({ title }: Resource) => title);

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
    const resource = await scene.make.resource(giver, space, { reviewBy: '2020-01-31' });
    expect(resource).toMatchObject({ mayBeOutOfDate: true, reviewBy: '2020-01-31' });
    const looked = { version: resource.version, reviewBy: '2199-01-31' };
    const { body } = await scene.as(giver).patch(`/api/resources/${resource.id}`, looked);
    expect(body.mayBeOutOfDate).toBe(false);
  });

  it('counts what people fetch by the button, and nothing that only reads', async () => {
    const { id } = await giveClean(scene, giver, 'leaflet.pdf', pdfOf('Counted'));
    const resource = await scene.make.resource(giver, space, { upload: id });
    await scene.app.inject({ url: `/api/resources/${resource.id}/download` });
    const pressed = await scene.guest.post(`/api/resources/${resource.id}/downloads`);
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

describe('the library', () => {
  it('is narrowed by all that a resource says of itself, newest or most used first', async () => {
    const other = await scene.make.space({ members: [[giver, 'member']] });
    const [first, second] = [
      await scene.make.resource(giver, other, {
        title: 'First',
        tags: ['zebra'],
        audience: ['nhs', 'council'],
        kind: 'questions',
      }),
      await scene.make.resource(giver, other, {
        title: 'Second',
        tags: ['zebra', 'lion'],
        licence: 'ogl',
        kind: 'report',
      }),
    ];
    await scene.as(giver).put(`/api/resources/${first.id}/use`, { words: 'Often' });
    const here = `space=${other.slug}`;
    expect(await titles(here)).toEqual(['Second', 'First']);
    expect(await titles(`${here}&sort=used`)).toEqual(['First', 'Second']);
    expect(await titles(`${here}&order=asc`)).toEqual(['First', 'Second']);
    expect(await titles('tag=Zebra&sort=used')).toEqual(['First', 'Second']);
    expect(await titles(`tag=lion&${here}`)).toEqual(['Second']);
    expect(await titles(`audience=council&${here}`)).toEqual(['First']);
    expect(await titles(`licence=ogl&${here}`)).toEqual(['Second']);
    expect(await titles('kind=questions')).toEqual(['First']);
    expect(await titles('kind=questions&licence=ogl')).toEqual([]);
    await scene.as(giver).patch(`/api/resources/${second.id}`, { version: second.version, tags: ['lion'] });
    expect(await titles('tag=zebra')).toEqual(['First']);
    await scene.as(giver).delete(`/api/resources/${first.id}`);
    expect(await titles('tag=zebra')).toEqual([]);
  });

  it('is read page by page, both ways, in both orders', async () => {
    const shelf = await scene.make.space({ members: [[giver, 'member']] });
    for (let i = 0; i < 5; i++) await scene.make.resource(giver, shelf, { title: `Book ${i}` });
    for (const sort of ['new', 'used']) {
      const page = (rest: string) =>
        scene.guest.get(`/api/resources?space=${shelf.slug}&sort=${sort}&limit=2${rest}`);
      const one = (await page('')).body;
      const two = (await page(`&after=${one.next}`)).body;
      const three = (await page(`&after=${two.next}`)).body;
      expect([one, two, three].flatMap(({ items }) => items.map(({ title }: Resource) => title))).toEqual(
        [4, 3, 2, 1, 0].map((i) => `Book ${i}`),
      );
      expect([one.previous, three.next]).toEqual([null, null]);
      expect((await page(`&before=${three.previous}`)).body.items).toEqual(two.items);
    }
    expect((await scene.guest.get('/api/resources?after=nonsense')).body.errors).toMatchObject([
      { path: 'after' },
    ]);
  });

  it('finds the words inside of a file', async () => {
    const { id } = await giveClean(scene, giver, 'guide.docx', docxOf('The quokka method'));
    await scene.make.resource(giver, space, { upload: id, title: 'A method' });
    await until(async () => (await scene.guest.get('/api/search?q=quokka')).body.items.length === 1);
    expect((await scene.guest.get('/api/search?q=quokka&kind=resource')).body.items).toMatchObject([
      { kind: 'resource' },
    ]);
  });
});

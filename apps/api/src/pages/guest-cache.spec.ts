import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Discussion } from '@fingerpost/contracts/discussions';
import type { MadeSpace, Member } from '../../test/factories.js';
import { startScene } from '../../test/scene.js';
import { GuestCache } from './guest-cache.js';
import { until } from '../../test/patience.js';

const scene = startScene();
let asker: Member;
let space: MadeSpace;
let discussion: Discussion;
let page: string;

const cache = () => scene.app.get(GuestCache, { strict: false });
const inject = (url: string, headers: Record<string, string> = {}) =>
  scene.app.inject({ method: 'GET', url, headers });

beforeAll(async () => {
  asker = await scene.make.member();
  space = await scene.make.space({ members: [[asker, 'owner']] });
  discussion = await scene.make.discussion(asker, space, { body: 'The opening words.' });
  page = `/discussions/${discussion.id}-${discussion.slug}`;
});

describe('guests’ pages in memory', () => {
  it('are right within one write', async () => {
    // The jobs of what was written before empty it once more.
    await until(async () => {
      await inject(page);
      return cache().find(`  ${page}`) !== undefined;
    });
    await scene.make.reply(asker, discussion, { body: 'A quagga came by.' });
    expect((await inject(page)).body).toContain('A quagga came by.');
    await inject('/discussions');
    await scene
      .as(asker)
      .patch(`/api/discussions/${discussion.id}`, { version: 2, title: 'Renamed at once' });
    expect((await inject('/discussions')).body).toContain('Renamed at once');
  });

  it('go with what they showed', async () => {
    const hidden = await scene.make.space({ members: [[asker, 'owner']] });
    const { id, slug } = await scene.make.discussion(asker, hidden);
    expect((await inject(`/discussions/${id}-${slug}`)).statusCode).toBe(200);
    await scene.as(asker).patch(`/api/spaces/${hidden.slug}`, { version: 1, visibility: 'private' });
    expect((await inject(`/discussions/${id}-${slug}`)).statusCode).toBe(404);
  });

  it('are not kept when something was written meanwhile', () => {
    const { epoch } = cache();
    cache().empty();
    cache().keep('late', 'former words', epoch);
    expect(cache().find('late')).toBeUndefined();
  });

  it('are never given to members, and never made of theirs', async () => {
    const asMember = { authorization: `Bearer ${asker.token}` };
    const { body } = await inject('/', asMember);
    const hello = `Hello, ${asker.name}`;
    expect(body).toContain(hello);
    expect((await inject('/')).body).not.toContain(hello);
    expect((await inject('/', asMember)).body).toContain(hello);
    expect((await inject('/', { cookie: 'fp_session=nonsense' })).body).not.toContain(hello);
  });

  it('come packed as the reader can, with the same words, and not at all when they have them', async () => {
    const plain = await inject('/rules');
    const [br, gzip] = [
      await inject('/rules', { 'accept-encoding': 'gzip, br' }),
      await inject('/rules', { 'accept-encoding': 'gzip' }),
    ];
    expect([br.headers['content-encoding'], gzip.headers['content-encoding']]).toEqual(['br', 'gzip']);
    expect(brotliDecompressSync(br.rawPayload).toString()).toBe(plain.body);
    expect(gunzipSync(gzip.rawPayload).toString()).toBe(plain.body);
    expect(plain.headers.vary).toContain('Accept-Encoding');
    expect(await inject('/rules', { 'if-none-match': String(plain.headers.etag) })).toMatchObject({
      statusCode: 304,
      body: '',
    });
    expect(plain.headers['content-security-policy']).toBeDefined();
  });

  it('differ by the colours that the reader chose', async () => {
    expect((await inject('/rules', { cookie: 'fp_theme=dark' })).body).toContain('<html data-theme="dark"');
    expect((await inject('/rules')).body).not.toContain('data-theme');
  });
});

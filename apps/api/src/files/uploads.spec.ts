import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { FILE_MAX } from '@fingerpost/contracts/formats';
import { Config } from '../config/settings.js';
import type { Member } from '../../test/factories.js';
import { docxOf, pdfOf } from '../../test/documents.js';
import { until } from '../../test/patience.js';
import { startScene } from '../../test/scene.js';
import { give, tus } from '../../test/uploads.js';
import { FilesSweeper } from './files.sweeper.js';

const scene = startScene();
let giver: Member;
let other: Member;
beforeAll(async () => {
  giver = await scene.make.member();
  other = await scene.make.member();
});

const kept = async () => {
  const names = await readdir(join(scene.app.get(Config).dataDir, 'files')).catch(() => [] as string[]);
  return names.toSorted();
};
const stateOf = async (id: string) =>
  (await scene.as(giver).get(`/api/uploads/${id}`)).body.file?.state as string;

describe('an upload', () => {
  it('is taken in pieces, goes on where it was cut, and is clean once it was looked at', async () => {
    const me = tus(scene, giver);
    const bytes = docxOf('An agreement between partners');
    const begun = await me.begin('Agreement.docx', bytes.length);
    const address = String(begun.headers['location']);
    expect(begun.status).toBe(201);
    expect((await me.piece(address, 0, bytes.subarray(0, 100))).status).toBe(204);
    expect((await me.ask(address)).headers['upload-offset']).toBe('100');
    expect((await me.piece(address, 0, bytes)).body).toMatchObject({ status: 409, code: 'other_offset' });
    expect((await me.piece(address, 100, bytes.subarray(100))).headers['upload-offset']).toBe(
      String(bytes.length),
    );
    const upload = (await scene.as(giver).get(address)).body;
    expect(upload).toMatchObject({ name: 'Agreement.docx', file: { format: 'docx', size: bytes.length } });
    await until(async () => (await stateOf(upload.id)) === 'clean');
  });

  it('is refused before a byte when it is too large, has no size, or is of a kind that is not kept', async () => {
    const me = tus(scene, giver);
    expect(await me.begin('talk.mp4', FILE_MAX + 1)).toMatchObject({
      status: 413,
      body: { code: 'too_large', errors: [{ path: 'file' }] },
    });
    for (const name of [
      'setup.exe',
      'page.html',
      'pictures.zip',
      'agreement.docm',
      'drawing.svg',
      'none',
      '',
    ])
      expect(await me.begin(name, 10), name).toMatchObject({
        status: 422,
        body: { errors: [{ path: 'file' }] },
      });
    expect((await me.begin('a.pdf', 0)).status).toBe(422);
  });

  it('belongs to the member who began it, and to no guest', async () => {
    expect((await tus(scene, null).begin('a.pdf', 10)).status).toBe(401);
    const begun = await tus(scene, giver).begin('a.pdf', 10);
    const address = String(begun.headers['location']);
    const stranger = tus(scene, other);
    expect((await stranger.ask(address)).status).toBe(404);
    expect((await stranger.piece(address, 0, Buffer.from('%PDF-'))).status).toBe(404);
    expect((await stranger.leave(address)).status).toBe(404);
    expect((await scene.as(other).get(address)).status).toBe(404);
    expect((await tus(scene, giver).leave(address)).status).toBe(204);
    expect((await tus(scene, giver).ask(address)).status).toBe(404);
  });

  it('says why what is not what it says was refused, and keeps nothing of it', async () => {
    const before = await kept();
    const { file } = await give(scene, giver, 'leaflet.pdf', docxOf('not a leaflet'));
    expect(file).toMatchObject({ state: 'refused', reason: 'not_what_it_says' });
    expect(await kept()).toEqual(before);
  });

  it('that nothing stands on is swept after a day, bytes and rows', async () => {
    const { id } = await give(scene, giver, 'Leaflet.pdf', pdfOf('Falls'));
    await tus(scene, giver).begin('begun.pdf', 10);
    await until(async () => (await stateOf(id)) === 'clean');
    expect(await kept()).toEqual(expect.arrayContaining([id, `${id}.webp`]));
    scene.clock.offset += 2 * 86_400_000;
    await scene.app.get(FilesSweeper, { strict: false }).sweep();
    expect(await kept()).toEqual([]);
    const [rows] = await scene.db.transaction((tx) =>
      tx.query('SELECT (SELECT count(*) FROM files) + (SELECT count(*) FROM uploads) AS left'),
    );
    expect(rows).toEqual({ left: 0 });
  });
});

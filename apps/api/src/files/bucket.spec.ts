import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MadeSpace, Member } from '../../test/factories.js';
import { pdfOf } from '../../test/documents.js';
import { fakeS3 } from '../../test/s3.js';
import { startScene } from '../../test/scene.js';
import { giveClean, tus } from '../../test/uploads.js';
import { FilesSweeper } from './files.sweeper.js';

const s3 = await fakeS3();
const scene = startScene(s3.env, { unlimited: true });
let giver: Member;
let space: MadeSpace;
beforeAll(async () => {
  giver = await scene.make.member();
  space = await scene.make.space({ members: [[giver, 'member']] });
});
afterAll(() => void s3.server.close());

describe('files in a bucket', () => {
  it('are given, looked at, pictured and handed over as from a folder', async () => {
    const bytes = pdfOf('In a bucket');
    const { id, file } = await giveClean(scene, giver, 'bucket.pdf', bytes);
    expect(file).toMatchObject({ state: 'clean', pages: 1 });
    expect(s3.keys()).toEqual(expect.arrayContaining([id, `${id}.webp`]));
    const resource = await scene.make.resource(giver, space, { upload: id });
    const at = `/api/resources/${resource.id}/download`;
    expect((await scene.app.inject({ url: at })).rawPayload.equals(bytes)).toBe(true);
    const part = await scene.app.inject({ url: at, headers: { range: 'bytes=5-9' } });
    expect(part.rawPayload.equals(bytes.subarray(5, 10))).toBe(true);
  });

  it('go on where they were cut, over several parts', async () => {
    const me = tus(scene, giver);
    const bytes = Buffer.from(randomBytes(9 * 1024 * 1024).toString('base64'));
    const address = String((await me.begin('long.txt', bytes.length)).headers['location']);
    const half = 7 * 1024 * 1024;
    await me.piece(address, 0, bytes.subarray(0, half));
    expect((await me.ask(address)).headers['upload-offset']).toBe(String(half));
    expect((await me.piece(address, half, bytes.subarray(half))).status).toBe(204);
    expect((await scene.as(giver).get(address)).body.file).toMatchObject({
      size: bytes.length,
      format: 'txt',
    });
  });

  it('are swept as in a folder', async () => {
    scene.clock.offset += 2 * 86_400_000;
    await scene.app.get(FilesSweeper, { strict: false }).sweep();
    const keys = await scene.db.transaction((tx) =>
      tx.query<{ key: string }[]>('SELECT key FROM files UNION SELECT thumbnail_key FROM files ORDER BY 1'),
    );
    expect(s3.keys().filter((key) => !key.endsWith('.info'))).toEqual(keys.map(({ key }) => key));
  });
});

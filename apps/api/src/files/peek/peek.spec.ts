import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pdfOf } from '../../../test/documents.js';
import { NOTHING, peek } from './peek.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fingerpost-peek-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
const put = async (bytes: Buffer) => {
  await writeFile(join(folder, 'file'), bytes);
  return join(folder, 'file');
};

describe('a look into a document', () => {
  it('gives the words of a PDF, how long it is and its first page', async () => {
    const found = await peek('pdf', await put(pdfOf('Falls at home')));
    expect(found).toMatchObject({ text: 'Falls at home\n', pages: 1 });
    expect(await sharp(found.thumbnail!).metadata()).toMatchObject({ format: 'webp', height: 640 });
  });

  it('makes a picture small, and leaves out what the camera wrote', async () => {
    const picture = await sharp({ create: { width: 1200, height: 900, channels: 3, background: '#1f5b45' } })
      .withExif({ IFD0: { Artist: 'somebody' } })
      .jpeg()
      .toBuffer();
    const { thumbnail } = await peek('picture', await put(picture));
    const { width, exif } = await sharp(thumbnail!).metadata();
    expect([width, exif]).toEqual([480, undefined]);
  });

  it('finds nothing in what is broken, and goes on', async () => {
    expect(await peek('pdf', await put(Buffer.from('%PDF-1.4 nothing else')))).toEqual(NOTHING);
    expect(await peek('picture', await put(Buffer.from('no picture')))).toEqual(NOTHING);
  });
});

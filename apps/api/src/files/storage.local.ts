import { mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { PIECE, Storage, type Part, type Stored } from './storage.js';

const PRIVATE = 0o700;
const KEY = /^[0-9a-z]+(?:\.[0-9a-z]+)*$/;
const UNFINISHED = '.new';

/** Files in one folder, named by their keys. */
export class LocalStorage extends Storage {
  constructor(private readonly folder: string) {
    super();
  }

  async read(key: string, part?: Part): Promise<Readable> {
    // Opened first, so that what is not there is refused before an answer begins.
    const file = await open(this.pathOf(key));
    return file.createReadStream({ ...part, highWaterMark: PIECE });
  }

  override async bytes(key: string, { start, end }: Part): Promise<Buffer> {
    const length = end - start + 1;
    const file = await open(this.pathOf(key));
    try {
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, start);
      return bytesRead === length ? buffer : buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  }

  size(key: string): Promise<number | null> {
    return stat(this.pathOf(key)).then(
      ({ size }) => size,
      (fault: NodeJS.ErrnoException) => {
        if (fault.code === 'ENOENT') return null;
        throw fault;
      },
    );
  }

  async write(key: string, bytes: Buffer): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: PRIVATE });
    const path = this.pathOf(key);
    const file = await open(path + UNFINISHED, 'w', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(path + UNFINISHED, path);
  }

  remove(key: string): Promise<void> {
    return rm(this.pathOf(key), { force: true });
  }

  async *all(): AsyncIterable<Stored> {
    const folder = await opendir(this.folder).catch(() => null);
    if (!folder) return;
    for await (const { name } of folder) {
      const found = await stat(join(this.folder, name)).catch(() => null);
      if (found?.isFile()) yield { key: name, size: found.size, changedAt: found.mtime };
    }
  }

  pathOf(key: string): string {
    if (!KEY.test(key)) throw new Error('not a key of this storage');
    return join(this.folder, key);
  }
}

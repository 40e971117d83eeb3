import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FORMATS } from '@fingerpost/contracts/formats';
import { Config } from '../config/settings.js';
import { FILE_QUEUE, Jobs } from '../jobs/jobs.service.js';
import { scan } from './clamd.js';
import type { FileRow } from './file.rows.js';
import { Files, type Settling } from './files.service.js';
import { NOTHING, peek, type Peeked, type Wish } from './peek/peek.js';
import { Storage } from './storage.js';
import { officeWords } from './words.js';
import { ZipFault, placeOf, readZip, unpack } from './zip.js';

/** What is larger is handed on without a picture of its first page. */
const PEEK_MAX = 64 * 1024 * 1024;

/** Looks at each file in a job, all of it, before anybody but its owner has it. Runs twice without harm. */
@Injectable()
export class FilesChecker implements OnApplicationBootstrap {
  private readonly log = new Logger('files');
  /** One document at a time is opened: each takes a process of its own. */
  private opening: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly config: Config,
    private readonly jobs: Jobs,
    private readonly files: Files,
    private readonly storage: Storage,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return this.jobs.workEach<{ fileId: number }>(FILE_QUEUE, ({ fileId }) =>
      this.check(fileId).catch((fault: unknown) => {
        this.log.warn(fault, `file ${fileId} was not looked at`);
        throw fault;
      }),
    );
  }

  async check(fileId: number): Promise<void> {
    const file = await this.files.one(fileId);
    if (!file?.key || (file.state !== 'scanning' && file.state !== 'held')) return;
    const settling = await this.look(file, file.key);
    if (settling.state !== 'clean') this.log.warn(`file ${file.id} is ${settling.state}: ${settling.reason}`);
    await this.files.settle(file.id, settling);
  }

  private async look(file: FileRow, key: string): Promise<Settling> {
    if ((await this.storage.size(key)) !== file.size) return { state: 'refused', reason: 'lost' };
    if (FORMATS[file.format].make === 'office') {
      const broken = await this.unpackAll(file, key);
      if (broken) return broken;
    }
    const scanned = this.config.clamd ? await scan(this.config.clamd, await this.storage.read(key)) : null;
    if (scanned === 'virus') return { state: 'refused', reason: 'virus', scanned: true };
    if (scanned === 'scanner_away' || scanned === 'too_large_to_scan')
      return { state: 'held', reason: scanned };
    if (file.address !== null && FORMATS[file.format].make === 'picture')
      return this.shown(file, key, scanned === 'clean');
    const { text, pages, thumbnail } = await this.open(file, key);
    const thumbnailKey = thumbnail && `${key}.webp`;
    if (thumbnail && thumbnailKey) await this.storage.write(thumbnailKey, thumbnail);
    return {
      state: 'clean',
      scanned: scanned === 'clean',
      sha256: await this.hash(key),
      pages,
      text,
      thumbnailKey,
    };
  }

  /**
   * A picture in a text is drawn anew, at the size of a page: where it was taken, and with what, is nobody's business.
   * One that cannot be drawn anew is not shown as it came.
   */
  private async shown(file: FileRow, key: string, scanned: boolean): Promise<Settling> {
    const { picture } = await this.open(file, key);
    if (!picture) return { state: 'refused', reason: 'damaged', scanned };
    const { bytes, width, height } = picture;
    const shown = {
      key: `${key}.shown`,
      name: file.name.replace(/\.[^.]+$/, '.webp'),
      size: bytes.length,
      width,
      height,
    };
    await this.storage.write(shown.key, bytes);
    return { state: 'clean', scanned, sha256: createHash('sha256').update(bytes).digest(), shown };
  }

  /** Its list was read before; now every part is unpacked, since a list may lie. */
  private async unpackAll(file: FileRow, key: string): Promise<Settling | null> {
    const read = this.files.reader(key);
    try {
      for (const entry of await readZip(file.size, read)) {
        const start = await placeOf(entry, read);
        if (entry.packed > 0)
          await unpack(entry, await this.storage.read(key, { start, end: start + entry.packed - 1 }));
      }
      return null;
    } catch (fault) {
      if (!(fault instanceof ZipFault)) throw fault;
      return {
        state: 'refused',
        reason: /more than it says/.test(fault.message) ? 'unpacks_too_large' : 'damaged',
      };
    }
  }

  private open(file: FileRow, key: string): Promise<Peeked> {
    const turn = this.opening
      .then(() => this.seen(file, key))
      .catch((fault: unknown) => {
        this.log.warn(fault, `file ${file.id} was not opened`);
        return NOTHING;
      });
    this.opening = turn;
    return turn;
  }

  private async seen({ format, size, address }: FileRow, key: string): Promise<Peeked> {
    const { make } = FORMATS[format];
    if (make === 'office')
      return { ...NOTHING, text: storable(await officeWords(format, size, this.files.reader(key))) };
    if ((make !== 'pdf' && make !== 'picture') || size > PEEK_MAX) return NOTHING;
    // Of a file in a text its picture is all that is wanted.
    if (address !== null && make === 'pdf') return NOTHING;
    const wish = address === null ? make : 'shown';
    const path = this.storage.pathOf(key);
    const found = path ? await peek(wish, path) : await this.peekFar(wish, key);
    return { ...found, text: storable(found.text) };
  }

  private async peekFar(make: Wish, key: string): Promise<Peeked> {
    const folder = await mkdtemp(join(tmpdir(), 'fingerpost-file-'));
    try {
      const path = join(folder, 'file');
      await pipeline(await this.storage.read(key), createWriteStream(path));
      return await peek(make, path);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private async hash(key: string): Promise<Buffer> {
    const hash = createHash('sha256');
    await pipeline(await this.storage.read(key), hash);
    return hash.digest();
  }
}

/** PostgreSQL stores no NUL. */
const storable = (text: string) => text.replaceAll('\0', ' ').toWellFormed();

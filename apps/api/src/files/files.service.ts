import { Injectable } from '@nestjs/common';
import type { FileReason, StoredFile, Upload } from '@fingerpost/contracts/files';
import { FILE_ADDRESS, formatOfName } from '@fingerpost/contracts/formats';
import { Clock } from '../config/clock.js';
import { Config } from '../config/settings.js';
import { Database, type Transaction } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { invalid, notFound } from '../http/problem.js';
import { isMember, type Viewer } from '../http/viewer.js';
import { FILE_QUEUE, Jobs } from '../jobs/jobs.service.js';
import { FILE_COLUMNS, toStoredFile, type FileRow } from './file.rows.js';
import { inspect } from './inspect.js';
import { Storage } from './storage.js';
import type { ReadAt } from './zip.js';

/** Called in the transaction in which a file's fate is settled; what it gives runs after the commit. */
export type Settled = (tx: Transaction, file: FileRow) => Promise<(() => Promise<void>) | void>;

/** The files that people give, from the last byte of an upload until something stands on them. Knows no feature. */
@Injectable()
export class Files {
  private readonly listeners: Settled[] = [];

  constructor(
    private readonly config: Config,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly storage: Storage,
  ) {}

  /** False where no scanner is set up: pages say so. */
  get scanning(): boolean {
    return this.config.clamd !== null;
  }

  onSettled(listener: Settled): void {
    this.listeners.push(listener);
  }

  /** An upload of one's own, with its file once all of it is here. */
  async upload(viewer: Viewer, id: string): Promise<Upload> {
    const row = await this.db.one<UploadRow>(MY_UPLOAD, [viewer.personId, id]);
    if (!row) throw notFound();
    const file = row.file_id === null ? null : await this.one(row.file_id);
    return {
      id: row.id,
      name: row.name,
      size: row.size,
      file: file ? toStoredFile(file) : null,
      address: row.in_text ? FILE_ADDRESS + row.id : null,
    };
  }

  /** All bytes are here: looks at what they are, and has the rest looked at by a job. May run twice. */
  async arrived(uploadId: string): Promise<void> {
    const upload = await this.db.one<UploadRow>(UPLOAD, [uploadId]);
    if (!upload || upload.file_id !== null) return;
    if ((await this.storage.size(upload.id)) !== upload.size) return;
    const format = formatOfName(upload.name)!;
    const verdict = await inspect(format, upload.size, this.reader(upload.id));
    const mine = await this.db.transaction(async (tx) => {
      const [still] = await tx.query<UploadRow[]>(
        'SELECT id FROM uploads WHERE id = $1 AND file_id IS NULL FOR UPDATE',
        [uploadId],
      );
      if (!still) return false;
      const [file] = await tx.query<{ id: number }[]>(
        `INSERT INTO files (owner_id, key, name, format, size, state, reason, created_at, address) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
        [
          upload.owner_id,
          verdict ? null : upload.id,
          upload.name,
          format,
          upload.size,
          verdict ? 'refused' : 'scanning',
          verdict,
          this.clock.now(),
          upload.in_text ? upload.id : null,
        ],
      );
      await tx.query('UPDATE uploads SET file_id = $2 WHERE id = $1', [uploadId, file!.id]);
      if (!verdict) await this.jobs.enqueue(tx, FILE_QUEUE, { fileId: file!.id });
      return true;
    });
    if (mine && verdict) await this.storage.remove(upload.id);
    if (mine) this.jobs.wake(FILE_QUEUE);
  }

  /**
   * Takes what a member uploaded for something that stands on it from now on; `path` names the field of its form.
   * @throws DomainError 422 when it is not there, not whole, not theirs or was refused.
   */
  async take(viewer: Viewer, uploadId: string, path: string): Promise<StoredFile> {
    if (!isMember(viewer)) throw notFound();
    await this.arrived(uploadId);
    const row = await this.db.one<UploadRow>(MY_UPLOAD, [viewer.personId, uploadId]);
    const file = row && row.file_id !== null ? await this.one(row.file_id) : undefined;
    if (!file || file.address !== null) throw invalid(path, 'is not here, or not whole yet');
    if (file.state === 'refused') throw invalid(path, REFUSALS[file.reason ?? 'damaged']);
    return toStoredFile(file);
  }

  /** In the transaction of what stands on it. False where it is gone, or stands under something else already. */
  async keep(tx: Transaction, fileId: number): Promise<FileRow | undefined> {
    const [rows] = await tx.query<[FileRow[], number]>(
      `UPDATE files SET kept = true WHERE id = $1 AND NOT kept AND state <> 'refused' RETURNING ${FILE_COLUMNS}`,
      [fileId],
    );
    return rows[0];
  }

  /** Nothing stands on it any more: it goes with the next sweep. */
  async letGo(tx: Transaction, fileIds: readonly number[]): Promise<void> {
    await tx.query('UPDATE files SET kept = false, created_at = $2 WHERE id = ANY ($1)', [
      fileIds,
      new Date(0),
    ]);
  }

  one(id: number): Promise<FileRow | undefined> {
    return this.db.one<FileRow>(FILE, [id]);
  }

  /** Writes down what became of a file, and lets what stands on it follow in the same transaction. */
  async settle(id: number, change: Settling): Promise<void> {
    const after: (() => Promise<void>)[] = [];
    const gone = await this.db.transaction(async (tx) => {
      const [before] = await tx.query<FileRow[]>(
        `SELECT ${FILE_COLUMNS} FROM files WHERE id = $1 AND state IN ('scanning', 'held') FOR UPDATE`,
        [id],
      );
      if (!before) return null;
      const [rows] = await tx.query<[FileRow[], number]>(SETTLE, valuesOf(id, change, this.clock.now()));
      for (const listener of this.listeners) {
        const then = await listener(tx, rows[0]!);
        if (then) after.push(then);
      }
      return change.state === 'refused' || change.shown ? before.key : null;
    });
    if (gone) await this.storage.remove(gone);
    for (const then of after) await then();
  }

  reader(key: string): ReadAt {
    return (start, length) => this.storage.bytes(key, { start, end: start + length - 1 });
  }
}

export interface Settling {
  state: 'clean' | 'refused' | 'held';
  reason?: FileReason;
  scanned?: boolean;
  sha256?: Buffer;
  pages?: number | null;
  thumbnailKey?: string | null;
  text?: string;
  /** The picture that stands in the place of what was given. */
  shown?: Shown;
}

export interface Shown {
  key: string;
  name: string;
  size: number;
  width: number;
  height: number;
}

/** In the order of `SETTLE`. */
const valuesOf = (id: number, change: Settling, at: Date): unknown[] => [
  id,
  change.state,
  change.reason ?? null,
  change.scanned ?? false,
  change.sha256 ?? null,
  change.pages ?? null,
  change.thumbnailKey ?? null,
  change.text ?? '',
  at,
  ...['key', 'name', 'size', 'width', 'height'].map((part) => change.shown?.[part as keyof Shown] ?? null),
];

export interface UploadRow {
  id: string;
  owner_id: number;
  name: string;
  size: number;
  file_id: number | null;
  /** Given for a text that names it. */
  in_text: boolean;
  created_at: Date;
}
export const UPLOAD_COLUMNS = 'id, owner_id, name, size, file_id, in_text, created_at';

/** Beside the field, in words that say what to do. */
export const REFUSALS: Record<FileReason, string> = {
  empty: 'is empty',
  not_what_it_says: 'is not what its name says it is; save it anew in its own program',
  two_in_one: 'holds a second file inside it',
  macros: 'holds a macro or a program; save it without',
  locked: 'is locked with a password; save it without',
  damaged: 'is damaged; save it anew in its own program',
  unpacks_too_large: 'unpacks to far more than it should',
  too_many_pixels: 'is a picture with too many pixels; make it smaller',
  virus: 'was taken for a virus by the scanner',
  scanner_away: 'could not be scanned',
  too_large_to_scan: 'is too large for the scanner',
  lost: 'was lost; give it again',
};

const MY_UPLOAD = statement(
  'upload-mine',
  `SELECT ${UPLOAD_COLUMNS} FROM uploads WHERE owner_id = $1 AND id = $2`,
);
const UPLOAD = statement('upload', `SELECT ${UPLOAD_COLUMNS} FROM uploads WHERE id = $1`);
const FILE = statement('file', `SELECT ${FILE_COLUMNS} FROM files WHERE id = $1`);

const SETTLE = `
  UPDATE files SET state = $2, reason = $3, scanned = $4, sha256 = coalesce($5, sha256), pages = coalesce($6, pages),
    thumbnail_key = coalesce($7, thumbnail_key), text = CASE WHEN $2 = 'clean' THEN $8 ELSE text END, checked_at = $9,
    key = CASE WHEN $2 = 'refused' THEN NULL ELSE coalesce($10, key) END, format = CASE WHEN $10::text IS NULL THEN format ELSE 'webp' END,
    name = coalesce($11, name), size = coalesce($12, size), width = $13, height = $14
  WHERE id = $1 RETURNING ${FILE_COLUMNS}`;

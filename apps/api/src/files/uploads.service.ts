import { Injectable } from '@nestjs/common';
import { FileStore } from '@tus/file-store';
import { S3Store } from '@tus/s3-store';
import { Metadata, Server, Upload as TusUpload } from '@tus/server';
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { UploadId } from '@fingerpost/contracts/files';
import { FILE_MAX, POST_FILE_MAX, formatOfName } from '@fingerpost/contracts/formats';
import { Clock } from '../config/clock.js';
import { Config } from '../config/settings.js';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { DomainError, invalid, notFound } from '../http/problem.js';
import type { ViewedRequest } from '../http/viewer.js';
import { safeName } from './file-name.js';
import { Files, UPLOAD_COLUMNS, type UploadRow } from './files.service.js';
import { filesFolder } from './files.folder.js';
import { UploadLocks } from './upload-locks.js';
import { s3Settings } from './storage.s3.js';

/** Bytes that somebody may have under way or lying about with nothing standing on them. */
const WAITING_MAX = 2 * FILE_MAX;
const WAITING_COUNT = 40;

/** Uploads by the tus protocol: in pieces, resumed where they were cut, each belonging to the member who began it. */
@Injectable()
export class Uploads {
  private readonly tus: Server;

  constructor(
    private readonly config: Config,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly files: Files,
  ) {
    this.tus = new Server({
      path: '/api/uploads',
      relativeLocation: true,
      datastore: this.config.s3
        ? new S3Store({ s3ClientConfig: { ...s3Settings(this.config.s3), bucket: this.config.s3.bucket } })
        : new FileStore({ directory: filesFolder(this.config), configstore: this.rows() }),
      maxSize: FILE_MAX,
      locker: new UploadLocks(this.db),
      namingFunction: () => randomBytes(16).toString('hex'),
      // Same origin alone; the guard has seen to that.
      allowedOrigins: () => false,
      disableTerminationForFinishedUploads: true,
      onUploadCreate: async (_request, upload) => {
        await this.db.query(BEGIN, [
          upload.id,
          Number(upload.metadata?.['owner']),
          upload.metadata?.['name'],
          upload.size,
          this.clock.now(),
          upload.metadata?.['use'] === IN_TEXT,
        ]);
        return {};
      },
      onUploadFinish: async (_request, upload) => {
        await this.files.arrived(upload.id);
        return {};
      },
    });
  }

  /** Refused before a byte of it is read: a type that nobody may give, too large, or too much of it waiting. */
  async begin(request: ViewedRequest): Promise<Response> {
    const size = Number(request.headers['upload-length']);
    if (!Number.isSafeInteger(size) || size < 1) throw invalid('file', 'says no size, or is empty');
    const { name: said, use } = metadataOf(request.headers['upload-metadata']);
    const max = use === IN_TEXT ? POST_FILE_MAX : FILE_MAX;
    if (size > max)
      throw new DomainError('too_large', 413, `This is larger than ${max / 1024 ** 2} MiB.`, {
        errors: [{ path: 'file', message: `is larger than ${max / 1024 ** 2} MiB` }],
      });
    const name = safeName(said);
    if (!formatOfName(name)) throw invalid('file', 'is of a kind that cannot be given here');
    const { personId } = request.viewer;
    const waiting = await this.db.one<{ count: number; size: number }>(WAITING, [personId]);
    if (waiting && (waiting.count >= WAITING_COUNT || waiting.size + size > WAITING_MAX))
      throw invalid('file', 'would be too much at once; use or leave what you gave before, for a day');
    const metadata = Metadata.stringify({ name, owner: String(personId), use });
    return this.ask(request, { 'upload-metadata': metadata });
  }

  /** A further piece, or the question how far it came; of one's own upload alone. */
  async goOn(request: ViewedRequest, id: string): Promise<Response> {
    if (!(await this.isMine(request, id))) throw notFound();
    return this.ask(request);
  }

  async leave(request: ViewedRequest, id: string): Promise<Response> {
    const answer = await this.goOn(request, id);
    await this.db.query(LEAVE, [id]);
    return answer;
  }

  private async isMine({ viewer }: ViewedRequest, id: string): Promise<boolean> {
    return UploadId.safeParse(id).success && (await this.db.one(MINE, [viewer.personId, id])) !== undefined;
  }

  private async ask(
    { raw, method, url }: ViewedRequest,
    given: Record<string, string> = {},
  ): Promise<Response> {
    const headers = new Headers(given);
    for (const [name, value] of Object.entries(raw.headers))
      if (name.startsWith('upload-') || KNOWN.has(name))
        if (!headers.has(name)) headers.set(name, String(value));
    const carries = method === 'PATCH' || method === 'POST';
    const answer = await this.tus.handleWeb(
      new Request(new URL(url, this.config.address), {
        method,
        headers,
        ...(carries && { body: Readable.toWeb(raw) as ReadableStream, duplex: 'half' }),
      } as RequestInit),
    );
    if (answer.status < 400) return answer;
    throw new DomainError(CODES[answer.status] ?? 'malformed', answer.status, (await answer.text()).trim());
  }

  /** What the store knows of an upload stands in the database, not in a file beside it. */
  private rows() {
    return {
      get: async (id: string): Promise<TusUpload | undefined> => {
        const row = await this.db.one<UploadRow>(UPLOAD, [id]);
        return (
          row && new TusUpload({ id, size: row.size, offset: 0, creation_date: row.created_at.toISOString() })
        );
      },
      set: () => Promise.resolve(),
      delete: () => Promise.resolve(),
    };
  }
}

const KNOWN = new Set(['tus-resumable', 'content-type', 'content-length']);
const CODES: Record<number, string> = {
  404: 'not_found',
  409: 'other_offset',
  410: 'upload_gone',
  412: 'other_protocol',
  413: 'too_large',
  415: 'unsupported_type',
  423: 'upload_locked',
};

/** `use` with a post or any other text that names its files; what stands by itself says none. */
const IN_TEXT = 'text';

function metadataOf(metadata: string | string[] | undefined): { name: string; use: string } {
  try {
    const { filename, name, use } = Metadata.parse(String(metadata ?? ''));
    return { name: filename ?? name ?? '', use: use === IN_TEXT ? IN_TEXT : 'library' };
  } catch {
    return { name: '', use: 'library' };
  }
}

const BEGIN = statement(
  'upload-begin',
  'INSERT INTO uploads (id, owner_id, name, size, created_at, in_text) VALUES ($1, $2, $3, $4, $5, $6)',
);
const MINE = statement('upload-is-mine', 'SELECT id FROM uploads WHERE owner_id = $1 AND id = $2');
const UPLOAD = statement('upload-row', `SELECT ${UPLOAD_COLUMNS} FROM uploads WHERE id = $1`);
const LEAVE = statement('upload-leave', 'DELETE FROM uploads WHERE id = $1 AND file_id IS NULL');
const WAITING = statement(
  'uploads-waiting',
  `SELECT count(*)::int AS count, coalesce(sum(u.size), 0)::bigint AS size FROM uploads u LEFT JOIN files f ON f.id = u.file_id
   WHERE u.owner_id = $1 AND f.kept IS NOT TRUE AND f.state IS DISTINCT FROM 'refused'`,
);

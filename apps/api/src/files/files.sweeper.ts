import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Clock } from '../config/clock.js';
import { Config } from '../config/settings.js';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { FilesChecker } from './files.checker.js';
import { Files } from './files.service.js';
import { Storage } from './storage.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A text that names a file may wait in its writer's drafts. */
const DRAFT = 14 * DAY;

/** What was cut by a process that died, a scanner that was away or people who went on: nothing stays half done. */
@Injectable()
export class FilesSweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('files');
  private timers: NodeJS.Timeout[] = [];
  private running?: Promise<void>;

  constructor(
    private readonly config: Config,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly files: Files,
    private readonly checker: FilesChecker,
    private readonly storage: Storage,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.worksJobs) return;
    this.timers = [
      setInterval(() => this.take(() => this.goOn()), MINUTE).unref(),
      setInterval(() => this.take(() => this.sweep()), HOUR).unref(),
    ];
  }

  private take(work: () => Promise<void>): void {
    this.running ??= work()
      .catch((fault: unknown) => this.log.warn(fault, 'sweep'))
      .finally(() => (this.running = undefined));
  }

  private ago(milliseconds: number): Date {
    return new Date(this.clock.now().getTime() - milliseconds);
  }

  /** Uploads whose last piece came and nothing after, files whose job is dead, and those that wait for the scanner. */
  async goOn(): Promise<void> {
    for (const { id } of await this.db.query<{ id: string }>(UNFINISHED, [this.ago(MINUTE)]))
      await this.files.arrived(id);
    for (const { id } of await this.db.query<{ id: number }>(WAITING, [
      this.ago(MINUTE),
      this.ago(10 * MINUTE),
      this.ago(DAY),
    ]))
      await this.checker
        .check(id)
        .catch((fault: unknown) => this.log.warn(fault, `file ${id} was not checked`));
  }

  /** Afterwards there is no row without its bytes, and there are no bytes without a row. */
  async sweep(): Promise<void> {
    await this.db.query(OLD_UPLOADS, [this.ago(DAY)]);
    await this.db.query(LOOSE_FILES, [this.ago(DAY), this.ago(DRAFT)]);
    // Rows are read after the bytes were listed: what comes meanwhile has its row, and is not taken for left over.
    const found = new Map<string, Date>();
    const begun = this.clock.now();
    for await (const { key, changedAt } of this.storage.all()) found.set(key, changedAt);
    const rows = await this.db.query<{ key: string; file: number | null; at: Date }>(KEYS);
    const known = new Set(rows.map(({ key }) => key));
    for (const [key, changedAt] of found)
      if (!known.has(key.replace(/\.(?:info|part)$/, '')) && changedAt < this.ago(HOUR))
        await this.storage.remove(key);
    const lost = rows.filter(({ key, file, at }) => file !== null && at < begun && !found.has(key));
    for (const { key, file } of lost) {
      if ((await this.storage.size(key)) !== null) continue;
      this.log.error(`the bytes of file ${file} are gone`);
      await this.db.query(LOST, [file, key]);
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.timers.forEach(clearInterval);
    await this.running;
  }
}

const UNFINISHED = statement(
  'files-unfinished',
  'SELECT id FROM uploads WHERE file_id IS NULL AND created_at < $1 ORDER BY created_at DESC LIMIT 200',
);
const WAITING = statement(
  'files-waiting',
  `SELECT id FROM files WHERE state IN ('scanning', 'held') AND key IS NOT NULL AND (
     (state = 'held' AND reason = 'scanner_away' AND checked_at < $1)
     OR (state = 'scanning' AND created_at < $2)
     OR (state = 'held' AND checked_at < $3)) ORDER BY id LIMIT 100`,
);
const OLD_UPLOADS = statement(
  'files-old-uploads',
  'DELETE FROM uploads u WHERE created_at < $1 AND (file_id IS NULL OR EXISTS (SELECT FROM files WHERE id = u.file_id AND kept))',
);
const LOOSE_FILES = statement(
  'files-loose',
  'DELETE FROM files WHERE NOT kept AND created_at < CASE WHEN address IS NULL THEN $1::timestamptz ELSE $2 END',
);
const KEYS = statement(
  'files-keys',
  `SELECT key, id AS file, created_at AS at FROM files WHERE key IS NOT NULL
   UNION ALL SELECT thumbnail_key, id, checked_at FROM files WHERE thumbnail_key IS NOT NULL
   UNION ALL SELECT id, NULL, created_at FROM uploads WHERE file_id IS NULL`,
);
const LOST = statement(
  'files-lost',
  `UPDATE files SET state = CASE WHEN key = $2 THEN 'refused' ELSE state END, reason = CASE WHEN key = $2 THEN 'lost' ELSE reason END,
     thumbnail_key = CASE WHEN thumbnail_key = $2 THEN NULL ELSE thumbnail_key END, key = CASE WHEN key = $2 THEN NULL ELSE key END WHERE id = $1`,
);

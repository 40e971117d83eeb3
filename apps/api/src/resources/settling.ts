import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Activities } from '../activity/activity.service.js';
import { Clock } from '../config/clock.js';
import type { Transaction } from '../database/database.service.js';
import type { FileRow } from '../files/file.rows.js';
import { Files } from '../files/files.service.js';
import { GUEST } from '../http/viewer.js';
import { openVersion } from './versions.js';

interface Waiting {
  id: number;
  space_id: number;
  version: number;
  state: string;
  number: number;
  author_id: number | null;
}

/** A file that a version stands on is clean: others get it, and hear of it, in the transaction that says so. */
@Injectable()
export class Settling implements OnModuleInit {
  constructor(
    private readonly files: Files,
    private readonly clock: Clock,
    private readonly activities: Activities,
  ) {}

  onModuleInit(): void {
    this.files.onSettled((tx, file) => this.settled(tx, file));
  }

  private async settled(tx: Transaction, file: FileRow): Promise<(() => Promise<void>) | void> {
    if (file.state === 'held') return;
    const [waiting] = await tx.query<Waiting[]>(
      `SELECT r.id, r.space_id, r.version, r.state, v.number, v.author_id FROM resource_versions v JOIN resources r ON r.id = v.resource_id
       WHERE v.file_id = $1 AND NOT v.open FOR UPDATE OF r`,
      [file.id],
    );
    if (!waiting) return;
    const opens =
      file.state === 'clean' && (await openVersion(tx, waiting.id, waiting.number, this.clock.now()));
    await tx.query('UPDATE resources SET version = version + 1 WHERE id = $1', [waiting.id]);
    const viewer = { ...GUEST, personId: waiting.author_id };
    const about = { spaceId: waiting.space_id, subjectKind: 'resource', subjectId: waiting.id } as const;
    const { number } = waiting;
    const version = waiting.version + 1;
    const activity =
      opens && waiting.state === 'held'
        ? await this.activities.record(tx, viewer, { ...about, kind: 'resource.created', data: { number } })
        : opens
          ? await this.activities.record(tx, viewer, {
              ...about,
              kind: 'resource.versioned',
              data: { version, number },
            })
          : await this.activities.record(tx, viewer, {
              ...about,
              kind: 'resource.updated',
              data: { version },
            });
    return () => this.activities.told(activity);
  }
}

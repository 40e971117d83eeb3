import { Injectable } from '@nestjs/common';
import { Clock } from '../config/clock.js';
import type { Transaction } from '../database/database.service.js';
import { Jobs, MAIL_QUEUE } from '../jobs/jobs.service.js';

export interface Outgoing {
  to: string;
  /** The name under which a feature registered the letter. */
  template: string;
  data: object;
  /** What must not stay in the database once the mail has gone, such as a code. */
  secret?: object;
  /** A second mail under the same key is not sent. */
  dedupeKey?: string;
}

/** Mail is written in the transaction of what it tells of, and sent by a job after the commit. */
@Injectable()
export class Outbox {
  constructor(
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {}

  async write(tx: Transaction, mail: Outgoing): Promise<void> {
    const [row] = await tx.query<{ id: number }[]>(
      `INSERT INTO mails (recipient, template, data, dedupe_key, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (dedupe_key) DO NOTHING RETURNING id`,
      [
        mail.to,
        mail.template,
        { ...mail.data, ...(mail.secret && { secret: mail.secret }) },
        mail.dedupeKey ?? null,
        this.clock.now(),
      ],
    );
    if (row) await this.jobs.enqueue(tx, MAIL_QUEUE, { mailId: row.id });
  }

  /** After the commit: the worker of this process need not wait for its next look. */
  wake(): void {
    this.jobs.wake(MAIL_QUEUE);
  }
}

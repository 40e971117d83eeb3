import { Injectable } from '@nestjs/common';
import { Clock } from '../config/clock.js';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { Metrics } from '../health/metrics.js';

@Injectable()
export class MailFigures {
  constructor(metrics: Metrics, db: Database, clock: Clock) {
    metrics.ask(
      'fingerpost_mail_age_seconds',
      'Seconds for which the oldest mail that may go has not gone',
      async () => (await db.query<{ seconds: number }>(WAITS, [clock.now()]))[0]?.seconds ?? 0,
    );
  }
}

/** What was tried in vain is due again later, and yet it waits from the beginning. */
const WAITS = statement(
  'mail-waits',
  `SELECT coalesce(extract(epoch FROM max($1 - CASE WHEN tries > 0 THEN created_at ELSE due_at END)), 0)::float8 AS seconds
   FROM mails WHERE state IN ('queued', 'sending') AND (due_at <= $1 OR tries > 0)`,
);

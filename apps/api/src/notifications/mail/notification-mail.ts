import { Injectable } from '@nestjs/common';
import { Clock } from '../../config/clock.js';
import type { Transaction } from '../../database/database.service.js';
import { Outbox } from '../../mail/outbox.js';
import { wayFor } from './effective-way.js';
import { NOTIFICATION_LETTER } from './notification.letter.js';

const LOCAL = `($2::timestamptz AT TIME ZONE ns.time_zone)`;
/** The end of the quiet hours in which `$2` lies, or `$2`; by the wall clock of the member's zone. */
const AFTER_QUIET = `
  CASE WHEN ns.quiet_from IS NULL OR ns.quiet_from = ns.quiet_to THEN $2::timestamptz
    WHEN ns.quiet_from < ns.quiet_to AND extract(hour FROM ${LOCAL}) >= ns.quiet_from AND extract(hour FROM ${LOCAL}) < ns.quiet_to
      THEN (date_trunc('day', ${LOCAL}) + make_interval(hours => ns.quiet_to)) AT TIME ZONE ns.time_zone
    WHEN ns.quiet_from > ns.quiet_to AND extract(hour FROM ${LOCAL}) >= ns.quiet_from
      THEN (date_trunc('day', ${LOCAL}) + make_interval(days => 1, hours => ns.quiet_to)) AT TIME ZONE ns.time_zone
    WHEN ns.quiet_from > ns.quiet_to AND extract(hour FROM ${LOCAL}) < ns.quiet_to
      THEN (date_trunc('day', ${LOCAL}) + make_interval(hours => ns.quiet_to)) AT TIME ZONE ns.time_zone
    ELSE $2::timestamptz END`;

/**
 * The mails of all that these activities brought and that is to come at once. The key makes a second mail for the same
 * activity and member impossible, whatever runs twice.
 */
const WRITE = `
  INSERT INTO mails (recipient, person_id, template, data, dedupe_key, created_at, due_at)
  SELECT a.email, n.person_id, '${NOTIFICATION_LETTER}', jsonb_build_object('personId', n.person_id, 'activityId', n.activity_id),
    ${keyOf('n')}, $2, ${AFTER_QUIET}
  FROM notifications n
  JOIN accounts a ON a.person_id = n.person_id AND a.confirmed_at IS NOT NULL AND a.mail_stopped_at IS NULL
  LEFT JOIN notification_settings ns ON ns.person_id = n.person_id
  WHERE n.activity_id = ANY ($1) AND ${wayFor('n.reason', 'ns')} = 'now'
  ON CONFLICT (dedupe_key) DO NOTHING`;

/** The key of the one mail about a notification, as SQL. */
export function keyOf(n: string): string {
  return `'notification:' || ${n}.person_id || ':' || ${n}.activity_id`;
}

/** Turns notifications into mails, in the transaction that wrote them. */
@Injectable()
export class NotificationMail {
  constructor(
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  async write(tx: Transaction, activityIds: readonly number[]): Promise<void> {
    await tx.query(WRITE, [activityIds, this.clock.now()]);
  }

  wake(): void {
    this.outbox.wake();
  }
}

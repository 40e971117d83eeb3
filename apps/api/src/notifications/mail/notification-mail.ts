import { Injectable } from '@nestjs/common';
import { Clock } from '../../config/clock.js';
import { prepared, type Transaction } from '../../database/database.service.js';
import { statement } from '../../database/sql.js';
import { Outbox } from '../../mail/outbox.js';
import { wayFor } from './effective-way.js';
import { NOTIFICATION_LETTER } from './notification.letter.js';
import { afterQuiet } from './quiet-hours.js';

/**
 * The mails of all that these activities brought and that is to come at once. The key makes a second mail for the same
 * activity and member impossible, whatever runs twice.
 */
const WRITE = statement(
  'notification-mail-write',
  `
  INSERT INTO mails (recipient, person_id, template, data, dedupe_key, created_at, due_at)
  SELECT a.email, n.person_id, '${NOTIFICATION_LETTER}', jsonb_build_object('personId', n.person_id, 'activityId', n.activity_id),
    ${keyOf('n')}, $2, ${afterQuiet('$2', 'ns')}
  FROM notifications n
  JOIN accounts a ON a.person_id = n.person_id AND a.confirmed_at IS NOT NULL AND a.mail_stopped_at IS NULL
  LEFT JOIN notification_settings ns ON ns.person_id = n.person_id
  WHERE n.activity_id = ANY ($1) AND ${wayFor('n.reason', 'ns')} = 'now'
  ON CONFLICT (dedupe_key) DO NOTHING`,
);

/** Other settings: what waits for the end of quiet hours asks again when that is. */
export const ASK_ANEW = `UPDATE mails SET due_at = $2
  WHERE person_id = $1 AND template = '${NOTIFICATION_LETTER}' AND state = 'queued' AND tries = 0 AND due_at > $2`;

/**
 * Mail of member `$1` that waits still and is wanted in the digest now: the digest of the turns after `$2` up to `$3`
 * tells it instead.
 */
export const TOLD_BY_DIGEST = `UPDATE mails m SET state = 'skipped', reason = 'in the digest'
  FROM notifications n JOIN activity a ON a.id = n.activity_id LEFT JOIN notification_settings ns ON ns.person_id = n.person_id
  WHERE n.person_id = $1 AND a.turn > $2 AND a.turn <= $3 AND ${wayFor('n.reason', 'ns')} = 'digest'
    AND m.dedupe_key = ${keyOf('n')} AND m.state = 'queued'`;

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
    await prepared(tx, WRITE, [activityIds, this.clock.now()]);
  }

  wake(): void {
    this.outbox.wake();
  }
}

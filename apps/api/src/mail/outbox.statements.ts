import { statement } from '../database/sql.js';

export interface MailRow {
  id: number;
  recipient: string;
  person_id: number | null;
  template: string;
  data: { secret?: object };
  tries: number;
  created_at: Date;
  site_name: string;
  /** The address belongs to a member and stopped taking mail. */
  stopped: boolean;
}

/** Longer than any attempt takes: whoever holds a mail longer is dead. By the clock of the database, which all share. */
const LEFT_BEHIND = `state = 'sending' AND claimed_at < now() - interval '90 seconds'`;

/**
 * MATERIALIZED, since a subquery with a LIMIT is otherwise run anew for each row that the planner joins it to, and each
 * time takes as many more.
 */
const some = (which: string, order: string, atMost: string) =>
  `MATERIALIZED (SELECT id FROM mails WHERE ${which} ORDER BY ${order} LIMIT ${atMost} FOR UPDATE SKIP LOCKED)`;

/** Takes mails in hand at `$1`, `$2` of them at most. Two senders never take the same. */
const take = (name: string, due: string) =>
  statement(
    name,
    `WITH ${due}
   UPDATE mails m SET state = 'sending', claimed_at = now(), tries = m.tries + 1, due_at = least(m.due_at, $1)
   FROM settings WHERE m.id = ANY (ARRAY(SELECT id FROM due)) AND m.state IN ('queued', 'sending')
   RETURNING m.id, m.recipient, m.person_id, m.template, m.data, m.tries, m.created_at, settings.site_name,
     EXISTS (SELECT 1 FROM accounts a WHERE a.email = m.recipient AND a.mail_stopped_at IS NOT NULL) AS stopped`,
  );
const DUE = `due_at <= $1 AND (state = 'queued' OR ${LEFT_BEHIND})`;
/** What somebody waits for goes first, whatever else is due: a code is asked for while ten thousand digests go out. */
export const CLAIM = take(
  'mail-claim',
  `waited AS ${some(`waited_for AND ${DUE}`, 'due_at, id', '$2')},
   others AS ${some(`NOT waited_for AND ${DUE}`, 'due_at, id', '$2 - (SELECT count(*) FROM waited)')},
   due AS (SELECT id FROM waited UNION ALL SELECT id FROM others)`,
);
/**
 * What asks whether the server is back: mail that was tried, however long it was to wait, never mail that waits for
 * another reason. What was tried least goes first, so that no mail that is refused for its own sake stands before others.
 */
export const PROBE = take(
  'mail-probe',
  `due AS ${some(`state = 'queued' AND (due_at <= $1 OR tries > 0) OR ${LEFT_BEHIND}`, 'tries, created_at, id', '$2')}`,
);

export const FINISH = statement(
  'mail-finish',
  `UPDATE mails SET state = $2, reason = $3, sent_at = $4, claimed_at = NULL, data = data - 'secret' WHERE id = $1 AND state = 'sending'`,
);
export const AGAIN = statement(
  'mail-again',
  `UPDATE mails SET state = 'queued', reason = $2, due_at = $3, claimed_at = NULL WHERE id = $1 AND state = 'sending'`,
);
/** Its hour has not come; that was no try. */
export const LATER = statement(
  'mail-later',
  `UPDATE mails SET state = 'queued', reason = NULL, tries = 0, due_at = $2, claimed_at = NULL WHERE id = $1 AND state = 'sending'`,
);
/** The server takes mail again: what waited for its next try is tried now. */
export const RELEASE = statement(
  'mail-release',
  `UPDATE mails SET due_at = $1 WHERE state = 'queued' AND tries > 0 AND due_at > $1 RETURNING id`,
);

/** `$3` is set where nobody is at the address; several other refusals in a row come to the same. */
export const BOUNCED = statement(
  'mail-bounced',
  `UPDATE accounts SET bounces = bounces + 1,
     mail_stopped_at = CASE WHEN $3 OR bounces + 1 >= $4 THEN coalesce(mail_stopped_at, $2) ELSE mail_stopped_at END,
     mail_stopped_reason = CASE WHEN $3 OR bounces + 1 >= $4 THEN coalesce(mail_stopped_reason, $5) ELSE mail_stopped_reason END
   WHERE email = $1`,
);
export const ARRIVED = statement(
  'mail-arrived',
  `UPDATE accounts SET bounces = 0 WHERE email = $1 AND bounces > 0`,
);

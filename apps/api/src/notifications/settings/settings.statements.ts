import { readsSpace } from '../../access/predicate.js';
import { statement } from '../../database/sql.js';

const LEVELS = `
  SELECT coalesce(json_agg(json_build_object('slug', s.slug, 'name', s.name, 'level', coalesce(w.level, 'digest'), 'chosen', w.level IS NOT NULL) ORDER BY s.name), '[]')
  FROM spaces s
  LEFT JOIN watches w ON w.person_id = $1 AND w.subject_kind = 'space' AND w.subject_id = s.id
  LEFT JOIN memberships m ON m.person_id = $1 AND m.space_id = s.id AND m.state = 'active'
  WHERE (m.person_id IS NOT NULL OR w.level IS NOT NULL) AND ${readsSpace('s', '$1')}`;

/** A member's settings; where no row is, nothing was ever chosen and version is 0. */
export const OF_MEMBER = statement(
  'notification-settings',
  `SELECT coalesce(ns.personal, 'now') AS personal, coalesce(ns.rest, 'digest') AS rest, coalesce(ns.reasons, '{}') AS reasons,
     coalesce(ns.digest_days, 'weekdays') AS digest_days, coalesce(ns.digest_weekday, 1) AS digest_weekday, coalesce(ns.digest_hour, 8) AS digest_hour,
     coalesce(ns.time_zone, 'Europe/London') AS time_zone, ns.quiet_from, ns.quiet_to, coalesce(ns.push, false) AS push,
     coalesce(ns.version, 0) AS version, a.mail_stopped_at, a.mail_stopped_reason, (${LEVELS}) AS spaces
   FROM people p
   LEFT JOIN notification_settings ns ON ns.person_id = p.id
   LEFT JOIN accounts a ON a.person_id = p.id
   WHERE p.id = $1`,
);

/** `$2` is the version that the change was made from; no row comes back when that is not the present one. */
export const CHANGE = `
  INSERT INTO notification_settings AS ns (person_id, personal, rest, reasons, digest_days, digest_weekday, digest_hour, time_zone, quiet_from, quiet_to, version)
  SELECT $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1
  WHERE $2::bigint = 0 OR EXISTS (SELECT 1 FROM notification_settings WHERE person_id = $1)
  ON CONFLICT (person_id) DO UPDATE SET personal = $3, rest = $4, reasons = $5, digest_days = $6, digest_weekday = $7, digest_hour = $8,
    time_zone = $9, quiet_from = $10, quiet_to = $11, version = ns.version + 1
  WHERE ns.version = $2
  RETURNING version`;

/** The sweeper reckons the next digest anew. */
export const RECKON_ANEW = 'UPDATE inboxes SET next_digest_at = NULL WHERE person_id = $1';

export const KNOWN_ZONE = statement('known-zone', 'SELECT now() AT TIME ZONE $1 AS there');

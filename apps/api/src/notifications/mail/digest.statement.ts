import { readsSpace, seesContent } from '../../access/predicate.js';
import { keyOf } from './notification-mail.js';
import { joinLevels, levelOf, mayCome } from '../levels.js';
import { isKnown } from '../read-state.js';
import { stillSo } from '../still-so.js';
import { wayFor } from './effective-way.js';

/** The spaces whose news may be in the digest of `$1`: where they belong, what they follow, and where they follow a discussion. */
const SPACES = `
  SELECT space_id FROM memberships WHERE person_id = $1 AND state = 'active'
  UNION SELECT subject_id FROM watches WHERE person_id = $1 AND subject_kind = 'space' AND level = 'digest'
  UNION SELECT d.space_id FROM watches w JOIN discussions d ON d.id = w.subject_id
    WHERE w.person_id = $1 AND w.subject_kind = 'discussion' AND w.level = 'digest'`;

/**
 * What is new for member `$1` in the turns after `$2` up to `$3`: posts in what they follow as a digest, and what came
 * to their inbox and not by mail. Not what they wrote, read, may not see, or was mailed to them already.
 */
export const DIGEST = `
  SELECT h.turn, h.kind, d.id AS discussion_id, d.title, d.slug, p.number, s.id AS space_id, s.slug AS space_slug, s.name AS space_name,
    actor.name AS actor, left(source.text, 140) AS words, n.reason
  FROM (
    SELECT a.* FROM activity a
    WHERE a.turn > $2 AND a.turn <= $3 AND a.kind IN ('post.created', 'discussion.created') AND a.space_id IN (${SPACES})
    UNION
    SELECT a.* FROM notifications mine JOIN activity a ON a.id = mine.activity_id
    WHERE mine.person_id = $1 AND mine.read_at IS NULL AND a.turn > $2 AND a.turn <= $3
  ) h
  JOIN spaces s ON s.id = h.space_id
  LEFT JOIN posts p ON p.id = CASE h.kind WHEN 'discussion.created' THEN (h.data ->> 'postId')::bigint
    WHEN 'post.created' THEN h.subject_id WHEN 'answer.accepted' THEN h.subject_id END
  LEFT JOIN post_sources source ON source.post_id = p.id
  LEFT JOIN discussions d ON d.id = p.discussion_id
  LEFT JOIN people actor ON actor.id = h.actor_id
  LEFT JOIN notification_settings ns ON ns.person_id = $1
  LEFT JOIN notifications n ON n.person_id = $1 AND n.activity_id = h.id
  LEFT JOIN inboxes i ON i.person_id = n.person_id
  ${joinLevels('$1', 'd.id', 's.id')}
  LEFT JOIN read_marks seen ON seen.person_id = $1 AND seen.discussion_id = d.id
  WHERE h.actor_id IS DISTINCT FROM $1
    AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.person_id = $1 AND b.blocked_id = h.actor_id)
    AND ${readsSpace('s', '$1')} AND ${stillSo('n', 's', 'd', '$1')}
    AND (p.id IS NULL OR p.state = 'published' AND ${seesContent('d', 's', '$1')} AND NOT coalesce(${isKnown('seen', 'h', 'p.number')}, false))
    AND CASE WHEN n.activity_id IS NOT NULL
      THEN ${wayFor('n.reason', 'ns')} = 'digest' AND n.read_at IS NULL AND n.number > i.read_up_to
        AND ${mayCome('n.reason', '$1', 's.id')}
        AND NOT EXISTS (SELECT 1 FROM mails m WHERE m.dedupe_key = ${keyOf('n')} AND m.state IN ('queued', 'sending', 'sent'))
      ELSE p.id IS NOT NULL AND coalesce(ns.rest, 'digest') <> 'never' AND ${levelOf('$1', 's.id')} = 'digest'
      END
  ORDER BY s.name, d.id, h.turn
  LIMIT 500`;

/** The first moment after `$1` at which the member's digest is due: by the wall clock of their zone, over clock changes too. */
export const NEXT = `
  SELECT min(at) FROM (
    SELECT (local.day + make_interval(hours => coalesce(ns.digest_hour, 8))) AT TIME ZONE zone.name AS at, extract(isodow FROM local.day) AS weekday
    FROM (SELECT coalesce(ns.time_zone, 'Europe/London') AS name) zone,
      LATERAL (SELECT date_trunc('day', $1::timestamptz AT TIME ZONE zone.name) + make_interval(days => later) AS day FROM generate_series(0, 8) later) local
  ) candidate
  WHERE at > $1 AND CASE coalesce(ns.digest_days, 'weekdays')
    WHEN 'daily' THEN true WHEN 'weekdays' THEN weekday <= 5 ELSE weekday = ns.digest_weekday END`;

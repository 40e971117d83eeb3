import { PERSONAL_REASONS } from '@fingerpost/contracts/notifications';
import { readsSpace, seesContent } from '../../access/predicate.js';
import { SUBJECT_KINDS, subjectSeen } from '../../access/subjects.js';
import { keyOf } from './notification-mail.js';
import { joinLevels, levelOf, mayCome } from '../levels.js';
import { isKnown } from '../read-state.js';
import { NEWS_OF_A_SPACE } from '../rules.js';
import { stillSo } from '../still-so.js';
import { wayFor } from './effective-way.js';

/** The spaces whose news may be in the digest of `$1`: where they belong, what they follow, and where they follow a discussion. */
const SPACES = `
  SELECT space_id FROM memberships WHERE person_id = $1 AND state = 'active'
  UNION SELECT subject_id FROM watches WHERE person_id = $1 AND subject_kind = 'space' AND level = 'digest'
  UNION SELECT d.space_id FROM watches w JOIN discussions d ON d.id = w.subject_id
    WHERE w.person_id = $1 AND w.subject_kind = 'discussion' AND w.level = 'digest'`;

/** More is not read in a mail. */
export const SHOWN = 25;
const PERSONAL = `reason IN (${PERSONAL_REASONS.map((reason) => `'${reason}'`).join(', ')})`;
const ACCEPTED = `kind = 'answer.accepted'`;
/** What a thread's first or last row says, of those that `which` picks. */
const one = (column: string, which: string, order = 'turn') =>
  `(array_agg(${column} ORDER BY ${order}) FILTER (WHERE ${which}))[1]`;

/**
 * What is new for member `$1` in the turns after `$2` up to `$3`: posts in what they follow as a digest, and what came
 * to their inbox and not by mail. Not what they wrote, read, may not see, or was mailed to them already.
 */
const NEWS = `
  SELECT h.turn, h.kind, d.id AS discussion_id, d.title, d.slug, p.number, s.id AS space_id, s.slug AS space_slug, s.name AS space_name,
    actor.name AS actor, left(source.text, 140) AS words, n.reason, subject.title AS subject_title, subject.path AS subject_path
  FROM (
    SELECT a.* FROM activity a
    WHERE a.turn > $2 AND a.turn <= $3 AND a.kind IN (${NEWS_OF_A_SPACE.map((kind) => `'${kind}'`).join(', ')}) AND a.space_id IN (${SPACES})
    UNION
    SELECT a.* FROM notifications mine JOIN activity a ON a.id = mine.activity_id
    WHERE mine.person_id = $1 AND mine.read_at IS NULL AND a.turn > $2 AND a.turn <= $3
  ) h
  LEFT JOIN spaces s ON s.id = h.space_id
  LEFT JOIN posts p ON p.id = CASE h.kind WHEN 'discussion.created' THEN (h.data ->> 'postId')::bigint
    WHEN 'post.created' THEN h.subject_id WHEN 'answer.accepted' THEN h.subject_id END
  LEFT JOIN post_sources source ON source.post_id = p.id
  LEFT JOIN discussions d ON d.id = p.discussion_id
  LEFT JOIN LATERAL ${subjectSeen('h.subject_kind', 'h.subject_id', '$1')} subject ON h.subject_kind IN (${SUBJECT_KINDS})
  LEFT JOIN people actor ON actor.id = h.actor_id
  LEFT JOIN notification_settings ns ON ns.person_id = $1
  LEFT JOIN notifications n ON n.person_id = $1 AND n.activity_id = h.id
  LEFT JOIN inboxes i ON i.person_id = n.person_id
  ${joinLevels('$1', 'd.id', 's.id')}
  LEFT JOIN read_marks seen ON seen.person_id = $1 AND seen.discussion_id = d.id
  WHERE h.actor_id IS DISTINCT FROM $1
    AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.person_id = $1 AND b.blocked_id = h.actor_id)
    AND (s.id IS NULL OR ${readsSpace('s', '$1')}) AND (h.subject_kind NOT IN (${SUBJECT_KINDS}) OR subject.path IS NOT NULL)
    AND ${stillSo('n', 's', 'd', '$1')}
    AND (p.id IS NULL OR p.state = 'published' AND ${seesContent('d', 's', '$1')} AND NOT coalesce(${isKnown('seen', 'h', 'p.number')}, false))
    AND CASE WHEN n.activity_id IS NOT NULL
      THEN ${wayFor('n.reason', 'ns')} = 'digest' AND n.read_at IS NULL AND n.number > i.read_up_to
        AND ${mayCome('n.reason', '$1', 's.id')}
        AND NOT EXISTS (SELECT 1 FROM mails m WHERE m.dedupe_key = ${keyOf('n')} AND m.state IN ('sending', 'sent'))
      ELSE (p.id IS NOT NULL OR subject.path IS NOT NULL) AND coalesce(ns.rest, 'digest') <> 'never' AND ${levelOf('$1', 's.id')} = 'digest'
      END
`;

/** The same thread by thread, what is personal first; each row knows how many there are beyond those that are shown. */
export const DIGEST = `
  WITH news AS (${NEWS})
  SELECT discussion_id, title, slug, subject_title, subject_path, (array_agg(kind ORDER BY turn DESC))[1] AS kind, space_slug, space_name, coalesce(bool_or(${PERSONAL}), false) AS personal,
    count(*) FILTER (WHERE NOT ${ACCEPTED})::int AS posts, (array_agg(number ORDER BY turn))[1] AS number,
    ${one('reason', `${PERSONAL} AND NOT ${ACCEPTED}`)} AS reason, ${one('reason', `${PERSONAL} AND ${ACCEPTED}`)} AS accepted,
    ${one('actor', `NOT ${ACCEPTED}`, 'turn DESC')} AS actor, ${one('words', `NOT ${ACCEPTED}`, 'turn DESC')} AS words,
    count(*) OVER ()::int AS threads, sum(CASE WHEN bool_or(${PERSONAL}) THEN 1 ELSE 0 END) OVER ()::int AS personal_threads
  FROM news
  GROUP BY discussion_id, title, slug, subject_title, subject_path, space_id, space_slug, space_name, CASE WHEN discussion_id IS NULL THEN reason END
  ORDER BY personal DESC, space_name, space_id, discussion_id, subject_title, subject_path
  LIMIT ${SHOWN}`;

/** Whether a member wants digests on a weekday (1 is Monday), as SQL. */
export const isDay = (weekday: string): string => `CASE coalesce(ns.digest_days, 'weekdays')
    WHEN 'daily' THEN true WHEN 'weekdays' THEN ${weekday} <= 5 ELSE ${weekday} = ns.digest_weekday END`;

/** The first moment after `$1` at which the member's digest is due: by the wall clock of their zone, over clock changes too. */
export const NEXT = `
  SELECT min(at) FROM (
    SELECT (local.day + make_interval(hours => coalesce(ns.digest_hour, 8))) AT TIME ZONE zone.name AS at, extract(isodow FROM local.day) AS weekday
    FROM (SELECT coalesce(ns.time_zone, 'Europe/London') AS name) zone,
      LATERAL (SELECT date_trunc('day', $1::timestamptz AT TIME ZONE zone.name) + make_interval(days => later) AS day FROM generate_series(0, 8) later) local
  ) candidate
  WHERE at > $1 AND ${isDay('weekday')}`;

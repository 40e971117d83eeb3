import { seesContent } from '../access/predicate.js';
import { SUBJECT_KINDS, subjectSeenOnceOn } from '../access/subjects.js';
import { statement } from '../database/sql.js';
import { joinLevels, levelOf, mayCome } from './levels.js';
import { FOLLOWING, RULES } from './rules.js';

const only = (kinds: readonly string[]) =>
  `(SELECT * FROM happened WHERE kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')}))`;

const candidates = RULES.map(
  ({ reason, on, who }, strength) => `
  SELECT ${strength} AS strength, '${reason}' AS reason, activity_id, person_id
  FROM (${who.replaceAll('FROM happened h', `FROM ${only(on)} h`)}) AS found (activity_id, person_id)`,
).join('\nUNION ALL');

const FOLLOWED = FOLLOWING.map((reason) => `'${reason}'`).join(', ');

/** The posts of activities `$1` that may name somebody. */
export const MAY_NAME = statement(
  'fan-out-may-name',
  `
  SELECT a.id, p.html FROM activity a
  JOIN posts p ON p.id = CASE a.kind WHEN 'discussion.created' THEN (a.data ->> 'postId')::bigint WHEN 'post.created' THEN a.subject_id END
  WHERE a.id = ANY ($1) AND a.turn IS NULL AND p.html LIKE '%@%'`,
);

/**
 * `$1` activities that have no turn yet, `$2` and `$3` which of them name whom. One notification for an activity and a member, with the strongest reason:
 * not for who did it, not where a level says Nothing, not from somebody blocked, not of what may not be read.
 * Gives those that somebody is told of. Numbers are taken under the lock of the inbox row: 1, 2, 3 for each member, seen in that order.
 */
export const FAN_OUT = statement(
  'fan-out',
  `
  WITH happened AS MATERIALIZED (
    SELECT a.id, a.kind, a.actor_id, a.space_id, a.at, a.data, p.id AS post_id, p.number AS post_number, p.parent_id, p.author_id,
      d.id AS discussion_id, d.author_id AS asker_id, d.kind AS discussion_kind,
      CASE WHEN a.subject_kind IN (${SUBJECT_KINDS}) THEN a.subject_kind END AS subject_kind, a.subject_id
    FROM activity a
    LEFT JOIN posts p ON p.id = CASE a.kind WHEN 'discussion.created' THEN (a.data ->> 'postId')::bigint
      WHEN 'post.created' THEN a.subject_id WHEN 'answer.accepted' THEN a.subject_id END
    LEFT JOIN discussions d ON d.id = p.discussion_id
    WHERE a.id = ANY ($1) AND a.turn IS NULL
  ), said AS MATERIALIZED (
    SELECT * FROM unnest($2::bigint[], $3::text[]) AS named (activity_id, handle)
  ), candidate AS (${candidates}
  ), chosen AS (
    SELECT DISTINCT ON (c.activity_id, c.person_id) c.activity_id, c.person_id, c.reason
    FROM candidate c
    JOIN happened h ON h.id = c.activity_id
    JOIN people who ON who.id = c.person_id AND who.kind = 'member'
    LEFT JOIN posts p ON p.id = h.post_id
    LEFT JOIN spaces s ON s.id = h.space_id
    ${joinLevels('c.person_id', 'h.discussion_id', 'h.space_id')}
    WHERE c.person_id IS DISTINCT FROM h.actor_id
      AND ${mayCome('c.reason', 'c.person_id', 'h.space_id')}
      AND (c.reason NOT IN (${FOLLOWED}) OR ${levelOf('c.person_id', 'h.space_id')} = 'everything')
      AND (h.post_id IS NULL OR ${seesContent('p', 's', 'c.person_id')} AND p.state = 'published')
      AND (h.subject_kind IS NULL OR EXISTS ${subjectSeenOnceOn('h.subject_kind', 'h.subject_id', 'c.person_id')})
      AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.person_id = c.person_id AND b.blocked_id = h.actor_id)
    ORDER BY c.activity_id, c.person_id, c.strength
  ), inbox AS (
    INSERT INTO inboxes (person_id, last_number, digest_turn)
    SELECT person_id, count(*), (SELECT last FROM turns) FROM chosen GROUP BY person_id ORDER BY person_id
    ON CONFLICT (person_id) DO UPDATE SET last_number = inboxes.last_number + excluded.last_number
    RETURNING person_id, last_number
  ), written AS (
  INSERT INTO notifications (person_id, number, activity_id, kind, reason, actor_id, space_id, discussion_id, post_id, post_number, subject_kind, subject_id, at)
  SELECT c.person_id, c.last_number + 1 - row_number() OVER (PARTITION BY c.person_id ORDER BY c.activity_id DESC),
    h.id, h.kind, c.reason, h.actor_id, h.space_id, h.discussion_id, h.post_id, h.post_number,
    h.subject_kind, CASE WHEN h.subject_kind IS NOT NULL THEN h.subject_id END, h.at
  FROM (
    -- Each side has the other's people. FULL, since a planner that expects few would otherwise compare all with all.
    SELECT person_id, activity_id, reason, last_number FROM chosen FULL JOIN inbox USING (person_id) OFFSET 0
  ) c JOIN happened h ON h.id = c.activity_id
  RETURNING activity_id
  )
  SELECT DISTINCT activity_id AS id FROM written`,
);

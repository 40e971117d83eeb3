import { seesContent } from '../access/predicate.js';
import { RULES } from './rules.js';

const only = (kinds: readonly string[]) =>
  `(SELECT * FROM happened WHERE kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')}))`;

const candidates = RULES.map(
  ({ reason, on, who }, strength) => `
  SELECT ${strength} AS strength, '${reason}' AS reason, activity_id, person_id
  FROM (${who.replaceAll('FROM happened h', `FROM ${only(on)} h`)}) AS found (activity_id, person_id)`,
).join('\nUNION ALL');

/**
 * `$1` activities that have no turn yet. One notification for an activity and a member, with the strongest reason:
 * not for who did it, not where a level says Nothing, not from somebody blocked, not of what may not be read.
 * Numbers are taken under the lock of the inbox row: 1, 2, 3 for each member, seen in that order.
 */
export const FAN_OUT = `
  WITH happened AS MATERIALIZED (
    SELECT a.id, a.kind, a.actor_id, a.space_id, a.at, a.data, p.id AS post_id, p.number AS post_number, p.parent_id, p.author_id,
      d.id AS discussion_id, d.author_id AS asker_id, d.kind AS discussion_kind
    FROM activity a
    LEFT JOIN posts p ON p.id = CASE a.kind WHEN 'discussion.created' THEN (a.data ->> 'postId')::bigint
      WHEN 'post.created' THEN a.subject_id WHEN 'answer.accepted' THEN a.subject_id END
    LEFT JOIN discussions d ON d.id = p.discussion_id
    WHERE a.id = ANY ($1) AND a.turn IS NULL
  ), candidate AS (${candidates}
  ), chosen AS (
    SELECT DISTINCT ON (c.activity_id, c.person_id) c.activity_id, c.person_id, c.reason
    FROM candidate c
    JOIN happened h ON h.id = c.activity_id
    JOIN people who ON who.id = c.person_id AND who.kind = 'member'
    LEFT JOIN posts p ON p.id = h.post_id
    LEFT JOIN spaces s ON s.id = h.space_id
    LEFT JOIN watches there ON there.person_id = c.person_id AND there.subject_kind = 'discussion' AND there.subject_id = h.discussion_id
    LEFT JOIN watches around ON around.person_id = c.person_id AND around.subject_kind = 'space' AND around.subject_id = h.space_id
    WHERE c.person_id IS DISTINCT FROM h.actor_id
      AND there.level IS DISTINCT FROM 'nothing'
      AND (there.level IS NOT NULL OR around.level IS DISTINCT FROM 'nothing' OR c.reason <> 'mention')
      AND (h.post_id IS NULL OR ${seesContent('p', 's', 'c.person_id')} AND p.state = 'published')
      AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.person_id = c.person_id AND b.blocked_id = h.actor_id)
    ORDER BY c.activity_id, c.person_id, c.strength
  ), inbox AS (
    INSERT INTO inboxes (person_id, last_number, digest_turn)
    SELECT person_id, count(*), (SELECT last FROM turns) FROM chosen GROUP BY person_id ORDER BY person_id
    ON CONFLICT (person_id) DO UPDATE SET last_number = inboxes.last_number + excluded.last_number
    RETURNING person_id, last_number
  )
  INSERT INTO notifications (person_id, number, activity_id, kind, reason, actor_id, space_id, discussion_id, post_id, post_number, at)
  SELECT c.person_id, inbox.last_number + 1 - row_number() OVER (PARTITION BY c.person_id ORDER BY c.activity_id DESC),
    h.id, h.kind, c.reason, h.actor_id, h.space_id, h.discussion_id, h.post_id, h.post_number, h.at
  FROM chosen c JOIN happened h ON h.id = c.activity_id JOIN inbox ON inbox.person_id = c.person_id
  RETURNING person_id AS "personId", number, activity_id AS "activityId", reason`;

/** Who wrote takes part from then on. Before the fan-out, so that the next post of the same batch finds them. */
export const TAKE_PART = `
  INSERT INTO participants (discussion_id, person_id, since_number)
  SELECT p.discussion_id, p.author_id, min(p.number) FROM activity a
  JOIN posts p ON p.id = CASE a.kind WHEN 'discussion.created' THEN (a.data ->> 'postId')::bigint WHEN 'post.created' THEN a.subject_id END
  WHERE a.id = ANY ($1) AND a.turn IS NULL AND p.author_id IS NOT NULL
  GROUP BY p.discussion_id, p.author_id ORDER BY p.discussion_id, p.author_id
  ON CONFLICT DO NOTHING`;

/**
 * Gives each activity its turn, in one sequence without gaps: the row of turns is locked until the commit,
 * so whoever has seen turn 7 has seen all before it. Digests count by turns.
 */
export const TAKE_TURNS = `
  WITH waiting AS (
    SELECT id, row_number() OVER (ORDER BY id) AS place FROM activity WHERE id = ANY ($1) AND turn IS NULL
  ), taken AS (
    UPDATE turns SET last = last + (SELECT count(*) FROM waiting) RETURNING last
  )
  UPDATE activity a SET turn = taken.last - (SELECT count(*) FROM waiting) + waiting.place
  FROM waiting, taken WHERE a.id = waiting.id`;

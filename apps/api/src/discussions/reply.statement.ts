import { ACTIVITY_QUEUE, Jobs } from '../jobs/jobs.service.js';
import { statement } from '../database/sql.js';
import { ATTACH_FILES, KEEP_FILES } from './post-files.js';

/** What a reply needs to know before it is written: who, where, and what it answers. `$3` is the parent or null. */
export const REPLY_CONTEXT_TAIL = `
  LEFT JOIN posts parent ON parent.id = $3::bigint AND parent.discussion_id = d.id
  LEFT JOIN people parent_author ON parent_author.id = parent.author_id`;

/**
 * A reply, whole: the counters under the discussion's lock, the post with its source, the activity, its job,
 * the author's watermark when it stood right before, and the answer under the idempotency key.
 * One statement is one round trip and one commit; the lock is held no longer than that.
 */
const reply = (more: string) => `
  WITH turn AS MATERIALIZED (
    SELECT CASE WHEN $9::uuid IS NULL THEN true ELSE pg_try_advisory_xact_lock(hashtextextended($9::text, $2::bigint)) END AS mine
  ), thread AS (
    UPDATE discussions SET reply_count = reply_count + 1, last_number = last_number + 1, version = version + 1, last_activity_at = $8
    WHERE id = $1 AND state = 'published' AND (SELECT mine FROM turn)
      AND EXISTS (SELECT 1 FROM memberships m WHERE m.person_id = $2 AND m.space_id = discussions.space_id AND m.state = 'active'
        AND (discussions.closed_at IS NULL OR m.role IN ('owner', 'moderator')))
    RETURNING id, space_id, last_number, version, reply_count
  ), post AS (
    INSERT INTO posts (discussion_id, space_id, author_id, number, parent_id, parent_number, root_number, depth, html, version, written_at)
    SELECT t.id, t.space_id, $2, t.last_number, $3, $4, coalesce($5, t.last_number), $6, $7, t.version, $8 FROM thread t
    RETURNING id, number, version
  ), source AS (
    INSERT INTO post_sources (post_id, body, text) SELECT id, $12, $13 FROM post
  ), happened AS (
    INSERT INTO activity (kind, actor_id, space_id, subject_kind, subject_id, data, at)
    SELECT 'post.created', $2, t.space_id, 'post', p.id,
      jsonb_build_object('discussionId', t.id, 'number', p.number, 'parentId', $3::bigint, 'version', p.version), $8
    FROM thread t, post p RETURNING id
  ), job AS (
    ${Jobs.insertFrom(ACTIVITY_QUEUE, `jsonb_build_object('activityId', id)`, 'happened')}
  ), mark AS (
    UPDATE read_marks SET read_number = p.number FROM post p
    WHERE person_id = $2 AND discussion_id = $1 AND read_number = p.number - 1
  ), kept AS (
    INSERT INTO idempotency_keys (person_id, key, request_hash, status, answer, created_at)
    SELECT $2, $9, $10, 201, format('{"id":%s,"number":%s,"version":%s,%s', p.id, p.number, p.version, substr($11, 2))::json, $8 FROM post p WHERE $9::uuid IS NOT NULL
  )${more}
  SELECT turn.mine, p.id, p.number, p.version, h.id AS activity_id, t.space_id
  FROM turn LEFT JOIN thread t ON true LEFT JOIN post p ON true LEFT JOIN happened h ON true`;

export const REPLY = statement('reply', reply(''));
/** With the files that it names, `$14`. Few do, and the others need not pay for it. */
export const REPLY_WITH_FILES = statement(
  'reply-with-files',
  reply(`, kept_files AS (
    ${KEEP_FILES('$14::bigint[]')} AND EXISTS (SELECT FROM post)
  ), attached AS (
    ${ATTACH_FILES('post', '$14::bigint[]')}
  )`),
);

export interface ReplyRow {
  mine: boolean;
  id: number | null;
  number: number;
  version: number;
  activity_id: number;
  space_id: number;
}

import type { RsvpStatus } from '@fingerpost/contracts/events';
import { seesContent } from '../access/predicate.js';
import { statement } from '../database/sql.js';
import { ACTIVITY_QUEUE, Jobs } from '../jobs/jobs.service.js';

/**
 * An answer, whole: the seat under the event's lock, whom it made room for, the activities, their jobs and the answer
 * under the idempotency key, in which what was said to the organisers' questions has no part. One statement is one round trip and one commit; the lock is held no longer than that.
 * Nobody acts in these activities, so that the member who answered is told as well.
 */
export const RSVP = statement(
  'rsvp',
  `
  WITH turn AS MATERIALIZED (
    SELECT CASE WHEN $6::uuid IS NULL THEN true ELSE pg_try_advisory_xact_lock(hashtextextended($6::text, $1::bigint)) END AS mine
  ), seen AS MATERIALIZED (
    SELECT e.id, e.space_id FROM events e JOIN spaces s ON s.id = e.space_id
    WHERE e.id = $2 AND e.state = 'published' AND ${seesContent('e', 's', '$1')} AND (SELECT mine FROM turn)
  ), seat AS MATERIALIZED (
    SELECT seen.id, seen.space_id, taken.* FROM seen, LATERAL take_seat(seen.id, $1::bigint, $3::boolean, $4::boolean, $5::timestamptz) taken
  ), answer AS (
    SELECT seat.id, given."questionId", given.text FROM seat, jsonb_to_recordset($8::jsonb) AS given ("questionId" bigint, text text)
    WHERE seat.status IN ('confirmed', 'waitlisted')
  ), said AS (
    INSERT INTO rsvp_answers (event_id, person_id, question_id, text) SELECT id, $1::bigint, "questionId", text FROM answer WHERE text <> ''
    ON CONFLICT (event_id, person_id, question_id) DO UPDATE SET text = excluded.text
  ), taken_back AS (
    DELETE FROM rsvp_answers w USING answer WHERE w.event_id = answer.id AND w.person_id = $1::bigint AND w.question_id = answer."questionId" AND answer.text = ''
  ), news AS (
    SELECT 1 AS at, id, space_id, 'rsvp.' || outcome AS kind, $1::bigint AS person, CASE WHEN outcome = 'withdrawn' THEN was END AS was FROM seat WHERE outcome IN ('confirmed', 'waitlisted', 'withdrawn')
    UNION ALL SELECT 2, id, space_id, 'rsvp.promoted', unnest(promoted), NULL FROM seat
  ), happened AS (
    INSERT INTO activity (kind, actor_id, space_id, subject_kind, subject_id, data, at)
    SELECT kind, NULL, space_id, 'event', id, jsonb_strip_nulls(jsonb_build_object('personId', person, 'was', was)), $5 FROM news ORDER BY at
    RETURNING id, kind, data
  ), job AS (
    ${Jobs.insertFrom(ACTIVITY_QUEUE, `jsonb_build_object('activityId', id)`, 'happened')}
  ), kept AS (
    INSERT INTO idempotency_keys (person_id, key, request_hash, status, answer, created_at)
    SELECT $1, $6, $7, 200, jsonb_build_object('status', status, 'position', position, 'shown', shown, 'goingCount', going, 'waitingCount', waiting), $5
    FROM seat WHERE $6::uuid IS NOT NULL AND outcome <> 'closed'
  )
  SELECT turn.mine, seat.*, (SELECT coalesce(json_agg(json_build_object('id', id, 'kind', kind, 'data', data) ORDER BY id), '[]') FROM happened) AS happened
  FROM turn LEFT JOIN seat ON true`,
);

export interface RsvpRow {
  mine: boolean;
  /** Null where the event may not be seen. */
  outcome: 'confirmed' | 'waitlisted' | 'withdrawn' | 'unchanged' | 'closed' | null;
  space_id: number;
  status: RsvpStatus;
  position: number | null;
  shown: boolean;
  going: number;
  waiting: number;
  happened: { id: number; kind: RsvpActivity; data: { personId: number; was: 'confirmed' | 'waitlisted' } }[];
}
export type RsvpActivity = 'rsvp.confirmed' | 'rsvp.waitlisted' | 'rsvp.promoted' | 'rsvp.withdrawn';

import { ANSWERS_KEPT_DAYS } from '@fingerpost/contracts/limits';
import type { Transaction } from '../database/database.service.js';

/** What the organisers ask of those who come, in its order, with what the viewer answered. `$1` is the viewer. */
export const QUESTIONS = `(SELECT coalesce(json_agg(json_build_object('id', q.id, 'text', q.text, 'answer', w.text) ORDER BY q.position), '[]')
  FROM event_questions q LEFT JOIN rsvp_answers w ON w.event_id = q.event_id AND w.question_id = q.id AND w.person_id = $1::bigint
  WHERE q.event_id = e.id)`;

/** Asks these and no others. A question is its words: what was answered to one that is no longer asked goes. */
export async function setQuestions(tx: Transaction, id: number, questions: readonly string[]): Promise<void> {
  await tx.query(`DELETE FROM event_questions WHERE event_id = $1 AND text <> ALL ($2::text[])`, [
    id,
    questions,
  ]);
  await tx.query(
    `INSERT INTO event_questions (event_id, position, text) SELECT $1, asked.position, asked.text
     FROM unnest($2::text[]) WITH ORDINALITY AS asked (text, position)
     ON CONFLICT (event_id, text) DO UPDATE SET position = excluded.position`,
    [id, questions],
  );
}

export const FORGETTING = 'event.answers-forgotten';

/** Sets anew when the answers of an event that asks something are forgotten. */
export async function setForgetting(tx: Transaction, id: number): Promise<void> {
  await tx.query(
    `DELETE FROM due WHERE subject_kind = 'event' AND subject_id = $1 AND kind = $2 AND done_at IS NULL`,
    [id, FORGETTING],
  );
  await tx.query(
    `INSERT INTO due (kind, subject_kind, subject_id, due_at)
     SELECT $2, 'event', e.id, e.ends_at + make_interval(days => $3) FROM events e
     WHERE e.id = $1 AND EXISTS (SELECT 1 FROM event_questions q WHERE q.event_id = e.id)`,
    [id, FORGETTING, ANSWERS_KEPT_DAYS],
  );
}

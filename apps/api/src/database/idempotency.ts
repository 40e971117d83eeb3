import { DomainError } from '../http/problem.js';
import type { KeyedRequest } from '../http/viewer.js';
import { statement } from './sql.js';

/** A row of idempotency_keys. Without a status it holds what the transaction gave, of which the answer was yet to be made. */
export interface KeptAnswer {
  request_hash: string;
  status: number | null;
  answer: unknown;
}

/** Thrown by a write whose key was answered before: this is the answer, and nothing else is to be done. */
export class FirstAnswer extends Error {
  constructor(
    readonly status: number,
    readonly body: unknown,
  ) {
    super('answered before');
  }
}

export const KEPT_ANSWER = statement(
  'idempotency-kept',
  'SELECT request_hash, status, answer FROM idempotency_keys WHERE person_id = $1 AND key = $2',
);

/** Its time is the clock's, as the hour is by which old answers are thrown away. */
export const KEEP_ANSWER = statement(
  'idempotency-keep',
  `INSERT INTO idempotency_keys (person_id, key, request_hash, status, answer, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
);

export const FINISH_ANSWER = statement(
  'idempotency-finish',
  `UPDATE idempotency_keys SET status = $3, answer = $4 WHERE person_id = $1 AND key = $2 AND status IS NULL`,
);

export const stillRunning = () =>
  new DomainError('request_running', 409, 'The same request is still running.');

/** The process died between the commit and the answer, and the answer can no longer be made for this member. */
export const doneBefore = () =>
  new DomainError('done_before', 409, 'This was done when it was first sent. Load the page again to see it.');

/** What a repeat goes on with. @throws FirstAnswer where it is whole, DomainError 422 when the key came with another body. */
export function partOf(kept: KeptAnswer, request: KeyedRequest): KeptAnswer {
  if (kept.request_hash !== request.hash)
    throw new DomainError(
      'idempotency_key_reused',
      422,
      'This Idempotency-Key came before with another request.',
    );
  if (kept.status !== null) throw new FirstAnswer(kept.status, kept.answer);
  return kept;
}

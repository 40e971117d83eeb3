import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Pool, QueryResultRow } from 'pg';
import type { Viewer } from '../http/viewer.js';
import { DomainError } from '../http/problem.js';
import type { Statement } from './sql.js';

/** What a service may do inside one transaction. */
export type Transaction = EntityManager;

@Injectable()
export class Database {
  constructor(private readonly source: DataSource) {}

  private get pool(): Pool {
    return (this.source.driver as unknown as { master: Pool }).master;
  }

  /** Runs a shaped read or a one-statement write as a prepared statement. */
  async query<Row extends QueryResultRow>(statement: Statement, params: unknown[] = []): Promise<Row[]> {
    const result = await this.pool.query<Row>({ name: statement.name, text: statement.text, values: params });
    return result.rows;
  }

  /** The first row, or undefined. */
  async one<Row extends QueryResultRow>(
    statement: Statement,
    params: unknown[] = [],
  ): Promise<Row | undefined> {
    return (await this.query<Row>(statement, params))[0];
  }

  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.source.transaction(work);
  }

  /**
   * A member's write: one transaction that also keeps the answer under the request's idempotency key,
   * so that a repeat of the request gets the first answer and changes nothing.
   * @throws DomainError 409 while the same key is running, 422 when it came with another body.
   */
  async write<T>(viewer: Viewer, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const request = viewer.request;
    if (!request || viewer.personId === null) return this.transaction(work);
    return this.transaction(async (tx) => {
      const [lock] = await tx.query<{ ok: boolean }[]>(
        'SELECT pg_try_advisory_xact_lock(hashtextextended($1, $2)) AS ok',
        [request.key, viewer.personId],
      );
      if (!lock?.ok) throw stillRunning();
      const [kept] = await tx.query<KeptAnswer[]>(
        'SELECT request_hash, answer FROM idempotency_keys WHERE person_id = $1 AND key = $2',
        [viewer.personId, request.key],
      );
      if (kept) return firstAnswer<T>(kept, request.hash);
      const answer = await work(tx);
      await tx.query(
        'INSERT INTO idempotency_keys (person_id, key, request_hash, answer) VALUES ($1, $2, $3, $4)',
        [viewer.personId, request.key, request.hash, JSON.stringify(answer ?? null)],
      );
      return answer;
    });
  }

  /** The answer kept for a key that a one-statement write found taken. */
  async keptAnswer<T>(viewer: Viewer): Promise<T | undefined> {
    if (!viewer.request) return undefined;
    const kept = await this.one<KeptAnswer & QueryResultRow>(KEPT_ANSWER, [
      viewer.personId,
      viewer.request.key,
    ]);
    return kept && firstAnswer<T>(kept, viewer.request.hash);
  }
}

interface KeptAnswer {
  request_hash: string;
  answer: unknown;
}

const KEPT_ANSWER: Statement = {
  name: 'idempotency-kept',
  text: 'SELECT request_hash, answer FROM idempotency_keys WHERE person_id = $1 AND key = $2',
};

export const stillRunning = () =>
  new DomainError('request_running', 409, 'The same request is still running.');

function firstAnswer<T>(kept: KeptAnswer, hash: string): T {
  if (kept.request_hash !== hash)
    throw new DomainError(
      'idempotency_key_reused',
      422,
      'This Idempotency-Key came before with another request.',
    );
  return kept.answer as T;
}

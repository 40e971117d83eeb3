import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Pool, PoolClient, QueryResultRow } from 'pg';
import type { Viewer } from '../http/viewer.js';
import { Clock } from '../config/clock.js';
import {
  FINISH_ANSWER,
  KEEP_ANSWER,
  KEPT_ANSWER,
  partOf,
  stillRunning,
  type KeptAnswer,
} from './idempotency.js';
import { Pulse } from './pulse.js';
import type { Statement } from './sql.js';

/** What a service may do inside one transaction. */
export type Transaction = EntityManager;

/** Runs a prepared statement inside `tx`: for what is asked often and takes longer to plan than to do. */
export async function prepared<Row extends QueryResultRow>(
  tx: Transaction,
  { name, text }: Statement,
  params: unknown[],
): Promise<Row[]> {
  const client = (await tx.queryRunner?.connect()) as PoolClient | undefined;
  if (!client) throw new Error(`${name} was asked outside of its transaction`);
  return (await client.query<Row>({ name, text, values: params })).rows;
}

@Injectable()
export class Database {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly pulse: Pulse,
  ) {}

  private get pool(): Pool {
    return (this.source.driver as unknown as { master: Pool }).master;
  }

  /** Runs a shaped read or a one-statement write as a prepared statement. */
  async query<Row extends QueryResultRow>(statement: Statement, params: unknown[] = []): Promise<Row[]> {
    const asked = { name: statement.name, text: statement.text, values: params };
    const result = await this.pulse.during(() => this.pool.query<Row>(asked));
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
    return this.pulse.during(() => this.source.transaction(work));
  }

  /**
   * A member's write: one transaction that also keeps what it gives under the request's idempotency key, so that a
   * repeat changes nothing. The answer takes its place when it is sent; where the process dies before, a repeat goes on
   * from what was kept and answers the present state.
   * @throws FirstAnswer on a repeat, DomainError 409 while the same key is running, 422 when it came with another body.
   */
  write<T>(viewer: Viewer, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.keeping(viewer, work, false);
  }

  /** As `write`, for work that gives the whole answer: it is kept in the same transaction. */
  writeAnswer<T>(viewer: Viewer, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.keeping(viewer, work, true);
  }

  private async keeping<T>(
    viewer: Viewer,
    work: (tx: Transaction) => Promise<T>,
    whole: boolean,
  ): Promise<T> {
    const { request, personId } = viewer;
    if (!request || personId === null) return this.transaction(work);
    const saysNothing = request.status === NO_CONTENT;
    let finished = true;
    const answer = await this.transaction(async (tx) => {
      const [lock] = await tx.query<{ ok: boolean }[]>(
        'SELECT pg_try_advisory_xact_lock(hashtextextended($1, $2)) AS ok',
        [request.key, personId],
      );
      if (!lock?.ok) throw stillRunning();
      const [kept] = await tx.query<KeptAnswer[]>(KEPT_ANSWER.text, [personId, request.key]);
      if (kept) return partOf(kept, request).answer as T;
      const given = await work(tx);
      finished = whole || saysNothing;
      await tx.query(KEEP_ANSWER.text, [
        personId,
        request.key,
        request.hash,
        finished ? request.status : null,
        JSON.stringify(saysNothing ? null : (given ?? null)),
        this.clock.now(),
      ]);
      return given;
    });
    request.unfinished = !finished;
    return answer;
  }

  /** What a key holds whose answer was never finished. @throws FirstAnswer where it was, DomainError 422 for another body. */
  async kept({ personId, request }: Viewer): Promise<KeptAnswer | undefined> {
    if (!request) return undefined;
    const kept = await this.one<KeptAnswer & QueryResultRow>(KEPT_ANSWER, [personId, request.key]);
    return kept && partOf(kept, request);
  }

  /** Keeps an answer, as it is sent, in the place of what its write could keep of it. */
  async finish({ personId, request }: Viewer, status: number, body: string): Promise<void> {
    if (request) await this.query(FINISH_ANSWER, [personId, request.key, status, body]);
  }
}

const NO_CONTENT = 204;

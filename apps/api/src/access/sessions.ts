import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import { Clock } from '../config/clock.js';
import { Database, type Transaction } from '../database/database.service.js';
import { signalSessionsEnded } from '../database/signals.js';
import { statement } from '../database/sql.js';
import type { MemberViewer, Viewer } from '../http/viewer.js';
import { SessionMemory } from './session-memory.js';

const DAYS_KEPT = 60;
const DAY = 86_400_000;
/** `last_seen_at` is for people's eyes: written at most this often. */
const SEEN_EVERY = 10 * 60_000;
/** Sessions whose last note is remembered. */
const TOUCHED_MOST = 10_000;

export type SessionKind = 'cookie' | 'bearer';

/** Sessions: an opaque token of 256 bits, kept hashed. */
@Injectable()
export class Sessions {
  private readonly touched = new Map<number, number>();

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly memory: SessionMemory,
  ) {}

  /** The member behind a token, or undefined. One indexed read, at most every two seconds. */
  async find(token: string, kind: SessionKind): Promise<MemberViewer | undefined> {
    const key = `${kind} ${token}`;
    const known = this.memory.get(key);
    if (known) return known;
    const now = this.clock.now();
    const { epoch } = this.memory;
    const row = await this.db.one<SessionRow>(FIND, [hashToken(token), kind, now]);
    if (!row) return undefined;
    const viewer = {
      personId: row.person_id,
      accountId: row.account_id,
      sessionId: row.id,
      operator: row.operator,
    };
    this.memory.keep(key, viewer, epoch);
    return viewer;
  }

  /** Notes that somebody is here. Called by writes and by pages that connect, since a GET changes nothing. */
  touch({ sessionId }: Pick<Viewer, 'sessionId'>): void {
    const now = this.clock.now().getTime();
    if (sessionId === null || now - (this.touched.get(sessionId) ?? 0) <= SEEN_EVERY) return;
    if (this.touched.size >= TOUCHED_MOST) this.touched.clear();
    this.touched.set(sessionId, now);
    const params = [sessionId, new Date(now), new Date(now - SEEN_EVERY)];
    void this.db.query(SEEN, params).catch(() => undefined);
  }

  /** Starts a session and gives its token, which is nowhere else. */
  async start(
    tx: Transaction,
    accountId: number,
    kind: SessionKind,
    device: string,
  ): Promise<{ id: number; token: string; expires: Date }> {
    const token = randomBytes(32).toString('base64url');
    const expires = new Date(this.clock.now().getTime() + DAYS_KEPT * DAY);
    const [row] = await tx.query<{ id: number }[]>(
      `INSERT INTO sessions (token_hash, kind, account_id, device, created_at, last_seen_at, expires_at) VALUES ($1, $2, $3, $4, $5, $5, $6) RETURNING id`,
      [hashToken(token), kind, accountId, device, this.clock.now(), expires],
    );
    if (!row) throw new Error('a session was not stored');
    return { id: row.id, token, expires };
  }

  /** Ends what `which` says of an account's sessions. Tell `Revocations` what it returns, after the commit. */
  async end(
    tx: Transaction,
    accountId: number,
    which: { only: number } | { except: number | null },
  ): Promise<number[]> {
    const [id, compare] = 'only' in which ? [which.only, '='] : [which.except, 'IS DISTINCT FROM'];
    const [rows] = await tx.query<[{ id: number }[], number]>(
      `DELETE FROM sessions WHERE account_id = $1 AND id ${compare} $2::bigint RETURNING id`,
      [accountId, id],
    );
    return this.ended(tx, rows);
  }

  /** Ends the session of a cookie that is about to be replaced. */
  async endCookie(tx: Transaction, token: string): Promise<number[]> {
    const [rows] = await tx.query<[{ id: number }[], number]>(
      `DELETE FROM sessions WHERE token_hash = $1 AND kind = 'cookie' RETURNING id`,
      [hashToken(token)],
    );
    return this.ended(tx, rows);
  }

  private async ended(tx: Transaction, rows: readonly { id: number }[]): Promise<number[]> {
    const ids = rows.map((row) => row.id);
    await signalSessionsEnded(tx, ids);
    return ids;
  }
}

const hashToken = (token: string) => createHash('sha256').update(token).digest();

interface SessionRow {
  id: number;
  person_id: number;
  account_id: number;
  operator: boolean;
}

const FIND = statement(
  'session-find',
  `SELECT s.id, a.id AS account_id, a.person_id, a.operator
   FROM sessions s JOIN accounts a ON a.id = s.account_id
   WHERE s.token_hash = $1 AND s.kind = $2 AND s.expires_at > $3 AND a.person_id IS NOT NULL`,
);
const SEEN = statement(
  'session-seen',
  'UPDATE sessions SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $3',
);

import { Injectable } from '@nestjs/common';
import type { CreateToken, Session, Token } from '@fingerpost/contracts/accounts';
import type { Page, PageQuery } from '@fingerpost/contracts/common';
import { Revocations } from '../access/revocations.js';
import { Sessions } from '../access/sessions.js';
import { Clock } from '../config/clock.js';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { cursorIdOf, readingOf, toPage } from '../http/paging.js';
import { notFound } from '../http/problem.js';
import type { MemberViewer } from '../http/viewer.js';

/** Where a member is signed in, and the tokens of their programs. */
@Injectable()
export class MySessionsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
    private readonly revocations: Revocations,
  ) {}

  /** Newest first. */
  async page(viewer: MemberViewer, query: PageQuery): Promise<Page<Session>> {
    const reading = readingOf(query, 'desc');
    const from = cursorIdOf(reading);
    const rows = await this.db.query<SessionRow>(reading.descending ? PAGE_DESC : PAGE_ASC, [
      viewer.accountId,
      this.clock.now(),
      from,
      reading.limit + 1,
    ]);
    return toPage(
      rows,
      reading,
      (row) => [row.id],
      (row) => presentSession(viewer, row),
    );
  }

  /** @throws DomainError 404 for a session of somebody else. */
  async end(viewer: MemberViewer, id: number): Promise<void> {
    await this.ending(viewer, { only: id });
  }

  async endOthers(viewer: MemberViewer): Promise<void> {
    await this.ending(viewer, { except: viewer.sessionId });
  }

  /** A token for a program. Its answer is not kept under an idempotency key: a token stands nowhere in the clear. */
  async createToken(viewer: MemberViewer, { device }: CreateToken): Promise<Token> {
    const createdAt = this.clock.now().toISOString();
    const { id, token, expires } = await this.db.transaction((tx) =>
      this.sessions.start(tx, viewer.accountId, 'bearer', device),
    );
    return { id, token, device, createdAt, expiresAt: expires.toISOString() };
  }

  private async ending(viewer: MemberViewer, which: { only: number } | { except: number }): Promise<void> {
    let ended: number[] = [];
    await this.db.write(viewer, async (tx) => {
      ended = await this.sessions.end(tx, viewer.accountId, which);
      if ('only' in which && ended.length === 0) throw notFound();
      return null;
    });
    this.revocations.sessionsEnded(ended);
  }
}

interface SessionRow {
  id: number;
  kind: 'cookie' | 'bearer';
  device: string;
  created_at: Date;
  last_seen_at: Date;
  expires_at: Date;
}

const presentSession = (viewer: MemberViewer, row: SessionRow): Session => ({
  id: row.id,
  kind: row.kind,
  current: row.id === viewer.sessionId,
  device: row.device,
  createdAt: row.created_at.toISOString(),
  lastSeenAt: row.last_seen_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
});

const page = (compare: string, direction: string) =>
  `SELECT id, kind, device, created_at, last_seen_at, expires_at FROM sessions
   WHERE account_id = $1 AND expires_at > $2 AND ($3::bigint IS NULL OR id ${compare} $3) ORDER BY id ${direction} LIMIT $4`;
const PAGE_DESC = statement('my-sessions-desc', page('<', 'DESC'));
const PAGE_ASC = statement('my-sessions-asc', page('>', 'ASC'));

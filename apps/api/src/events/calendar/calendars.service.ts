import { Injectable } from '@nestjs/common';
import { createHash, createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { CalendarAddress } from '@fingerpost/contracts/calendars';
import { t } from '@fingerpost/messages';
import { Access } from '../../access/access.service.js';
import { Clock } from '../../config/clock.js';
import { Config } from '../../config/settings.js';
import { Database } from '../../database/database.service.js';
import { statement } from '../../database/sql.js';
import { notFound } from '../../http/problem.js';
import type { MemberViewer, Viewer } from '../../http/viewer.js';
import { SettingsService } from '../../settings/settings.service.js';
import { CalendarQueries } from './calendars.queries.js';
import { toIcs, type Calendar, type Entry } from './ics.js';

const HOLDER = statement(
  'calendar-holder',
  `SELECT person_id AS "personId" FROM calendar_tokens WHERE token_hash = $1`,
);
const MADE = statement(
  'calendar-made',
  `SELECT made_at AS "madeAt" FROM calendar_tokens WHERE person_id = $1`,
);
/** So many random bytes that nobody finds one by trying. */
const TOKEN_BYTES = 24;
const TOKEN = /^[\w-]{32}$/;
const hashOf = (token: string) => createHash('sha256').update(token).digest();
/** Of two secrets that never lie in one place: the salt is kept here, the request's key is its sender's. */
const tokenOf = (salt: Buffer, key: string) =>
  createHmac('sha256', salt).update(key).digest().subarray(0, TOKEN_BYTES).toString('base64url');

interface Made {
  token_hash: Buffer;
  salt: Buffer | null;
  made_at: Date;
}
const isTokenOf = (made: Made, token: string) => timingSafeEqual(made.token_hash, hashOf(token));

/** Events for calendar programs: one, those of a space, and those that a member has a place at. */
@Injectable()
export class Calendars {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly db: Database,
    private readonly access: Access,
    private readonly settings: SettingsService,
    private readonly queries: CalendarQueries,
  ) {}

  /** One event as a file. @throws DomainError 404 unseen, or not listed. */
  async one(viewer: Viewer, id: number): Promise<string> {
    const entry = await this.queries.one(viewer, id);
    if (!entry) throw notFound();
    return this.write([entry], {});
  }

  /** The events of a space that the viewer reads: of a public one everybody. */
  async ofSpace(viewer: Viewer, slug: string): Promise<string> {
    const { id } = await this.access.readableSpace(viewer, { slug });
    const name = await this.queries.nameOf(id);
    return this.write(await this.queries.ofSpace(viewer, slug), { name, keepsCalledOff: true });
  }

  /** What the holder of a token has a place at; with a space, what its member sees there. @throws DomainError 404 for a token that is none. */
  async ofHolder(token: string, space: string | undefined): Promise<string> {
    const holder = TOKEN.test(token)
      ? await this.db.one<{ personId: number }>(HOLDER, [hashOf(token)])
      : undefined;
    if (!holder) throw notFound();
    const viewer: Viewer = { personId: holder.personId, accountId: null, sessionId: null, operator: false };
    if (space !== undefined) return this.ofSpace(viewer, space);
    return this.write(await this.queries.ofMember(viewer), {
      name: t('events.ics.mine'),
      keepsCalledOff: true,
    });
  }

  async address(viewer: MemberViewer): Promise<CalendarAddress> {
    const row = await this.db.one<{ madeAt: Date }>(MADE, [viewer.personId]);
    return { madeAt: row?.madeAt.toISOString() ?? null, path: null };
  }

  /**
   * A new address; a former one ends with it. Shown this once. The answer is a secret, so it is not kept under the
   * request's key as others are: the same key makes the same address again, out of a salt that alone says nothing.
   */
  async make({ personId, request }: MemberViewer): Promise<CalendarAddress> {
    const key = request?.key ?? randomUUID();
    const now = this.clock.now();
    return this.db.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM people WHERE id = $1 FOR NO KEY UPDATE', [personId]);
      const [made] = await tx.query<Made[]>(
        `SELECT token_hash, salt, made_at FROM calendar_tokens WHERE person_id = $1`,
        [personId],
      );
      if (made?.salt) {
        const again = tokenOf(made.salt, key);
        if (isTokenOf(made, again)) return address(again, made.made_at);
      }
      const salt = randomBytes(TOKEN_BYTES);
      const token = tokenOf(salt, key);
      await tx.query(
        `INSERT INTO calendar_tokens (person_id, token_hash, salt, made_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (person_id) DO UPDATE SET token_hash = excluded.token_hash, salt = excluded.salt, made_at = excluded.made_at`,
        [personId, hashOf(token), salt, now],
      );
      return address(token, now);
    });
  }

  async stop(viewer: MemberViewer): Promise<CalendarAddress> {
    return this.db.writeAnswer(viewer, async (tx) => {
      await tx.query(`DELETE FROM calendar_tokens WHERE person_id = $1`, [viewer.personId]);
      return { madeAt: null, path: null };
    });
  }

  private async write(
    entries: Entry[],
    { name, ...more }: Pick<Calendar, 'name' | 'keepsCalledOff'>,
  ): Promise<string> {
    const { address } = this.config;
    const { name: site } = await this.settings.site();
    return toIcs(entries, {
      address,
      host: new URL(address).hostname,
      ...(name !== undefined && { name: t('events.ics.calendar', { site, name }) }),
      ...more,
      calledOff: (title) => t('events.ics.calledOff', { title }),
    });
  }
}

const address = (token: string, madeAt: Date): CalendarAddress => ({
  madeAt: madeAt.toISOString(),
  path: `/api/calendar/${token}.ics`,
});

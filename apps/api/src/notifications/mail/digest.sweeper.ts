import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Clock } from '../../config/clock.js';
import { Config } from '../../config/settings.js';
import { Database } from '../../database/database.service.js';
import { statement } from '../../database/sql.js';
import { Outbox } from '../../mail/outbox.js';
import { DIGEST_LETTER } from './digest.letter.js';
import { DIGEST, NEXT, isDay } from './digest.statement.js';
import { TOLD_BY_DIGEST } from './notification-mail.js';

const LOOK_EVERY = 30_000;
const AT_ONCE = 200;
/** After a fault a member's digest waits so long, in minutes, and the others go on. */
const FAULT_WAITS = 5;

/** Whoever has an account and no inbox yet gets one: digests begin with what happens from now on. */
const BEGIN = statement(
  'digest-begin',
  `INSERT INTO inboxes (person_id, digest_turn)
   SELECT a.person_id, turns.last FROM turns, accounts a
   WHERE a.person_id IS NOT NULL AND a.confirmed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM inboxes i WHERE i.person_id = a.person_id)
   ON CONFLICT DO NOTHING`,
);
const SCHEDULE = statement(
  'digest-schedule',
  `UPDATE inboxes i SET next_digest_at = (${NEXT})
   FROM inboxes self LEFT JOIN notification_settings ns ON ns.person_id = self.person_id
   WHERE i.next_digest_at IS NULL AND self.person_id = i.person_id`,
);
const DUE = statement(
  'digest-due',
  `SELECT person_id FROM inboxes WHERE next_digest_at <= $1 ORDER BY next_digest_at, person_id LIMIT ${AT_ONCE}`,
);
const TAKE = `SELECT digest_turn AS since, (SELECT last FROM turns) AS upto,
    (SELECT a.email FROM accounts a WHERE a.person_id = i.person_id AND a.confirmed_at IS NOT NULL AND a.mail_stopped_at IS NULL) AS email,
    ${isDay(`extract(isodow FROM $2::timestamptz AT TIME ZONE coalesce(ns.time_zone, 'Europe/London'))`)} AS today
  FROM inboxes i LEFT JOIN notification_settings ns ON ns.person_id = i.person_id
  WHERE i.person_id = $1 AND i.next_digest_at <= $2 FOR UPDATE OF i SKIP LOCKED`;
const GO_ON = `UPDATE inboxes i SET digest_turn = coalesce($3, i.digest_turn), next_digest_at = (${NEXT.replaceAll('$1', '$2')})
  FROM inboxes self LEFT JOIN notification_settings ns ON ns.person_id = self.person_id
  WHERE i.person_id = $1 AND self.person_id = i.person_id`;

const PUT_OFF = statement('digest-put-off', 'UPDATE inboxes SET next_digest_at = $2 WHERE person_id = $1');

interface Taken {
  since: number;
  upto: number;
  email: string | null;
  /** Whether this is one of the days on which they want digests. */
  today: boolean;
}

/** Writes the digests that are due into the outbox. Looked for in the table, so that a process away for a night misses none. */
@Injectable()
export class DigestSweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('digests');
  private timer?: NodeJS.Timeout;
  private running: Promise<void> | null = null;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly db: Database,
    private readonly outbox: Outbox,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.worksJobs) return;
    const look = () => {
      this.running ??= this.run()
        .catch((fault: Error) => this.log.warn(`digests wait: ${fault.message}`))
        .finally(() => (this.running = null));
    };
    look();
    this.timer = setInterval(look, LOOK_EVERY).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  async run(): Promise<void> {
    await this.db.query(BEGIN);
    await this.db.query(SCHEDULE, [this.clock.now()]);
    for (;;) {
      const now = this.clock.now();
      const due = await this.db.query<{ person_id: number }>(DUE, [now]);
      let made = 0;
      for (const { person_id } of due)
        made += await this.digest(person_id, now).catch(this.putOff(person_id));
      if (made === 0) return;
      this.outbox.wake();
    }
  }

  /** One member's fault is theirs. */
  private putOff(personId: number): (fault: unknown) => Promise<number> {
    return async (fault) => {
      const { code, name } = fault as { code?: string; name?: string };
      this.log.warn(`a digest waits: ${code ?? name ?? 'unknown'}`);
      await this.db.query(PUT_OFF, [personId, this.clock.minutesFromNow(FAULT_WAITS)]);
      return 1;
    };
  }

  /** One member's digest, and the mark behind it, in one transaction: nothing is told twice, nothing left out. */
  private digest(personId: number, now: Date): Promise<number> {
    return this.db.transaction(async (tx) => {
      const [taken] = await tx.query<Taken[]>(TAKE, [personId, now]);
      if (!taken) return 0;
      const { since, upto, email, today } = taken;
      // Late, after the server was away: it comes on their next day, with all that there is by then.
      if (!today) {
        await tx.query(GO_ON, [personId, now, null]);
        return 1;
      }
      if (email) await tx.query(TOLD_BY_DIGEST, [personId, since, upto]);
      const news = email ? await tx.query<unknown[]>(DIGEST, [personId, since, upto]) : [];
      if (email && news.length > 0)
        await this.outbox.write(tx, {
          to: email,
          personId,
          template: DIGEST_LETTER,
          data: { personId, since, upto },
          dedupeKey: `digest:${personId}:${upto}`,
        });
      await tx.query(GO_ON, [personId, now, upto]);
      return 1;
    });
  }
}

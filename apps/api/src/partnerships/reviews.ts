import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { REVIEW_MONTHS, STALE_MONTHS } from '@fingerpost/contracts/partnership-kinds';
import type { Activity } from '../activity/activity.js';
import { Activities } from '../activity/activity.service.js';
import { Clock } from '../config/clock.js';
import { Database } from '../database/database.service.js';
import { GUEST } from '../http/viewer.js';
import { HOURLY, Rounds } from '../jobs/rounds.js';
import { SettingsService } from '../settings/settings.service.js';

const AT_ONCE = 100;

/**
 * Reminds each steward of a record half a year after it was last said to be right, and a last time after a year, when
 * its page says that it may be out of date; once each for each check.
 *
 * Where it never was, the months begin with the steward's own confirmation. The letter that tells of that asks for the
 * first look; a reminder some days later would be a second letter about the same thing, and "one click every six
 * months" is what the page promises.
 */
@Injectable()
export class PartnershipReviews implements OnApplicationBootstrap {
  constructor(
    private readonly rounds: Rounds,
    private readonly clock: Clock,
    private readonly db: Database,
    private readonly activities: Activities,
    private readonly settings: SettingsService,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.every(HOURLY, 'reviews of partnerships', () => this.run());
  }

  /** What nobody looks after waits until somebody does. */
  async run(): Promise<void> {
    if (!(await this.settings.site()).modules.includes('partnerships')) return;
    let took: number;
    do {
      const told: Activity[] = [];
      took = await this.db.transaction(async (tx) => {
        const [due] = await tx.query<[Due[], number]>(TAKE, [this.clock.now(), AT_ONCE]);
        for (const { id, person_id: personId, verified_at: verifiedAt, since, stale } of due)
          told.push(
            await this.activities.record(tx, GUEST, {
              kind: stale ? 'partnership.stale' : 'partnership.review_due',
              spaceId: null,
              subjectKind: 'partnership',
              subjectId: id,
              data: { personId, verifiedAt: verifiedAt?.toISOString() ?? null, since: since.toISOString() },
            }),
          );
        return due.length;
      });
      await this.activities.told(...told);
    } while (took === AT_ONCE);
  }
}

interface Due {
  id: number;
  person_id: number;
  verified_at: Date | null;
  since: Date;
  stale: boolean;
}

// Months are counted in UTC, as `freshnessOf` does for the page.
const passed = (months: number) =>
  `(begun.since AT TIME ZONE 'UTC') + interval '${months} months' <= $1::timestamptz AT TIME ZONE 'UTC'`;

/** Whoever was not reminded in time hears the later words alone. */
const TAKE = `
  WITH due AS (
    SELECT s.partnership_id, s.person_id, p.verified_at, begun.since, ${passed(STALE_MONTHS)} AS stale
    FROM partnership_stewards s JOIN partnerships p ON p.id = s.partnership_id
    CROSS JOIN LATERAL (SELECT coalesce(p.verified_at, s.since) AS since) begun
    WHERE s.state = 'confirmed' AND p.merged_into_id IS NULL AND p.state = 'published' AND ${passed(REVIEW_MONTHS)}
      AND CASE WHEN ${passed(STALE_MONTHS)} THEN s.stale_told ELSE s.due_told END IS DISTINCT FROM begun.since
    ORDER BY s.partnership_id, s.person_id LIMIT $2 FOR UPDATE OF s SKIP LOCKED
  )
  UPDATE partnership_stewards s SET due_told = due.since, stale_told = CASE WHEN due.stale THEN due.since ELSE s.stale_told END
  FROM due WHERE s.partnership_id = due.partnership_id AND s.person_id = due.person_id
  RETURNING due.partnership_id AS id, due.person_id, due.verified_at, due.since, due.stale`;

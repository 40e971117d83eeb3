import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { REVIEW_MONTHS } from '@fingerpost/contracts/partnership-kinds';
import type { Activity } from '../activity/activity.js';
import { Activities } from '../activity/activity.service.js';
import { Clock } from '../config/clock.js';
import { Database } from '../database/database.service.js';
import { GUEST } from '../http/viewer.js';
import { HOURLY, Rounds } from '../jobs/rounds.js';
import { SettingsService } from '../settings/settings.service.js';

const AT_ONCE = 100;

/** Reminds the stewards of a record when half a year has passed since it was last said to be right; once for each check. */
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
        const [due] = await tx.query<[{ id: number; verified_at: Date }[], number]>(TAKE, [
          this.clock.now(),
          AT_ONCE,
        ]);
        for (const { id, verified_at: verifiedAt } of due)
          told.push(
            await this.activities.record(tx, GUEST, {
              kind: 'partnership.review_due',
              spaceId: null,
              subjectKind: 'partnership',
              subjectId: id,
              data: { verifiedAt: verifiedAt.toISOString() },
            }),
          );
        return due.length;
      });
      await this.activities.told(...told);
    } while (took === AT_ONCE);
  }
}

// Months are counted in UTC, as `freshnessOf` does for the page.
const TAKE = `
  UPDATE partnerships SET review_told = verified_at WHERE id IN (
    SELECT p.id FROM partnerships p WHERE p.merged_into_id IS NULL AND p.state = 'published' AND p.review_told IS DISTINCT FROM p.verified_at
      AND (p.verified_at AT TIME ZONE 'UTC') + interval '${REVIEW_MONTHS} months' <= $1::timestamptz AT TIME ZONE 'UTC'
      AND EXISTS (SELECT 1 FROM partnership_stewards s WHERE s.partnership_id = p.id AND s.state = 'confirmed')
    ORDER BY p.verified_at LIMIT $2 FOR UPDATE SKIP LOCKED)
  RETURNING id, verified_at`;

import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Activity } from '../activity/activity.js';
import { Activities } from '../activity/activity.service.js';
import { Clock } from '../config/clock.js';
import { Database } from '../database/database.service.js';
import { GUEST } from '../http/viewer.js';
import { HOURLY, Rounds } from '../jobs/rounds.js';
import { SettingsService } from '../settings/settings.service.js';
import { dayOf } from './resource.rows.js';

const DAY = 86_400_000;
/** Long enough to look it over between two holidays. */
const DAYS_BEFORE = 30;
const AT_ONCE = 100;

/**
 * Reminds who looks after a resource a month before it is to be looked over, and on the day when its page begins to say
 * that it may be out of date; once each for each date.
 */
@Injectable()
export class Reviews implements OnApplicationBootstrap {
  constructor(
    private readonly rounds: Rounds,
    private readonly clock: Clock,
    private readonly db: Database,
    private readonly activities: Activities,
    private readonly settings: SettingsService,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.every(HOURLY, 'reviews of resources', () => this.run());
  }

  /** Each date once, whoever else looks at the same time. */
  async run(): Promise<void> {
    if (!(await this.settings.site()).modules.includes('resources')) return;
    const today = dayOf(this.clock.now());
    const until = dayOf(new Date(this.clock.now().getTime() + DAYS_BEFORE * DAY));
    let took: number;
    do {
      const told: Activity[] = [];
      took = await this.db.transaction(async (tx) => {
        const [due] = await tx.query<[Due[], number]>(TAKE, [until, today, AT_ONCE]);
        for (const { id, space_id: spaceId, review_by: reviewBy, passed } of due)
          told.push(
            await this.activities.record(tx, GUEST, {
              kind: passed ? 'resource.review_passed' : 'resource.review_due',
              spaceId,
              subjectKind: 'resource',
              subjectId: id,
              data: { reviewBy },
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
  space_id: number;
  review_by: string;
  passed: boolean;
}

/** By the day of `toSummary`, so that nobody is told of what the page does not say yet; who was not told in time hears of the passing alone. */
const TAKE = `
  WITH due AS (
    SELECT id, review_by < $2::date AS passed FROM resources WHERE state = 'published' AND review_by <= $1::date AND owner_id IS NOT NULL
      AND CASE WHEN review_by < $2::date THEN passed_told ELSE review_told END IS DISTINCT FROM review_by
    ORDER BY review_by, id LIMIT $3 FOR UPDATE SKIP LOCKED
  )
  UPDATE resources r SET review_told = r.review_by, passed_told = CASE WHEN due.passed THEN r.review_by ELSE r.passed_told END
  FROM due WHERE r.id = due.id
  RETURNING r.id, r.space_id, r.review_by::text AS review_by, due.passed`;

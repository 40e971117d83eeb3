import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Activity } from '../activity/activity.js';
import { Activities } from '../activity/activity.service.js';
import { Clock } from '../config/clock.js';
import { Database } from '../database/database.service.js';
import { GUEST } from '../http/viewer.js';
import { HOURLY, Rounds } from '../jobs/rounds.js';
import { SettingsService } from '../settings/settings.service.js';

const DAY = 86_400_000;
/** Long enough to look it over between two holidays. */
const DAYS_BEFORE = 30;
const AT_ONCE = 100;

/** Reminds who looks after a resource a month before it is to be looked over; once for each date. */
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
    const until = new Date(this.clock.now().getTime() + DAYS_BEFORE * DAY).toISOString().slice(0, 10);
    let took: number;
    do {
      const told: Activity[] = [];
      took = await this.db.transaction(async (tx) => {
        const [due] = await tx.query<[{ id: number; space_id: number; review_by: string }[], number]>(TAKE, [
          until,
          AT_ONCE,
        ]);
        for (const { id, space_id: spaceId, review_by: reviewBy } of due)
          told.push(
            await this.activities.record(tx, GUEST, {
              kind: 'resource.review_due',
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

const TAKE = `
  UPDATE resources SET review_told = review_by WHERE id IN (
    SELECT id FROM resources WHERE state = 'published' AND review_by <= $1::date AND review_told IS DISTINCT FROM review_by
      AND owner_id IS NOT NULL ORDER BY review_by LIMIT $2 FOR UPDATE SKIP LOCKED)
  RETURNING id, space_id, review_by::text AS review_by`;

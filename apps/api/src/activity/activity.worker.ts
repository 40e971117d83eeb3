import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ACTIVITY_QUEUE, Jobs } from '../jobs/jobs.service.js';
import type { Activity, ActivityKind } from './activity.js';
import { Activities } from './activity.service.js';
import { AfterCommit } from './after-commit.js';

/** Runs in a job, maybe twice: must come out the same. Throwing brings the job back later. */
export type Follower = (activity: Activity) => Promise<void>;

/** What must follow from an activity, once: search, mail, notifications register here and know no feature. */
@Injectable()
export class ActivityWorker implements OnApplicationBootstrap {
  private readonly followers: { kinds: readonly ActivityKind[] | 'every'; follower: Follower }[] = [];

  constructor(
    private readonly jobs: Jobs,
    private readonly activities: Activities,
    private readonly afterCommit: AfterCommit,
  ) {}

  follow(kinds: readonly ActivityKind[] | 'every', follower: Follower): void {
    this.followers.push({ kinds, follower });
  }

  onApplicationBootstrap(): Promise<void> {
    return this.jobs.work<{ activityId: number }>(ACTIVITY_QUEUE, ({ activityId }) => this.run(activityId));
  }

  async run(activityId: number): Promise<void> {
    const activity = await this.activities.find(activityId);
    if (!activity) return;
    await this.afterCommit.tell(activity);
    for (const { kinds, follower } of this.followers) if (kinds === 'every' || kinds.includes(activity.kind)) await follower(activity);
  }
}

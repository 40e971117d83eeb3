import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Signals } from '../database/signals.js';
import { ACTIVITY_QUEUE, Jobs } from '../jobs/jobs.service.js';
import type { Activity, ActivityKind } from './activity.js';
import { Activities } from './activity.service.js';

/** Runs in a job with what happened since the last, maybe twice: must come out the same. Throwing brings the jobs back later. */
export type Follower = (activities: Activity[]) => Promise<void>;

/** What must follow from an activity, once: mail, notifications and seats register here and know no feature. */
@Injectable()
export class ActivityWorker implements OnApplicationBootstrap {
  private readonly followers: { kinds: readonly ActivityKind[] | 'every'; follower: Follower }[] = [];

  private readonly listeners: (() => void)[] = [];

  constructor(
    private readonly jobs: Jobs,
    private readonly activities: Activities,
    private readonly signals: Signals,
  ) {}

  /** `listener` is called when all that follows from some activities was done or tried. */
  afterwards(listener: () => void): void {
    this.listeners.push(listener);
  }

  follow(kinds: readonly ActivityKind[] | 'every', follower: Follower): void {
    this.followers.push({ kinds, follower });
  }

  onApplicationBootstrap(): Promise<void> {
    return this.jobs.work<{ activityId: number }>(ACTIVITY_QUEUE, (batch) =>
      this.run(batch.map((job) => job.activityId)),
    );
  }

  async run(activityIds: readonly number[]): Promise<void> {
    const happened = await this.activities.find(activityIds);
    await this.signals.send('activities', {
      ids: happened.map(({ id }) => id),
      kinds: [...new Set(happened.map(({ kind }) => kind))],
    });
    const faults: unknown[] = [];
    for (const { kinds, follower } of this.followers) {
      const theirs =
        kinds === 'every' ? happened : happened.filter((activity) => kinds.includes(activity.kind));
      // One that fails brings the jobs back later; the others do not wait for it.
      if (theirs.length > 0) await follower(theirs).catch((fault: unknown) => faults.push(fault));
    }
    for (const listener of this.listeners) listener();
    if (faults.length > 0) throw faults[0];
  }
}

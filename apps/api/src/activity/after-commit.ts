import { Injectable, Logger } from '@nestjs/common';
import type { Activity, ActivityKind } from './activity.js';

type Listener = (activity: Activity) => Promise<void> | void;

/** Remembered long enough for the job of the same activity to come round. */
const REMEMBERED = 10_000;

/**
 * Listeners that want to know at once, in this process: sockets. The job of an activity calls them too
 * when this process did not, because it died between the commit and the hint.
 */
@Injectable()
export class AfterCommit {
  private readonly log = new Logger('activity');
  private readonly listeners: { kinds: readonly ActivityKind[]; listener: Listener }[] = [];
  private readonly done = new Set<number>();

  on(kinds: readonly ActivityKind[], listener: Listener): void {
    this.listeners.push({ kinds, listener });
  }

  async tell(activity: Activity): Promise<void> {
    if (this.done.has(activity.id)) return;
    this.done.add(activity.id);
    if (this.done.size > REMEMBERED) this.done.delete(this.done.values().next().value as number);
    for (const { kinds, listener } of this.listeners) {
      if (!kinds.includes(activity.kind)) continue;
      try {
        await listener(activity);
      } catch (fault) {
        // A hint that fails is caught up by version; the write itself stands.
        this.log.warn(fault, `a listener failed on ${activity.kind}`);
      }
    }
  }
}

import { Injectable, Logger } from '@nestjs/common';
import type { Activity, ActivityKind } from './activity.js';
import { onlyHere } from './only-here.js';

type Listener = (activity: Activity) => Promise<void> | void;

/** Remembered long enough for the job of the same activity to come round. */
const REMEMBERED = 10_000;

/**
 * Listeners that want to know at once: sockets. The process that wrote tells them, those of the others too where
 * processes share a Redis. What a process did not hear of that way, because another died between the commit and the
 * hint or there is no Redis, it tells its own sockets when a worker takes the activity up.
 */
@Injectable()
export class AfterCommit {
  private readonly log = new Logger('activity');
  private readonly listeners: { kinds: readonly ActivityKind[]; listener: Listener }[] = [];
  private readonly spread: ((activityId: number) => void)[] = [];
  private readonly done = new Set<number>();

  on(kinds: readonly ActivityKind[], listener: Listener): void {
    this.listeners.push({ kinds, listener });
  }

  /** Called with what was told to the sockets of every process. */
  onTold(listener: (activityId: number) => void): void {
    this.spread.push(listener);
  }

  async tell(activity: Activity): Promise<void> {
    if (this.knows(activity.id)) return;
    this.noteTold(activity.id);
    await this.call(activity);
    for (const listener of this.spread) listener(activity.id);
  }

  /** Tells the sockets of this process alone. */
  async tellHere(activity: Activity): Promise<void> {
    if (this.knows(activity.id)) return;
    this.noteTold(activity.id);
    await onlyHere.run(true, () => this.call(activity));
  }

  knows(activityId: number): boolean {
    return this.done.has(activityId);
  }

  noteTold(activityId: number): void {
    this.done.add(activityId);
    if (this.done.size > REMEMBERED) this.done.delete(this.done.values().next().value as number);
  }

  private async call(activity: Activity): Promise<void> {
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

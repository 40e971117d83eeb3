import { Injectable } from '@nestjs/common';
import { Clock } from '../config/clock.js';
import { Database, prepared, type Transaction } from '../database/database.service.js';
import { ACTIVITY_QUEUE, Jobs } from '../jobs/jobs.service.js';
import type { Viewer } from '../http/viewer.js';
import type { Activity, ActivityData, ActivityKind, SubjectKind } from './activity.js';
import { AfterCommit } from './after-commit.js';
import { FIND, SINCE, TAKE_TURNS } from './turns.js';

export interface Recorded<K extends ActivityKind> {
  kind: K;
  spaceId: number | null;
  subjectKind: SubjectKind;
  subjectId: number;
  data: ActivityData[K];
}

/** An activity that had its turn. */
export interface Told extends Activity {
  turn: number;
}

/** Records what happened in the transaction in which it happened, with the job that tells the others. */
@Injectable()
export class Activities {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly afterCommit: AfterCommit,
  ) {}

  /** Writes the activity and its job into `tx`. Give what it returns to `told` once the transaction is over. */
  async record<K extends ActivityKind>(
    tx: Transaction,
    viewer: Pick<Viewer, 'personId'>,
    what: Recorded<K>,
  ): Promise<Activity<K>> {
    const at = this.clock.now();
    const [row] = await tx.query<{ id: number }[]>(
      `INSERT INTO activity (kind, actor_id, space_id, subject_kind, subject_id, data, at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
      [what.kind, viewer.personId, what.spaceId, what.subjectKind, what.subjectId, what.data, at],
    );
    if (!row) throw new Error('an activity was not stored');
    await this.jobs.enqueue(tx, ACTIVITY_QUEUE, { activityId: row.id });
    return { ...what, id: row.id, actorId: viewer.personId, at };
  }

  /** Tells the live listeners at once. Only after the commit: a hint of what was rolled back would be a lie. */
  async told(...activities: Activity[]): Promise<void> {
    for (const activity of activities) await this.afterCommit.tell(activity);
    this.jobs.wake(ACTIVITY_QUEUE);
  }

  find(ids: readonly number[]): Promise<Activity[]> {
    return this.db.query<Activity>(FIND, [ids]);
  }

  /** Gives each its turn, with the commit of `tx`; what has one keeps it. */
  async takeTurns(tx: Transaction, ids: readonly number[]): Promise<void> {
    await prepared(tx, TAKE_TURNS, [ids]);
  }

  /** What had its turn after `turn`, in that order. */
  since(tx: Transaction, turn: number, most: number): Promise<Told[]> {
    return prepared<Told>(tx, SINCE, [turn, most]);
  }
}

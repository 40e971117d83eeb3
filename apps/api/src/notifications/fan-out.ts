import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Reason } from '@fingerpost/contracts/notifications';
import { ActivityWorker } from '../activity/activity.worker.js';
import { Database } from '../database/database.service.js';
import { FAN_OUT, MAY_NAME, TAKE_TURNS } from './fan-out.statement.js';
import { NotificationHints } from './hints.js';
import { NotificationMail } from './mail/notification-mail.js';
import { mentionedIn } from './mentioned.js';
import { PushSender } from './push/push.sender.js';
import { NOTIFYING } from './rules.js';

/** A row that the fan-out has just written. */
export interface Written {
  personId: number;
  number: number;
  activityId: number;
  reason: Reason;
}

/** A transaction of this many is short, and the planner's guess of few rows stays right enough. */
const AT_ONCE = 50;

/** From what happened to the inboxes of those whom it concerns, with their mails, in one transaction. */
@Injectable()
export class FanOut implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly worker: ActivityWorker,
    private readonly mail: NotificationMail,
    private readonly push: PushSender,
    private readonly hints: NotificationHints,
  ) {}

  onModuleInit(): void {
    this.worker.follow(NOTIFYING, (activities) => this.run(activities.map(({ id }) => id)));
  }

  /** Runs twice, acts once: what has its turn is left alone. */
  async run(activityIds: readonly number[]): Promise<void> {
    const inOrder = activityIds.toSorted((a, b) => a - b);
    for (let from = 0; from < inOrder.length; from += AT_ONCE) {
      const some = inOrder.slice(from, from + AT_ONCE);
      await this.deliver(some);
    }
  }

  private async deliver(activityIds: readonly number[]): Promise<void> {
    const pushed = await this.db.transaction(async (tx) => {
      // One fan-out at a time: two would lock the same inboxes in different order.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('fan-out', 0))`);
      const said = named(await tx.query<{ id: number; html: string }[]>(MAY_NAME, [activityIds]));
      const written = await tx.query<Written[]>(FAN_OUT, [
        activityIds,
        said.map(({ id }) => id),
        said.map(({ handle }) => handle),
      ]);
      await tx.query(TAKE_TURNS, [activityIds]);
      if (written.length === 0) return false;
      await this.mail.write(tx, activityIds);
      await this.hints.announce(tx, newIn(written));
      return this.push.write(tx, activityIds);
    });
    this.mail.wake();
    if (pushed) this.push.wake();
  }
}

const named = (posts: readonly { id: number; html: string }[]) =>
  posts.flatMap(({ id, html }) => mentionedIn(html).map((handle) => ({ id, handle })));

/** Not what an earlier run has told of already. */
const newIn = (written: readonly Written[]) => [...new Set(written.map(({ activityId }) => activityId))];

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Activities } from '../activity/activity.service.js';
import { ActivityWorker } from '../activity/activity.worker.js';
import { Database, prepared } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { FAN_OUT, MAY_NAME } from './fan-out.statement.js';
import { NotificationHints } from './hints.js';
import { NotificationMail } from './mail/notification-mail.js';
import { mentionedIn } from './mentioned.js';
import { PushSender } from './push/push.sender.js';

/**
 * One fan-out at a time: two would lock the same inboxes in different order. And by indexes alone: a plan is kept, with
 * those of the checks of what a row names, and one that was made while a table was all but empty reads the whole of it
 * for each of ten thousand members, until the next ANALYZE. And by the plan that is kept: making one takes longer than a
 * batch does, and PostgreSQL would make five in each connection before it keeps one.
 */
const BEGIN = statement(
  'fan-out-begin',
  `SELECT pg_advisory_xact_lock(hashtextextended('fan-out', 0)), set_config('enable_seqscan', 'off', true),
     set_config('plan_cache_mode', 'force_generic_plan', true)`,
);

/** A transaction of this many is short, and the planner's guess of few rows stays right enough. */
const AT_ONCE = 50;

/** From what happened to the inboxes of those whom it concerns, with their mails, in one transaction. */
@Injectable()
export class FanOut implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly activities: Activities,
    private readonly worker: ActivityWorker,
    private readonly mail: NotificationMail,
    private readonly push: PushSender,
    private readonly hints: NotificationHints,
  ) {}

  onModuleInit(): void {
    // All kinds, also those that nobody is told of: each has its turn, which the search goes by.
    this.worker.follow('every', (activities) => this.run(activities.map(({ id }) => id)));
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
      await prepared(tx, BEGIN, []);
      const said = named(await prepared<{ id: number; html: string }>(tx, MAY_NAME, [activityIds]));
      const written = await prepared<{ id: number }>(tx, FAN_OUT, [
        activityIds,
        said.map(({ id }) => id),
        said.map(({ handle }) => handle),
      ]);
      await this.activities.takeTurns(tx, activityIds);
      if (written.length === 0) return false;
      await this.mail.write(tx, activityIds);
      // Not what an earlier run has told of already.
      await this.hints.announce(
        tx,
        written.map(({ id }) => id),
      );
      return this.push.write(tx, activityIds);
    });
    this.mail.wake();
    if (pushed) this.push.wake();
  }
}

const named = (posts: readonly { id: number; html: string }[]) =>
  posts.flatMap(({ id, html }) => mentionedIn(html).map((handle) => ({ id, handle })));

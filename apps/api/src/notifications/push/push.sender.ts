import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { PERSONAL_REASONS } from '@fingerpost/contracts/notifications';
import { didKey, titleOf } from '@fingerpost/contracts/inbox';
import { t } from '@fingerpost/messages';
import webPush, { WebPushError } from 'web-push';
import { Clock } from '../../config/clock.js';
import { Config } from '../../config/settings.js';
import { Database, prepared, type Transaction } from '../../database/database.service.js';
import { statement } from '../../database/sql.js';
import { Jobs, PUSH_QUEUE } from '../../jobs/jobs.service.js';
import { COLUMNS, shown, toNotification, type NotificationRow } from '../notification.rows.js';
import { wayFor } from '../mail/effective-way.js';
import { afterQuiet } from '../mail/quiet-hours.js';
import { leadsOutside } from './push-endpoint.js';
import { PushKeys } from './push-keys.js';

/** A message that nobody fetched for so long is in the inbox anyway. */
const KEPT_SECONDS = 24 * 3_600;
const WITHIN = 10_000;
/** Some services hang, and the job ends after five minutes: so many go at once that a few dozen of them hold nobody up. */
const AT_ONCE = 40;
const PERSONAL = PERSONAL_REASONS.map((reason) => `'${reason}'`).join(', ');

const ANYBODY = statement(
  'push-anybody',
  `SELECT 1 FROM notifications n JOIN push_subscriptions b ON b.person_id = n.person_id WHERE n.activity_id = ANY ($1) LIMIT 1`,
);
/** What is personal, or to come at once, for each browser of its member, outside of quiet hours, unread and still to be seen. */
const TO_SEND = statement(
  'push-to-send',
  `SELECT ${COLUMNS}, b.id AS subscription_id, b.endpoint, b.p256dh, b.auth
   ${shown(
     'n.person_id',
     `JOIN push_subscriptions b ON b.person_id = n.person_id
      JOIN notification_settings ns ON ns.person_id = n.person_id AND ns.push`,
   )} AND n.activity_id = ANY ($1) AND (n.reason IN (${PERSONAL}) OR ${wayFor('n.reason', 'ns')} = 'now')
     AND ${afterQuiet('$2', 'ns')} <= $2
   ORDER BY n.person_id, n.number`,
);
const GONE = statement('push-gone', 'DELETE FROM push_subscriptions WHERE id = $1');

interface Row extends NotificationRow {
  [column: string]: unknown;
  subscription_id: number;
  endpoint: string;
  p256dh: string;
  auth: string;
}

/** Web push (RFC 8030): a bonus beside inbox and mail, tried once, never a reason to write a job again. */
@Injectable()
export class PushSender implements OnApplicationBootstrap {
  private readonly log = new Logger('push');

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly keys: PushKeys,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return this.jobs.workEach<{ activityIds: number[] }>(PUSH_QUEUE, ({ activityIds }) =>
      this.run(activityIds),
    );
  }

  /** In the transaction of the fan-out; false when no browser is concerned. */
  async write(tx: Transaction, activityIds: readonly number[]): Promise<boolean> {
    const anybody = await prepared(tx, ANYBODY, [activityIds]);
    if (anybody.length > 0) await this.jobs.enqueue(tx, PUSH_QUEUE, { activityIds });
    return anybody.length > 0;
  }

  wake(): void {
    this.jobs.wake(PUSH_QUEUE);
  }

  async run(activityIds: readonly number[]): Promise<void> {
    const rows = await this.db.query<Row>(TO_SEND, [activityIds, this.clock.now()]);
    const waiting = rows.filter(({ read }) => !read).values();
    const sendOn = async () => {
      for (const row of waiting) await this.send(row);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, sendOn));
  }

  private async send(row: Row): Promise<void> {
    try {
      if (!(await leadsOutside(row.endpoint))) throw new WebPushError('inside', 410, {}, '', row.endpoint);
      const { publicKey, privateKey } = await this.keys.pair();
      await webPush.sendNotification(
        { endpoint: row.endpoint, keys: { p256dh: row.p256dh, auth: row.auth } },
        JSON.stringify(words(row)),
        {
          TTL: KEPT_SECONDS,
          timeout: WITHIN,
          urgency: 'normal',
          vapidDetails: { subject: this.subject, publicKey, privateKey },
        },
      );
    } catch (fault) {
      const status = fault instanceof WebPushError ? fault.statusCode : 0;
      // The browser took its subscription back, or the service forgot it.
      if (status === 404 || status === 410) await this.db.query(GONE, [row.subscription_id]);
      else
        this.log.warn(
          `a push was not taken: ${status || (fault as NodeJS.ErrnoException).code || 'no answer'}`,
        );
    }
  }

  /** Whom a push service asks about what this site sends: its address, or, without one on https, its mail. */
  private get subject(): string {
    return this.config.secure
      ? this.config.address
      : `mailto:${/[^\s<>]+@[^\s<>]+/.exec(this.config.mailFrom)?.[0]}`;
  }
}

/** No more than a locked screen may show: who did what, and where. */
export function words(row: NotificationRow): { title: string; body: string; path: string; tag: string } {
  const notification = toNotification(row);
  return {
    title: t(didKey(row), { name: row.actor_name ?? t('mail.notification.somebody') }),
    body: titleOf(notification),
    path: notification.path,
    tag: `${row.kind}-${row.person_id}-${row.number}`,
  };
}

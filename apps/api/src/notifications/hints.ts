import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { Config } from '../config/settings.js';
import { Database, type Transaction } from '../database/database.service.js';
import { Signals, signalIn } from '../database/signals.js';
import { statement } from '../database/sql.js';
import { Realtime, personRoom } from '../realtime/realtime.service.js';
import { COLUMNS, shown, toNotification, type NotificationRow } from './notification.rows.js';

const CONCERNED = statement(
  'notification-concerned',
  `SELECT DISTINCT person_id FROM notifications WHERE activity_id = ANY ($1)`,
);
const NEW = statement(
  'notification-new',
  `SELECT ${COLUMNS} ${shown('n.person_id')} AND n.activity_id = ANY ($1) AND n.person_id = ANY ($2) ORDER BY n.person_id, n.number`,
);

const TRIES = 10;
const AGAIN_AFTER = 1_000;

/**
 * Tells open pages at once what came into their inbox. Whoever was away asks by number.
 * Each process reads for its own sockets, so that a post to thousands of inboxes is one small signal between processes.
 */
@Injectable()
export class NotificationHints implements OnModuleInit {
  private readonly log = new Logger('notifications');
  /** One after another, so that a page hears its numbers in order. */
  private telling = Promise.resolve();

  constructor(
    private readonly config: Config,
    private readonly db: Database,
    private readonly signals: Signals,
    private readonly realtime: Realtime,
  ) {}

  onModuleInit(): void {
    if (!this.config.servesPeople) return;
    this.signals.on('notified', ({ activityIds }) => {
      this.telling = this.telling.then(() => this.tellUntilTold(activityIds));
    });
  }

  /** Every process hears of it when `tx` commits, and not if it does not. */
  async announce(tx: Transaction, activityIds: readonly number[]): Promise<void> {
    await signalIn(tx, 'notified', { activityIds });
  }

  /** The database may be away for a moment; pages that stay connected have nobody else to tell them. */
  private async tellUntilTold(activityIds: readonly number[]): Promise<void> {
    for (let tries = 1; tries <= TRIES; tries += 1) {
      try {
        return await this.tell(activityIds);
      } catch (fault) {
        this.log.warn(fault, `a hint was not told, ${tries} of ${TRIES} tries`);
        await sleep(AGAIN_AFTER, undefined, { ref: false });
      }
    }
  }

  private async tell(activityIds: readonly number[]): Promise<void> {
    if (!this.realtime.isAnybodyHere) return;
    const concerned = await this.db.query<{ person_id: number }>(CONCERNED, [activityIds]);
    const listening = concerned
      .map(({ person_id }) => person_id)
      .filter((id) => this.realtime.isHere(personRoom(id)));
    if (listening.length === 0) return;
    for (const row of await this.db.query<NotificationRow & Record<string, unknown>>(NEW, [
      activityIds,
      listening,
    ]))
      this.realtime.toPersonHere(row.person_id, 'notification.created', toNotification(row));
  }
}

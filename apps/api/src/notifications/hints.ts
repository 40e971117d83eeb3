import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.service.js';
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

/** Tells open pages at once what came into their inbox. Whoever was away asks by number. */
@Injectable()
export class NotificationHints {
  constructor(
    private readonly db: Database,
    private readonly realtime: Realtime,
  ) {}

  async tell(activityIds: readonly number[]): Promise<void> {
    const concerned = await this.db.query<{ person_id: number }>(CONCERNED, [activityIds]);
    const listening = concerned
      .map(({ person_id }) => person_id)
      .filter((id) => this.realtime.mayBeHeard(personRoom(id)));
    if (listening.length === 0) return;
    for (const row of await this.db.query<NotificationRow & Record<string, unknown>>(NEW, [
      activityIds,
      listening,
    ]))
      this.realtime.toPerson(row.person_id, 'notification.created', toNotification(row));
  }
}

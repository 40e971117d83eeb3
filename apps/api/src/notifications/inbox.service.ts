import { Injectable } from '@nestjs/common';
import type {
  Notification,
  NotificationCount,
  NotificationPage,
  NotificationQuery,
  ReadNotifications,
} from '@fingerpost/contracts/notifications';
import { Clock } from '../config/clock.js';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import type { MemberViewer } from '../http/viewer.js';
import { Realtime } from '../realtime/realtime.service.js';
import { COLUMNS, shown, toNotification, type NotificationRow } from './notification.rows.js';
import { isRead } from './read-state.js';

/** A bell says "99+" and no more. */
const COUNTED = 100;

const page = (compare: string, direction: string, unread: string) =>
  `SELECT ${COLUMNS} ${shown('$1')} AND n.person_id = $1 AND n.number ${compare} $2 ${unread} ORDER BY n.number ${direction} LIMIT $3`;
const UNREAD = `AND n.read_at IS NULL AND n.number > i.read_up_to AND NOT ${isRead('n', 'i')}`;
const PAGES = {
  newer: statement('inbox-newer', page('>', 'ASC', '')),
  newerUnread: statement('inbox-newer-unread', page('>', 'ASC', UNREAD)),
  older: statement('inbox-older', page('<', 'DESC', '')),
  olderUnread: statement('inbox-older-unread', page('<', 'DESC', UNREAD)),
};
/** Where somebody was named and has not looked, the newest first. */
const MENTIONS = statement(
  'inbox-mentions',
  `SELECT ${COLUMNS} ${shown('$1')} AND n.person_id = $1 AND n.reason = 'mention' ${UNREAD} ORDER BY n.number DESC LIMIT $2`,
);
const COUNT = statement(
  'inbox-count',
  `SELECT coalesce((SELECT n.number ${shown('$1')} AND n.person_id = $1 ORDER BY n.number DESC LIMIT 1), 0) AS last,
     (SELECT count(*) FROM (SELECT 1 ${shown('$1')} AND n.person_id = $1 ${UNREAD} LIMIT ${COUNTED}) counted) AS unread`,
);
/** What tells of one thing that the member has before their eyes. */
const READ_SUBJECT = `UPDATE notifications SET read_at = $4 WHERE person_id = $1 AND subject_kind = $2 AND subject_id = $3 AND read_at IS NULL`;
const READ_UP_TO = `UPDATE inboxes SET read_up_to = greatest(read_up_to, least($2::bigint, last_number)) WHERE person_id = $1`;

/** A member's own notifications, by number. */
@Injectable()
export class Inbox {
  constructor(
    private readonly clock: Clock,
    private readonly db: Database,
    private readonly realtime: Realtime,
  ) {}

  async page(viewer: MemberViewer, query: NotificationQuery): Promise<NotificationPage> {
    const older = query.after?.startsWith('older-') ?? true;
    const from =
      query.after === undefined ? Number.MAX_SAFE_INTEGER : Number(query.after.replace('older-', ''));
    const which = `${older ? 'older' : 'newer'}${query.unread ? 'Unread' : ''}` as keyof typeof PAGES;
    // The count first: what comes in between is then in the page, or above `last` and asked for next.
    const count = await this.count(viewer);
    const rows = await this.db.query<NotificationRow & Record<string, unknown>>(PAGES[which], [
      viewer.personId,
      from,
      query.limit + 1,
    ]);
    const items = rows.slice(0, query.limit);
    const end = items.at(-1);
    const next = rows.length > query.limit && end ? `${older ? 'older-' : ''}${end.number}` : null;
    return { items: items.map(toNotification), next, previous: null, ...count };
  }

  async mentions(viewer: MemberViewer, limit: number): Promise<Notification[]> {
    const rows = await this.db.query<NotificationRow & Record<string, unknown>>(MENTIONS, [
      viewer.personId,
      limit,
    ]);
    return rows.map(toNotification);
  }

  async count(viewer: MemberViewer): Promise<NotificationCount> {
    return (await this.db.one<NotificationCount & Record<string, unknown>>(COUNT, [viewer.personId]))!;
  }

  async read(viewer: MemberViewer, what: ReadNotifications): Promise<NotificationCount> {
    await this.db.write(viewer, (tx) =>
      'upTo' in what
        ? tx.query(READ_UP_TO, [viewer.personId, what.upTo])
        : tx.query(READ_SUBJECT, [viewer.personId, what.subject.kind, what.subject.id, this.clock.now()]),
    );
    this.realtime.toPerson(viewer.personId, 'notifications.read', {});
    return this.count(viewer);
  }
}

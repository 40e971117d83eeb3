import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Activity, ActivityKind } from '../activity/activity.js';
import { AfterCommit } from '../activity/after-commit.js';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { Realtime } from '../realtime/realtime.service.js';
import { EventQueries } from './events.queries.js';

const TOLD: readonly ActivityKind[] = [
  'event.changed',
  'event.called_off',
  'rsvp.confirmed',
  'rsvp.waitlisted',
  'rsvp.promoted',
  'rsvp.withdrawn',
];

const LIVE = statement(
  'event-live',
  `SELECT version, called_off_at IS NOT NULL AS off, going_count, waiting_count FROM events WHERE id = $1 AND state = 'published'`,
);
interface LiveRow {
  version: number;
  off: boolean;
  going_count: number;
  waiting_count: number;
}

/** What open pages hear of an event: numbers alone, never who. */
@Injectable()
export class EventsRealtime implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly realtime: Realtime,
    private readonly afterCommit: AfterCommit,
    private readonly queries: EventQueries,
  ) {}

  onModuleInit(): void {
    this.realtime.keep('event', (viewer, id) => this.queries.version(viewer, id));
    this.afterCommit.on(TOLD, (activity) => this.tell(activity));
  }

  private async tell({ subjectId: eventId }: Activity): Promise<void> {
    const room = `event:${eventId}` as const;
    if (!this.realtime.mayBeHeard(room)) return;
    const row = await this.db.one<LiveRow & Record<string, unknown>>(LIVE, [eventId]);
    if (!row) return;
    this.realtime.toRoom(room, 'event.updated', {
      id: eventId,
      eventId,
      version: row.version,
      status: row.off ? 'called_off' : 'listed',
      goingCount: row.going_count,
      waitingCount: row.waiting_count,
    });
  }
}

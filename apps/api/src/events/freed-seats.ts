import { Injectable, type OnModuleInit } from '@nestjs/common';
import { readsSpace } from '../access/predicate.js';
import type { Activity, ActivityKind } from '../activity/activity.js';
import { Activities } from '../activity/activity.service.js';
import { ActivityWorker } from '../activity/activity.worker.js';
import { Clock } from '../config/clock.js';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';

/** What may leave somebody with a place at what they no longer see; the last three are answers that were under way just then. */
const MAY_LEAVE_ONE: readonly ActivityKind[] = [
  'membership.changed',
  'space.updated',
  'rsvp.confirmed',
  'rsvp.waitlisted',
  'rsvp.promoted',
];

/**
 * Who left a closed space, or was put out of it, no longer sees its events, cannot say that they stay away, and would
 * keep a place from somebody who waits. So the place is given back for them, as they would: of what is still to come.
 */
@Injectable()
export class FreedSeats implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly worker: ActivityWorker,
    private readonly activities: Activities,
  ) {}

  onModuleInit(): void {
    this.worker.follow(MAY_LEAVE_ONE, (activities) => this.run(activities));
  }

  private async run(activities: readonly Activity[]): Promise<void> {
    const spaces = activities
      .filter(({ kind, data }) => kind === 'space.updated' || left(kind, data))
      .map(({ spaceId }) => spaceId);
    const events = activities
      .filter(({ kind }) => kind.startsWith('rsvp.'))
      .map(({ subjectId }) => subjectId);
    if (spaces.length + events.length === 0) return;
    for (const seat of await this.db.query<Seat>(LEFT_BEHIND, [this.clock.now(), spaces, events]))
      await this.free(seat);
  }

  /** One transaction for each, so that no event is locked for another's sake. */
  private async free({ event_id: eventId, person_id: personId, space_id: spaceId }: Seat): Promise<void> {
    const told: Activity[] = [];
    await this.db.transaction(async (tx) => {
      const [given] = await tx.query<Given[]>(GIVE_BACK, [eventId, personId, this.clock.now()]);
      if (given?.outcome !== 'withdrawn') return;
      const about = { spaceId, subjectKind: 'event', subjectId: eventId } as const;
      const nobody = { personId: null };
      told.push(
        await this.activities.record(tx, nobody, {
          ...about,
          kind: 'rsvp.withdrawn',
          data: { personId, was: given.was },
        }),
      );
      for (const promoted of given.promoted)
        told.push(
          await this.activities.record(tx, nobody, {
            ...about,
            kind: 'rsvp.promoted',
            data: { personId: promoted },
          }),
        );
    });
    await this.activities.told(...told);
  }
}

interface Seat {
  [column: string]: unknown;
  event_id: number;
  person_id: number;
  space_id: number;
}
interface Given {
  outcome: string;
  was: 'confirmed' | 'waitlisted';
  promoted: number[];
}

const left = (kind: ActivityKind, data: Activity['data']): boolean =>
  kind === 'membership.changed' && (data as { state: string | null }).state !== 'active';

/** Who waits goes first: nobody is promoted only to be put out again. */
const LEFT_BEHIND = statement(
  'event-seats-left-behind',
  `SELECT r.event_id, r.person_id, e.space_id FROM events e JOIN spaces s ON s.id = e.space_id JOIN rsvps r ON r.event_id = e.id
   WHERE e.id IN (
       SELECT id FROM events WHERE space_id = ANY ($2::bigint[]) AND state = 'published' AND starts_at > $1 UNION SELECT unnest($3::bigint[])
     ) AND s.visibility <> 'public' AND e.state = 'published' AND e.called_off_at IS NULL AND e.starts_at > $1
     AND r.status IN ('confirmed', 'waitlisted') AND NOT ${readsSpace('s', 'r.person_id')}
   ORDER BY r.status DESC, e.id, r.person_id`,
);

/** Who came back meanwhile keeps it. */
const GIVE_BACK = `
  WITH gone AS MATERIALIZED (
    SELECT e.id FROM events e JOIN spaces s ON s.id = e.space_id WHERE e.id = $1 AND NOT ${readsSpace('s', '$2')}
  )
  SELECT given.outcome, given.was, to_jsonb(given.promoted) AS promoted
  FROM gone, LATERAL take_seat(gone.id, $2::bigint, false, NULL, $3::timestamptz) given`;

import { Injectable } from '@nestjs/common';
import type { Event } from '@fingerpost/contracts/events';
import { roleIn, seesContent } from '../access/predicate.js';
import { Clock } from '../config/clock.js';
import { Database, type Transaction } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import type { Viewer } from '../http/viewer.js';
import type { EventDetailRow } from './event.rows.js';
import { ORGANISES } from './events.queries.js';
import { lockEvent, type Present } from './events.write.js';

/** The later ones of a series, of which `$4` is one and begins at `$3`, that the viewer may still change at `$5`. */
const LATER = `
  FROM events e JOIN spaces s ON s.id = e.space_id CROSS JOIN LATERAL (SELECT ${roleIn('e.space_id', '$1')} AS is) role
  WHERE e.series_id = $2 AND e.id <> $4 AND (e.starts_at, e.id) > ($3::timestamptz, $4::bigint) AND e.ends_at > $5 AND e.called_off_at IS NULL
    AND ${seesContent('e', 's', '$1')} AND ${ORGANISES}`;

const SUMMARY = statement(
  'event-series-later',
  `WITH later AS MATERIALIZED (SELECT e.id, e.state ${LATER})
   SELECT count(*) FILTER (WHERE state = 'draft')::int AS drafts, count(*) FILTER (WHERE state = 'published')::int AS listed, (
     SELECT count(DISTINCT r.person_id)::int FROM rsvps r
     WHERE r.event_id IN (SELECT id FROM later UNION SELECT $4) AND r.status IN ('confirmed', 'waitlisted') AND r.person_id <> $1::bigint
   ) AS audience FROM later`,
);

type InSeries = Pick<EventDetailRow, 'id' | 'series_id' | 'starts_at'>;

/** What goes for one event of a series and for the later ones with it. */
@Injectable()
export class Series {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** How many there are later on, and how many people hear of what happens to all; null where there are none. */
  async later(viewer: Viewer, event: InSeries): Promise<Event['later']> {
    if (event.series_id === null) return null;
    const found = await this.db.one<NonNullable<Event['later']>>(SUMMARY, this.params(viewer, event));
    return found && found.drafts + found.listed > 0 ? found : null;
  }

  /** The event under its lock, first, and the later ones under theirs where they are meant. */
  async lock(tx: Transaction, viewer: Viewer, event: InSeries, later = false): Promise<Present[]> {
    const more =
      later && event.series_id !== null
        ? await tx.query<{ id: number }[]>(`SELECT e.id ${LATER}`, this.params(viewer, event))
        : [];
    const locked: Present[] = [];
    // In one order, whoever locks several: two that wait for each other would wait for ever.
    for (const id of [event.id, ...more.map((each) => each.id)].toSorted((a, b) => a - b)) {
      const present = await lockEvent(tx, id);
      // What was called off meanwhile is left alone, but for the one that was meant first.
      if (present && (id === event.id || !present.called_off_at)) locked.push(present);
    }
    return locked.toSorted((a, b) => order(a, event) - order(b, event));
  }

  private params(viewer: Viewer, { id, series_id, starts_at }: InSeries): unknown[] {
    return [viewer.personId, series_id, starts_at, id, this.clock.now()];
  }
}

const order = ({ id, startsAt }: Present, first: InSeries): number =>
  id === first.id ? -Infinity : startsAt.getTime();

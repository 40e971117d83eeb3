import { Injectable } from '@nestjs/common';
import type { Attendee, AttendeeQuery } from '@fingerpost/contracts/events';
import type { Page } from '@fingerpost/contracts/common';
import { looksAfterSpace, roleIn, seesContent } from '../access/predicate.js';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { decodeCursor } from '../http/cursor.js';
import { readingOf, toPage } from '../http/paging.js';
import { notFound } from '../http/problem.js';
import type { Viewer } from '../http/viewer.js';
import { PERSON, toAttendee, type AttendeeRow } from './event.rows.js';

const ORGANISES = `(${looksAfterSpace('s', '$1')} OR (e.author_id = $1::bigint AND ${roleIn('s.id', '$1')} IS NOT NULL))`;

/** What was answered to the organisers, for them and nobody else. */
const ANSWERS = `CASE WHEN ${ORGANISES} THEN (
    SELECT json_agg(json_build_object('questionId', w.question_id, 'text', w.text)) FROM rsvp_answers w WHERE w.event_id = r.event_id AND w.person_id = r.person_id
  ) END AS answers`;

/**
 * Who may be seen: everybody by organisers; by others those with a place who let themselves be seen, where the
 * organiser shows names, which a wellbeing event never does. In the statement, so that no caller can forget it.
 */
const MAY_BE_SEEN = `(${ORGANISES} OR (e.shows_attendees AND e.kind <> 'wellbeing' AND r.shown AND r.status = 'confirmed'))`;

const list = (compare: string, direction: string) => `
  SELECT ${PERSON}, r.status, r.place, r.changed_at, ${ANSWERS},
    CASE WHEN r.status = 'waitlisted' THEN (SELECT count(*)::int FROM rsvps w WHERE w.event_id = r.event_id AND w.status = 'waitlisted' AND w.place <= r.place) END AS position
  FROM events e JOIN spaces s ON s.id = e.space_id JOIN rsvps r ON r.event_id = e.id AND r.status = $3
  JOIN people a ON a.id = r.person_id LEFT JOIN organisations o ON o.id = a.organisation_id
  WHERE e.id = $2 AND ${seesContent('e', 's', '$1')} AND ${MAY_BE_SEEN}
    AND ($4::int IS NULL OR (coalesce(r.place, 0), date_trunc('milliseconds', r.changed_at), r.person_id) ${compare} ($4, $5::timestamptz, $6::bigint))
  ORDER BY coalesce(r.place, 0) ${direction}, date_trunc('milliseconds', r.changed_at) ${direction}, r.person_id ${direction} LIMIT $7`;
const ASCENDING = statement('event-attendees-asc', list('>', 'ASC'));
const DESCENDING = statement('event-attendees-desc', list('<', 'DESC'));

const SEEN = statement(
  'event-attendees-of',
  `SELECT 1 AS seen FROM events e JOIN spaces s ON s.id = e.space_id WHERE e.id = $2 AND ${seesContent('e', 's', '$1')}`,
);

const ALL = statement(
  'event-attendees-all',
  `
  SELECT ${PERSON}, r.status, r.place, r.changed_at, r.place AS position, ${ANSWERS}
  FROM events e JOIN spaces s ON s.id = e.space_id JOIN rsvps r ON r.event_id = e.id
  JOIN people a ON a.id = r.person_id LEFT JOIN organisations o ON o.id = a.organisation_id
  WHERE e.id = $2 AND ${seesContent('e', 's', '$1')} AND ${MAY_BE_SEEN}
  ORDER BY array_position(ARRAY['confirmed', 'waitlisted', 'cancelled'], r.status), coalesce(r.place, 0), r.changed_at, r.person_id`,
);

@Injectable()
export class AttendeeQueries {
  constructor(private readonly db: Database) {}

  /** In the order in which they came by their place, or stand in the waitlist. @throws DomainError 404 unseen. */
  async page(viewer: Viewer, id: number, query: AttendeeQuery): Promise<Page<Attendee>> {
    if (!(await this.db.one(SEEN, [viewer.personId, id]))) throw notFound();
    const reading = readingOf(query, 'asc');
    const [place, at, person] =
      reading.cursor === undefined
        ? [null, null, null]
        : decodeCursor(reading.cursor, ['int', 'instant', 'number'] as const, reading.named);
    const rows = await this.db.query<AttendeeRow>(reading.descending ? DESCENDING : ASCENDING, [
      viewer.personId,
      id,
      query.status,
      place,
      at,
      person,
      reading.limit + 1,
    ]);
    return toPage(
      rows,
      reading,
      (row) => [row.place ?? 0, row.changed_at.toISOString(), row.author_id ?? 0],
      toAttendee,
    );
  }

  /** Everybody who answered, for the organiser's own table. */
  async all(viewer: Viewer, id: number): Promise<Attendee[]> {
    const rows = await this.db.query<AttendeeRow>(ALL, [viewer.personId, id]);
    let waiting = 0;
    return rows.map((row) =>
      toAttendee({ ...row, position: row.status === 'waitlisted' ? ++waiting : null }),
    );
  }
}

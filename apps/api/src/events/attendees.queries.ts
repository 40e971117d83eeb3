import { Injectable } from '@nestjs/common';
import type { Attendee, AttendeeQuery } from '@fingerpost/contracts/events';
import type { Page } from '@fingerpost/contracts/common';
import { looksAfterSpace, roleIn, seesContent } from '../access/predicate.js';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { cursorOf, readingOf, rowsFor, toPage } from '../http/paging.js';
import { notFound } from '../http/problem.js';
import type { Viewer } from '../http/viewer.js';
import { PERSON, toAttendee, type AttendeeRow } from './event.rows.js';

const ORGANISES = `(${looksAfterSpace('s', '$1')} OR (e.author_id = $1::bigint AND ${roleIn('s.id', '$1')} IS NOT NULL))`;

/** What was answered to the organisers, for them and nobody else. */
const ANSWERS = (rsvp: string) => `(
    SELECT json_agg(json_build_object('questionId', w.question_id, 'text', w.text)) FROM rsvp_answers w
    WHERE w.event_id = ${rsvp}.event_id AND w.person_id = ${rsvp}.person_id)`;

/**
 * Who may be seen: everybody by organisers; by others those with a place who let themselves be seen, where the
 * organiser shows names, which a wellbeing event never does. In the statement, so that no caller can forget it.
 */
const SHOWS = `(e.shows_attendees AND e.kind <> 'wellbeing')`;
const LETS = `(r.shown AND r.status = 'confirmed')`;

/** By when they came, the waitlist by its numbers: as `rsvps_order` has them. */
const order = (rsvp: string, direction: string) =>
  `coalesce(${rsvp}.place, 0) ${direction}, ${rsvp}.changed_at ${direction}, ${rsvp}.person_id ${direction}`;

/** Of a waitlist all is seen or nothing, so the places of a page are those after its first. */
const PLACE = `CASE WHEN page.status = 'waitlisted' THEN (first.place + rank() OVER (ORDER BY page.place) - 1)::int END`;

const list = (direction: 'ASC' | 'DESC', from: boolean, most: number) => `
  WITH event AS MATERIALIZED (
    SELECT ${ORGANISES} AS all_seen, ${SHOWS} AS some_seen FROM events e JOIN spaces s ON s.id = e.space_id
    WHERE e.id = $2 AND ${seesContent('e', 's', '$1')}
  ), page AS MATERIALIZED (
    SELECT r.* FROM rsvps r WHERE r.event_id = $2 AND r.status = $3
      AND ((SELECT all_seen FROM event) OR ((SELECT some_seen FROM event) AND ${LETS})) AND ${
        from
          ? `(coalesce(r.place, 0), r.changed_at, r.person_id) ${direction === 'ASC' ? '>' : '<'} ($4::int, $5::timestamptz, $6::bigint)`
          : 'true'
      }
    ORDER BY ${order('r', direction)} LIMIT ${most}
  )
  SELECT ${PERSON}, page.status, page.place, page.changed_at, ${PLACE} AS position,
    CASE WHEN (SELECT all_seen FROM event) THEN ${ANSWERS('page')} END AS answers
  FROM page JOIN people a ON a.id = page.person_id LEFT JOIN organisations o ON o.id = a.organisation_id CROSS JOIN (
    SELECT count(*) AS place FROM rsvps w WHERE w.event_id = $2 AND w.status = 'waitlisted' AND w.place <= (SELECT min(place) FROM page)
  ) first ORDER BY ${order('page', direction)}`;

const SEEN = statement(
  'event-attendees-of',
  `SELECT 1 AS seen FROM events e JOIN spaces s ON s.id = e.space_id WHERE e.id = $2 AND ${seesContent('e', 's', '$1')}`,
);

const ALL = statement(
  'event-attendees-all',
  `
  SELECT ${PERSON}, r.status, r.place, r.changed_at, r.place AS position, CASE WHEN ${ORGANISES} THEN ${ANSWERS('r')} END AS answers
  FROM events e JOIN spaces s ON s.id = e.space_id JOIN rsvps r ON r.event_id = e.id
  JOIN people a ON a.id = r.person_id LEFT JOIN organisations o ON o.id = a.organisation_id
  WHERE e.id = $2 AND ${seesContent('e', 's', '$1')} AND (${ORGANISES} OR (${SHOWS} AND ${LETS}))
  ORDER BY array_position(ARRAY['confirmed', 'waitlisted', 'cancelled'], r.status), coalesce(r.place, 0), r.changed_at, r.person_id`,
);

@Injectable()
export class AttendeeQueries {
  constructor(private readonly db: Database) {}

  /** In the order in which they came by their place, or stand in the waitlist. @throws DomainError 404 unseen. */
  async page(viewer: Viewer, id: number, query: AttendeeQuery): Promise<Page<Attendee>> {
    if (!(await this.db.one(SEEN, [viewer.personId, id]))) throw notFound();
    const reading = readingOf(query, 'asc');
    const from = cursorOf(reading, ['int', 'instant', 'number'] as const) ?? [];
    const direction = reading.descending ? 'DESC' : 'ASC';
    const most = rowsFor(reading);
    const name = ['event-attendees', direction, from.length > 0 ? 'from' : 'start', most].join('-');
    const rows = await this.db.query<AttendeeRow>(statement(name, list(direction, from.length > 0, most)), [
      viewer.personId,
      id,
      query.status,
      ...from,
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

import type { Attendee, EventQuestion, EventSummary, RsvpStatus } from '@fingerpost/contracts/events';
import type { Role, Visibility } from '@fingerpost/contracts/spaces';
import { personColumns, toPerson, type AuthorRow } from '../discussions/discussion.rows.js';

const LOCAL = `'YYYY-MM-DD"T"HH24:MI'`;

/** A time of the wall as text: the driver would take it for one of this machine's zone. */
export const wallClock = (column: string): string => `to_char(${column}, ${LOCAL})`;

/** Every column of a row in a list; `$1` is the viewer. */
export const SUMMARY = `e.id, e.slug, e.title, e.kind, e.state, e.excerpt, e.called_off_at, e.starts_at, e.ends_at,
  ${wallClock('e.start_local')} AS start, ${wallClock('e.end_local')} AS "end", e.zone, e.format, e.place_name, e.capacity, e.going_count, e.waiting_count, e.version,
  e.organisation_id, org.name AS organisation_name, e.campaign_id, c.slug AS campaign_slug, c.name AS campaign_name,
  s.id AS space_id, s.slug AS space_slug, s.name AS space_name, s.visibility AS space_visibility,
  mine.status AS my_status, CASE WHEN mine.status = 'waitlisted' THEN (
    SELECT count(*)::int FROM rsvps w WHERE w.event_id = e.id AND w.status = 'waitlisted' AND w.place <= mine.place) END AS my_position`;

export const JOINS = `JOIN spaces s ON s.id = e.space_id
  LEFT JOIN organisations org ON org.id = e.organisation_id
  LEFT JOIN campaigns c ON c.id = e.campaign_id
  LEFT JOIN rsvps mine ON mine.event_id = e.id AND mine.person_id = $1::bigint`;

export interface EventRow {
  id: number;
  slug: string;
  title: string;
  kind: EventSummary['kind'];
  state: 'draft' | 'published';
  excerpt: string;
  called_off_at: Date | null;
  starts_at: Date;
  ends_at: Date;
  start: string;
  end: string;
  zone: string;
  format: EventSummary['format'];
  place_name: string | null;
  capacity: number | null;
  going_count: number;
  waiting_count: number;
  version: number;
  organisation_id: number | null;
  organisation_name: string | null;
  campaign_id: number | null;
  campaign_slug: string | null;
  campaign_name: string | null;
  space_id: number;
  space_slug: string;
  space_name: string;
  space_visibility: Visibility;
  my_status: RsvpStatus | null;
  my_position: number | null;
}

export const statusOf = (row: Pick<EventRow, 'state' | 'called_off_at'>): EventSummary['status'] => {
  if (row.state === 'draft') return 'draft';
  return row.called_off_at === null ? 'listed' : 'called_off';
};

export const toEventSummary = (row: EventRow): EventSummary => ({
  id: row.id,
  slug: row.slug,
  title: row.title,
  kind: row.kind,
  status: statusOf(row),
  startsAt: row.starts_at.toISOString(),
  endsAt: row.ends_at.toISOString(),
  start: row.start,
  end: row.end,
  zone: row.zone,
  format: row.format,
  place: row.place_name === null ? null : { name: row.place_name },
  excerpt: row.excerpt,
  space: { id: row.space_id, slug: row.space_slug, name: row.space_name, visibility: row.space_visibility },
  organisation:
    row.organisation_id === null ? null : { id: row.organisation_id, name: row.organisation_name ?? '' },
  campaign:
    row.campaign_id === null
      ? null
      : { id: row.campaign_id, slug: row.campaign_slug ?? '', name: row.campaign_name ?? '' },
  capacity: row.capacity,
  goingCount: row.going_count,
  waitingCount: row.waiting_count,
  mine: row.my_status === null ? null : { status: row.my_status, position: row.my_position },
  version: row.version,
});

/** What one event's page shows beyond its row in a list. `joining_url` is null for who may not have it. */
export interface EventDetailRow extends EventRow, AuthorRow {
  body: string;
  html: string;
  place_address: string;
  access: string[];
  shows_attendees: boolean;
  my_shown: boolean | null;
  joining_url: string | null;
  joining_note: string | null;
  has_joining: boolean;
  questions: EventQuestion[];
  called_off_reason: string;
  discussion_id: number | null;
  discussion_slug: string | null;
  discussion_replies: number | null;
  series_id: number | null;
  sequence: number;
  role: Role | null;
}

export const PERSON = personColumns('a', 'o', 'author');

export interface AttendeeRow extends AuthorRow {
  status: RsvpStatus;
  place: number | null;
  position: number | null;
  changed_at: Date;
  /** Null for who does not organise it. */
  answers: Attendee['answers'] | null;
}

export const toAttendee = (row: AttendeeRow): Attendee => ({
  person: toPerson(row),
  status: row.status,
  position: row.position,
  at: row.changed_at.toISOString(),
  answers: row.answers ?? [],
});

import type { ChangeEvent, CreateEvent } from '@fingerpost/contracts/events';
import type { Transaction } from '../database/database.service.js';
import { toExcerpt, toHtml, toText } from '../text/markdown.js';
import { toSlug } from '../text/slug.js';
import { daysBefore } from './instants.js';
import { setForgetting, setQuestions } from './questions.js';
import { type Times } from './wall-clock.js';

/** What is written of a new event, beside its times. */
export type EventWords = Omit<CreateEvent, 'start' | 'end' | 'zone' | 'repeat' | 'spaceId' | 'campaign'>;
export interface NewEvent {
  words: EventWords;
  times: Times;
  spaceId: number;
  authorId: number | null;
  organisationId: number | null;
  campaignId: number | null;
  seriesId: number | null;
  at: Date;
}

/** Writes an event with its text and its link; the reminders are set where it is listed. */
export async function writeEvent(tx: Transaction, event: NewEvent): Promise<number> {
  const { words, times } = event;
  const html = toHtml(words.body);
  const text = toText(html);
  const [row] = await tx.query<{ id: number }[]>(
    `WITH event AS (
       INSERT INTO events (space_id, author_id, organisation_id, campaign_id, series_id, kind, title, slug, excerpt, state,
         start_local, end_local, zone, starts_at, ends_at, format, place_name, place_address, access, capacity, shows_attendees, written_at, changed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::timestamp, $12::timestamp, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $22) RETURNING id
     ), texts AS (
       INSERT INTO event_texts (event_id, body, html, text) SELECT id, $23, $24, $25 FROM event
     ), link AS (
       INSERT INTO event_links (event_id, url, note) SELECT id, $26, $27 FROM event WHERE $26::text IS NOT NULL
     )
     SELECT id FROM event`,
    [
      event.spaceId,
      event.authorId,
      event.organisationId,
      event.campaignId,
      event.seriesId,
      words.kind,
      words.title,
      toSlug(words.title, 'event'),
      toExcerpt(text),
      words.status === 'draft' ? 'draft' : 'published',
      times.start,
      times.end,
      times.zone,
      times.startsAt,
      times.endsAt,
      words.format,
      words.place?.name ?? null,
      words.place?.address ?? '',
      words.access,
      words.capacity,
      words.showsAttendees,
      event.at,
      words.body,
      html,
      text,
      words.joining?.url ?? null,
      words.joining?.note ?? '',
    ],
  );
  if (!row) throw new Error('an event was not stored');
  if (words.questions.length > 0) {
    await setQuestions(tx, row.id, words.questions);
    await setForgetting(tx, row.id);
  }
  return row.id;
}

/** An event under its lock, as a change finds it. */
export interface Present extends Times {
  id: number;
  space_id: number;
  author_id: number | null;
  organisation_id: number | null;
  campaign_id: number | null;
  kind: CreateEvent['kind'];
  title: string;
  state: 'draft' | 'published';
  version: number;
  format: CreateEvent['format'];
  place_name: string | null;
  place_address: string;
  access: CreateEvent['access'];
  capacity: number | null;
  going_count: number;
  shows_attendees: boolean;
  called_off_at: Date | null;
  link_url: string | null;
  link_note: string | null;
  body: string;
}

export async function lockEvent(tx: Transaction, id: number): Promise<Present | undefined> {
  const [row] = await tx.query<Present[]>(
    `SELECT e.id, e.space_id, e.author_id, e.organisation_id, e.campaign_id, e.kind, e.title, e.state, e.version, e.format, e.place_name, e.place_address,
       e.access, e.capacity, e.going_count, e.shows_attendees, e.called_off_at, to_char(e.start_local, 'YYYY-MM-DD"T"HH24:MI') AS start,
       to_char(e.end_local, 'YYYY-MM-DD"T"HH24:MI') AS "end", e.zone, e.starts_at AS "startsAt", e.ends_at AS "endsAt", l.url AS link_url, l.note AS link_note, x.body
     FROM events e JOIN event_texts x ON x.event_id = e.id LEFT JOIN event_links l ON l.event_id = e.id WHERE e.id = $1 AND e.state IN ('draft', 'published') FOR UPDATE OF e`,
    [id],
  );
  return row;
}

/** What is wanted of one event. */
export type Change = Omit<ChangeEvent, 'version' | 'later'>;

/** Everything of an event as it stands after a change of some of it. */
export type Wanted = Omit<EventWords, 'body' | 'questions'> & {
  organisationId: number | null;
  campaignId: number | null;
};
export const wantedOf = (present: Present, input: Change): Wanted => ({
  status: input.status ?? (present.state === 'draft' ? 'draft' : 'listed'),
  title: input.title ?? present.title,
  kind: input.kind ?? present.kind,
  format: input.format ?? present.format,
  place:
    input.place === undefined
      ? present.place_name === null
        ? null
        : { name: present.place_name, address: present.place_address }
      : input.place,
  access: input.access ?? present.access,
  capacity: input.capacity === undefined ? present.capacity : input.capacity,
  joining:
    input.joining === undefined
      ? present.link_url === null
        ? null
        : { url: present.link_url, note: present.link_note ?? '' }
      : input.joining,
  asOrganisation: input.asOrganisation ?? present.organisation_id !== null,
  campaignId: present.campaign_id,
  showsAttendees: input.showsAttendees ?? present.shows_attendees,
  organisationId: present.organisation_id,
});

/** Writes what a change leaves; `sequence` rises where calendars must hear of it. */
export async function rewriteEvent(
  tx: Transaction,
  present: Present,
  {
    times,
    wanted,
    body,
    questions,
    forCalendars,
    at,
  }: { times: Times; wanted: Wanted; forCalendars: boolean; at: Date } & Pick<
    ChangeEvent,
    'body' | 'questions'
  >,
): Promise<void> {
  await tx.query(
    `UPDATE events SET title = $2, slug = $3, kind = $4, state = $5, start_local = $6::timestamp, end_local = $7::timestamp, zone = $8, starts_at = $9, ends_at = $10,
       format = $11, place_name = $12, place_address = $13, access = $14, capacity = $15, organisation_id = $16, campaign_id = $17, shows_attendees = $18,
       sequence = sequence + $19::int, version = version + 1, changed_at = $20 WHERE id = $1`,
    [
      present.id,
      wanted.title,
      toSlug(wanted.title, 'event'),
      wanted.kind,
      wanted.status === 'draft' ? 'draft' : 'published',
      times.start,
      times.end,
      times.zone,
      times.startsAt,
      times.endsAt,
      wanted.format,
      wanted.place?.name ?? null,
      wanted.place?.address ?? '',
      wanted.access,
      wanted.capacity,
      wanted.organisationId,
      wanted.campaignId,
      wanted.showsAttendees,
      forCalendars ? 1 : 0,
      at,
    ],
  );
  if (body !== undefined) {
    const html = toHtml(body);
    const text = toText(html);
    await tx.query(`UPDATE event_texts SET body = $2, html = $3, text = $4 WHERE event_id = $1`, [
      present.id,
      body,
      html,
      text,
    ]);
    await tx.query(`UPDATE events SET excerpt = $2 WHERE id = $1`, [present.id, toExcerpt(text)]);
  }
  if (questions) await setQuestions(tx, present.id, questions);
  await setForgetting(tx, present.id);
  await tx.query(`DELETE FROM event_links WHERE event_id = $1`, [present.id]);
  if (wanted.joining)
    await tx.query(`INSERT INTO event_links (event_id, url, note) VALUES ($1, $2, $3)`, [
      present.id,
      wanted.joining.url,
      wanted.joining.note,
    ]);
}

/** Days before it begins on which those with a place are reminded. */
export const REMINDER_DAYS = [7, 1] as const;
export const reminderKind = (days: number) => `event.reminder-${days}`;

/** Sets the reminders of an event anew, by its wall clock; what would have been due already is left out. */
export async function setReminders(
  tx: Transaction,
  id: number,
  times: Times | null,
  now: Date,
): Promise<void> {
  await tx.query(
    `DELETE FROM due WHERE subject_kind = 'event' AND subject_id = $1 AND kind = ANY ($2) AND done_at IS NULL`,
    [id, REMINDER_DAYS.map(reminderKind)],
  );
  if (!times) return;
  for (const days of REMINDER_DAYS) {
    const at = daysBefore(times.start, times.zone, days);
    if (at > now)
      await tx.query(
        `INSERT INTO due (kind, subject_kind, subject_id, due_at) VALUES ($1, 'event', $2, $3)`,
        [reminderKind(days), id, at],
      );
  }
}

import { Injectable } from '@nestjs/common';
import type { Page } from '@fingerpost/contracts/common';
import type { EventMonth, EventMonthQuery, MonthEvent } from '@fingerpost/contracts/event-months';
import type { EventQuery, EventSummary } from '@fingerpost/contracts/events';
import { DAY_SHOWN } from '@fingerpost/contracts/limits';
import { roleIn, seesContent } from '../access/predicate.js';
import { Clock } from '../config/clock.js';
import { Database } from '../database/database.service.js';
import { narrowedPage, statement } from '../database/sql.js';
import { cursorOf, readingOf, rowsFor, toPage } from '../http/paging.js';
import type { Viewer } from '../http/viewer.js';
import {
  JOINS,
  PERSON,
  SUMMARY,
  toEventSummary,
  wallClock,
  type EventDetailRow,
  type EventRow,
} from './event.rows.js';
import { nextMonth, startOfDay } from './instants.js';
import { QUESTIONS } from './questions.js';

const SEES = seesContent('e', 's', '$1');

/** Organisers: who listed it, while of the space, and who looks after the space. */
export const ORGANISES = `(role.is IN ('owner', 'moderator') OR (role.is IS NOT NULL AND e.author_id = $1::bigint))`;

const DETAIL = statement(
  'event-detail',
  `
  SELECT ${SUMMARY}, ${PERSON}, x.body, x.html, e.place_address, e.access, e.shows_attendees, mine.shown AS my_shown,
    l.url IS NOT NULL AS has_joining, CASE WHEN may.join THEN l.url END AS joining_url, CASE WHEN may.join THEN l.note END AS joining_note,
    ${QUESTIONS} AS questions, e.called_off_reason, e.series_id, e.sequence, d.id AS discussion_id, d.slug AS discussion_slug, d.reply_count AS discussion_replies, role.is AS role
  FROM events e ${JOINS}
  JOIN event_texts x ON x.event_id = e.id
  LEFT JOIN event_links l ON l.event_id = e.id
  LEFT JOIN people a ON a.id = e.author_id LEFT JOIN organisations o ON o.id = a.organisation_id
  LEFT JOIN discussions d ON d.id = e.discussion_id AND d.state = 'published'
  CROSS JOIN LATERAL (SELECT ${roleIn('e.space_id', '$1')} AS is) role
  CROSS JOIN LATERAL (SELECT coalesce(${ORGANISES}, false) OR (e.called_off_at IS NULL AND coalesce(mine.status = 'confirmed', false)) AS join) may
  WHERE e.id = $2 AND ${SEES}`,
);

const VERSION = statement(
  'event-version',
  `SELECT e.version AS at, e.space_id AS "spaceId" FROM events e JOIN spaces s ON s.id = e.space_id WHERE e.id = $2 AND ${SEES}`,
);

/** The other dates of a series; few enough to be named one by one. */
const SERIES = statement(
  'event-series',
  `
  SELECT e.id, e.slug, ${wallClock('e.start_local')} AS start, e.state, e.called_off_at FROM events e JOIN spaces s ON s.id = e.space_id
  WHERE e.series_id = $2 AND ${SEES} ORDER BY e.starts_at, e.id`,
);

const upcoming = (most: number) =>
  statement(
    `events-upcoming-${most}`,
    `SELECT ${SUMMARY} FROM events e ${JOINS} WHERE ${SEES} AND e.state = 'published' AND e.called_off_at IS NULL
      AND e.starts_at > $2::timestamptz ORDER BY e.starts_at, e.id LIMIT ${most}`,
  );

/** An event that began longer ago than this has ended: the table allows no longer one. */
const LONGEST = `interval '744 hours'`;

type Where = [name: string, sql: string, ...values: unknown[]];

@Injectable()
export class EventQueries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** One keyset page of the events that the viewer sees, by their start. */
  async page(viewer: Viewer, query: EventQuery): Promise<Page<EventSummary>> {
    const reading = readingOf(query, query.when === 'past' ? 'desc' : 'asc');
    const wheres = [...this.period(query), ...narrowings(query)];
    const from = cursorOf(reading, ['instant', 'number'] as const);
    if (from) {
      const [at, id] = from;
      const compare = reading.descending ? '<' : '>';
      wheres.push([
        `from${reading.descending}`,
        `(e.starts_at, e.id) ${compare} (?::timestamptz, ?::bigint)`,
        at,
        id,
      ]);
    }
    const params: unknown[] = [viewer.personId];
    const written = (sql: string, values: readonly unknown[]) => {
      const left = [...values];
      return sql.replace(/\?/g, () => `$${params.push(left.shift())}`);
    };
    const where = wheres.map(([, sql, ...values]) => written(sql, values));
    const direction = reading.descending ? 'DESC' : 'ASC';
    const most = rowsFor(reading);
    const order = (of: string) => `${of}starts_at ${direction}, ${of}id ${direction}`;
    const seen = [SEES, ...where].join(' AND ');
    const page = (from: string, asked: string) =>
      `SELECT ${SUMMARY} FROM ${from} e ${JOINS} WHERE ${asked} ORDER BY ${order('e.')} LIMIT ${most}`;
    const near = query.near && written(`to_tsquery('simple', ?)`, [beginnings(query.near)]);
    const rows = await this.db.query<EventRow>(
      statement(
        ['events', direction, ...wheres.map(([name]) => name), ...(near ? ['near'] : []), most].join('-'),
        near
          ? narrowedPage({
              page,
              table: 'events',
              id: 'e.id',
              seen,
              list: (asked) =>
                `SELECT e.* FROM events e JOIN spaces s ON s.id = e.space_id WHERE ${asked} ORDER BY ${order('e.')}`,
              plain: `ts_match_vq(e.place_words, ${near})`,
              indexed: `e.place_words @@ ${near}`,
              most,
              order: order(''),
            })
          : page('events', seen),
      ),
      params,
    );
    return toPage(rows, reading, (row) => [row.starts_at.toISOString(), row.id], toEventSummary);
  }

  private period({ from, to, when, mine }: EventQuery): Where[] {
    const now = this.clock.now();
    const wheres: Where[] = [];
    if (when === 'past') wheres.push(['past', `e.starts_at <= ? AND e.ends_at <= ?`, now, now]);
    else if (from) wheres.push(['since', `e.starts_at >= ?`, startOfDay(from)]);
    else wheres.push(['now', `e.ends_at > ? AND e.starts_at > ?::timestamptz - ${LONGEST}`, now, now]);
    if (to) wheres.push(['to', `e.starts_at < ?`, startOfDay(to, 1)]);
    if (!mine) wheres.push(['published', `e.state = 'published'`]);
    return wheres;
  }

  /** How many events each day of a month has, and the first few of them: counted by an index alone, and only what is shown is read. */
  async month(viewer: Viewer, query: EventMonthQuery): Promise<EventMonth> {
    const wheres = narrowings(query);
    const params: unknown[] = [viewer.personId, `${query.month}-01`, `${nextMonth(query.month)}-01`];
    const where = wheres.map(([, sql, value]) => sql.replace('?', `$${params.push(value)}`));
    const rows = await this.db.query<MonthRow>(
      statement(
        ['events-month', ...wheres.map(([name]) => name)].join('-'),
        `WITH placed AS (
           SELECT e.id, on_day.at, count(*) OVER (PARTITION BY on_day.at)::int AS count,
             row_number() OVER (PARTITION BY on_day.at ORDER BY e.start_local, e.id) AS place
           FROM events e JOIN spaces s ON s.id = e.space_id, LATERAL (
             -- Each day that it goes on, of this month; what ends at midnight is over with the day before.
             SELECT * FROM generate_series(greatest(date_trunc('day', e.start_local), $2::timestamp), least(e.end_local - interval '1 second', $3::timestamp - interval '1 day'), interval '1 day') LIMIT 31
           ) on_day (at)
           WHERE ${SEES} AND e.state = 'published' AND e.start_local >= $2::timestamp - ${LONGEST} AND e.start_local < $3::timestamp AND e.end_local > $2::timestamp
             AND ${[...where, 'true'].join(' AND ')}
         ), shown AS (
           SELECT * FROM placed WHERE place <= ${DAY_SHOWN} ORDER BY at, place LIMIT ${31 * DAY_SHOWN}
         )
         SELECT e.*, to_char(shown.at, 'YYYY-MM-DD') AS day, shown.count FROM shown CROSS JOIN LATERAL (
           SELECT e.id, e.slug, e.title, e.kind, ${wallClock('e.start_local')} AS start, ${wallClock('e.end_local')} AS "end", e.called_off_at
           FROM events e WHERE e.id = shown.id OFFSET 0
         ) e ORDER BY shown.at, shown.place`,
      ),
      params,
    );
    const days = Map.groupBy(rows, ({ day }) => day);
    return {
      month: query.month,
      days: [...days].map(([day, events]) => ({
        day,
        count: events[0]!.count,
        events: events.map(toMonthEvent),
      })),
    };
  }

  /** The event's own row for this viewer, or undefined where it may not be seen. */
  detail(viewer: Viewer, id: number): Promise<EventDetailRow | undefined> {
    return this.db.one<EventDetailRow>(DETAIL, [viewer.personId, id]);
  }

  series(viewer: Viewer, seriesId: number): Promise<SeriesRow[]> {
    return this.db.query<SeriesRow>(SERIES, [viewer.personId, seriesId]);
  }

  /** What comes next, for the homes. */
  async upcoming(viewer: Viewer, limit: number): Promise<EventSummary[]> {
    const rows = await this.db.query<EventRow>(upcoming(limit), [viewer.personId, this.clock.now()]);
    return rows.map(toEventSummary);
  }

  /** Where an event stands, and in which space; null when it may not be seen. */
  async version(viewer: Viewer, id: number): Promise<{ at: number; spaceId: number } | null> {
    return (await this.db.one<{ at: number; spaceId: number }>(VERSION, [viewer.personId, id])) ?? null;
  }
}

export type SeriesRow = Pick<EventRow, 'id' | 'slug' | 'start' | 'state' | 'called_off_at'>;
type MonthRow = Pick<EventRow, 'id' | 'slug' | 'title' | 'kind' | 'start' | 'end' | 'called_off_at'> & {
  day: string;
  count: number;
};

const toMonthEvent = ({ id, slug, title, kind, start, end, called_off_at }: MonthRow): MonthEvent => ({
  id,
  slug,
  title,
  kind,
  status: called_off_at === null ? 'listed' : 'called_off',
  start,
  end,
});

/** What a list may be narrowed by, beside its time. */
function narrowings({ kind, format, space, campaign, mine }: Partial<EventQuery>): Where[] {
  const wheres: Where[] = [];
  if (kind) wheres.push(['kind', `e.kind = ?`, kind]);
  // Who looks for what happens online finds what can also be joined from afar, and the other way round.
  if (format)
    wheres.push(['format', `e.format = ANY (?::text[])`, format === 'both' ? ['both'] : [format, 'both']]);
  if (space) wheres.push(['space', `e.space_id = (SELECT id FROM spaces WHERE slug = ?)`, space]);
  if (campaign)
    wheres.push(['campaign', `e.campaign_id = (SELECT id FROM campaigns WHERE slug = ?)`, campaign]);
  if (mine)
    wheres.push([
      'mine',
      `e.id = ANY (ARRAY(SELECT event_id FROM rsvps WHERE person_id = $1::bigint AND status IN ('confirmed', 'waitlisted') UNION
        SELECT id FROM events WHERE author_id = $1::bigint AND state IN ('draft', 'published')))`,
    ]);
  return wheres;
}

/** Words as beginnings of words, none of which can be read as an operator. */
const beginnings = (words: string): string =>
  words
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => `${word}:*`)
    .join(' & ');

import { Injectable } from '@nestjs/common';
import { seesContent } from '../../access/predicate.js';
import { Clock } from '../../config/clock.js';
import { Database } from '../../database/database.service.js';
import { statement } from '../../database/sql.js';
import type { Viewer } from '../../http/viewer.js';
import { wallClock } from '../event.rows.js';
import type { Entry } from './ics.js';

/** Past events stay in a calendar for a while, so that "where was that last month?" has its answer. */
const DAYS_BACK = 90;
/** What a calendar program still takes without complaint. */
const MOST = 1_000;

const COLUMNS = `e.id, e.slug, e.title, ${wallClock('e.start_local')} AS start, ${wallClock('e.end_local')} AS "end", e.zone, e.starts_at, e.ends_at, e.format,
  e.place_name, e.place_address, e.sequence, e.called_off_at, e.written_at, e.changed_at, x.text`;
const FROM = `FROM events e JOIN spaces s ON s.id = e.space_id JOIN event_texts x ON x.event_id = e.id`;
const SEES = `${seesContent('e', 's', '$1')} AND e.state = 'published'`;

const ONE = statement('calendar-one', `SELECT ${COLUMNS} ${FROM} WHERE e.id = $2 AND ${SEES}`);

/** From when on is asked as a value of the statement's own: else PostgreSQL would plan it anew for each moment. */
const OF_SPACE = statement(
  'calendar-space',
  `SELECT ${COLUMNS} ${FROM} WHERE ${SEES} AND s.slug = $2 AND e.starts_at > (SELECT $3::timestamptz - interval '${DAYS_BACK} days')
   ORDER BY e.starts_at, e.id LIMIT ${MOST}`,
);

const NAME = statement('calendar-space-name', `SELECT name FROM spaces WHERE id = $1`);

/** What a member has a place at, as far as they still may see it. */
const OF_MEMBER = statement(
  'calendar-member',
  `SELECT ${COLUMNS} ${FROM} JOIN rsvps r ON r.event_id = e.id AND r.person_id = $1::bigint AND r.status = 'confirmed'
   WHERE ${SEES} AND e.starts_at > $2::timestamptz - interval '${DAYS_BACK} days' ORDER BY e.starts_at, e.id LIMIT ${MOST}`,
);

interface EntryRow {
  id: number;
  slug: string;
  title: string;
  start: string;
  end: string;
  zone: string;
  starts_at: Date;
  ends_at: Date;
  format: string;
  place_name: string | null;
  place_address: string;
  sequence: number;
  called_off_at: Date | null;
  written_at: Date;
  changed_at: Date;
  text: string;
}

@Injectable()
export class CalendarQueries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async one(viewer: Pick<Viewer, 'personId'>, id: number): Promise<Entry | undefined> {
    const [entry] = await this.entries(ONE, [viewer.personId, id]);
    return entry;
  }

  ofSpace(viewer: Pick<Viewer, 'personId'>, slug: string): Promise<Entry[]> {
    return this.entries(OF_SPACE, [viewer.personId, slug, this.clock.now()]);
  }

  /** What a program calls the calendar of a space. */
  async nameOf(spaceId: number): Promise<string> {
    return (await this.db.one<{ name: string }>(NAME, [spaceId]))?.name ?? '';
  }

  ofMember(viewer: Pick<Viewer, 'personId'>): Promise<Entry[]> {
    return this.entries(OF_MEMBER, [viewer.personId, this.clock.now()]);
  }

  private async entries(which: typeof ONE, params: unknown[]): Promise<Entry[]> {
    const rows = await this.db.query<EntryRow & Record<string, unknown>>(which, params);
    return rows.map((row) => ({
      id: row.id,
      title: row.title,
      start: row.start,
      end: row.end,
      zone: row.zone,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      place: [row.place_name, row.place_address].filter(Boolean).join(', '),
      text: row.text,
      path: `/events/${row.id}-${row.slug}`,
      sequence: row.sequence,
      calledOff: row.called_off_at !== null,
      writtenAt: row.written_at,
      changedAt: row.changed_at,
    }));
  }
}

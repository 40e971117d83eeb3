import { Injectable } from '@nestjs/common';
import type { Page } from '@fingerpost/contracts/common';
import type { PartnershipFileQuery, PartnershipQuery } from '@fingerpost/contracts/partnership-files';
import type { PartnershipRecord, PartnershipSummary } from '@fingerpost/contracts/partnerships';
import { seesDirectoryEntry } from '../access/predicate.js';
import { Clock } from '../config/clock.js';
import { Database } from '../database/database.service.js';
import { narrowedPage, statement } from '../database/sql.js';
import { cursorIdOf, readingOf, rowsFor, toPage } from '../http/paging.js';
import type { Viewer } from '../http/viewer.js';
import { conditionsOf } from './directory.filter.js';
import {
  PERSON,
  RECORD_COLUMNS,
  SUMMARY_COLUMNS,
  toRecord,
  toSummary,
  type DetailRow,
  type RecordRow,
  type SummaryRow,
} from './partnership.rows.js';

const SHOWN = `p.merged_into_id IS NULL AND p.state = 'published' AND ${seesDirectoryEntry('p', '$1')}`;
/** For who looks after the directory, which no guest does. */
const HIDDEN = `p.merged_into_id IS NULL AND p.state = 'hidden' AND p.space_id IS NULL AND $1::bigint IS NOT NULL`;

/** `$3` for who looks after the directory: they also see what was hidden from it. */
const DETAIL = statement(
  'partnership-detail',
  `SELECT ${RECORD_COLUMNS}, p.author_id, p.state,
     (SELECT ${PERSON('v')} FROM people v WHERE v.id = p.verified_by) AS verified_by_person,
     coalesce((SELECT json_agg(json_build_object('person', ${PERSON('w')}, 'state', s.state, 'note', s.note, 'since', s.since) ORDER BY s.state, s.since, w.id)
       FROM partnership_stewards s JOIN people w ON w.id = s.person_id WHERE s.partnership_id = p.id), '[]') AS stewards
   FROM partnerships asked JOIN partnerships p ON p.id = coalesce(asked.merged_into_id, asked.id)
   WHERE asked.slug = $2 AND (${seesDirectoryEntry('p', '$1')} OR ($3::boolean AND p.space_id IS NULL AND p.state = 'hidden'))`,
);

const TABLE = 'partnerships';
const BY_NAME = 'p.name COLLATE names';

/** A file of everything is made in pieces of so many rows, so that its memory stays small. */
export const FILE_PIECE = 500;

const COLUMNS = { short: SUMMARY_COLUMNS, whole: RECORD_COLUMNS };
type Columns = keyof typeof COLUMNS;

@Injectable()
export class PartnershipQueries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** One keyset page by name. The cursor holds an id, whose name is looked up: a name would not fit it. */
  async page(viewer: Viewer, query: PartnershipQuery): Promise<Page<PartnershipSummary>> {
    const reading = readingOf(query, 'asc');
    const rows = await this.rows(viewer, query, {
      from: cursorIdOf(reading),
      descending: reading.descending,
      limit: rowsFor(reading),
    });
    const now = this.clock.now();
    return toPage(
      rows,
      reading,
      (row) => [row.id],
      (row) => toSummary(row, now),
    );
  }

  /** Everything that a filter finds, by name and in pieces, with all that its records say. */
  async *allRecords(viewer: Viewer, filter: PartnershipFileQuery): AsyncGenerator<PartnershipRecord[]> {
    const now = this.clock.now();
    for (let from: number | null = null; ;) {
      const reading = { from, descending: false, limit: FILE_PIECE };
      const rows: RecordRow[] = await this.rows<RecordRow>(viewer, filter, reading, 'whole');
      if (rows.length > 0) yield rows.map((row) => toRecord(row, now));
      if (rows.length < FILE_PIECE) return;
      from = rows.at(-1)!.id;
    }
  }

  /** The record of that slug, or the one that it was merged into; undefined where it may not be seen. */
  detail(viewer: Viewer, slug: string, looksAfter: boolean): Promise<DetailRow | undefined> {
    return this.db.one<DetailRow>(DETAIL, [viewer.personId, slug, looksAfter]);
  }

  private rows<Row extends SummaryRow = SummaryRow>(
    viewer: Viewer,
    filter: PartnershipFileQuery & Pick<PartnershipQuery, 'organisation' | 'hidden'>,
    { from, descending, limit }: { from: number | null; descending: boolean; limit: number },
    columns: Columns = 'short',
  ): Promise<Row[]> {
    const params: unknown[] = [viewer.personId];
    const conditions = conditionsOf(filter).map(({ value, sql, inOrder, ...more }) => {
      const at = `$${params.push(value)}`;
      return { ...more, sql: sql.replace('?', at), inOrder: inOrder?.replace('?', at) };
    });
    const after =
      from === null
        ? 'true'
        : `(p.name COLLATE names, p.id) ${descending ? '<' : '>'} (SELECT c.name COLLATE names, c.id FROM partnerships c WHERE c.id = $${params.push(from)}::bigint AND ${filter.hidden ? `c.state = 'hidden'` : seesDirectoryEntry('c', '$1')})`;
    const direction = descending ? 'DESC' : 'ASC';
    const name = [
      'partnerships',
      columns,
      direction,
      from === null ? 'start' : 'from',
      ...(filter.hidden ? ['hidden'] : []),
      ...conditions.map((condition) => condition.name),
      limit,
    ].join('-');
    const ordered = conditions.filter(({ inOrder }) => inOrder === undefined).map(({ sql }) => sql);
    const seen = [filter.hidden ? HIDDEN : SHOWN, after, ...ordered].join(' AND ');
    const unordered = conditions.filter(({ inOrder }) => inOrder !== undefined);
    const order = (by: string, of: string) => `${by} ${direction}, ${of}id ${direction}`;
    const page = (of: string, where: string) =>
      `SELECT ${COLUMNS[columns]} FROM ${of} p WHERE ${where} ORDER BY ${order(of === TABLE ? BY_NAME : 'p.by_name', 'p.')} LIMIT ${limit}`;
    const text =
      unordered.length === 0
        ? page(TABLE, seen)
        : narrowedPage({
            page,
            table: TABLE,
            id: 'p.id',
            seen,
            list: (where) =>
              `SELECT p.*, ${BY_NAME} AS by_name FROM ${TABLE} p WHERE ${where} ORDER BY ${order(BY_NAME, 'p.')}`,
            plain: unordered.map(({ inOrder }) => inOrder).join(' AND '),
            indexed: unordered.map(({ sql }) => sql).join(' AND '),
            most: limit,
            order: order('name COLLATE names', ''),
          });
    return this.db.query<Row>(statement(name, text), params);
  }
}

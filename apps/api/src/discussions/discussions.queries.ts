import { Injectable } from '@nestjs/common';
import type { DiscussionQuery, DiscussionSummary } from '@fingerpost/contracts/discussions';
import type { Page } from '@fingerpost/contracts/common';
import { readsSpace, roleIn, seesContent } from '../access/predicate.js';
import { subjectSeen } from '../access/subjects.js';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { cursorOf, readingOf, toPage } from '../http/paging.js';
import type { Viewer } from '../http/viewer.js';
import { personColumns, toSummary, type SummaryRow } from './discussion.rows.js';

/** Every column of a row in a list; `$1` is the viewer. */
const SUMMARY = `d.id, d.slug, d.kind, d.title, d.excerpt, d.tags, d.space_id, s.slug AS space_slug, s.name AS space_name, s.visibility AS space_visibility,
  d.written_at, d.last_activity_at, d.reply_count, d.last_number, d.answer_post_id, d.pinned_at IS NOT NULL AS pinned, d.closed_at IS NOT NULL AS closed, d.version,
  ${personColumns('a', 'o', 'author')}, mark.read_number,
  CASE WHEN $1::bigint IS NOT NULL AND mark.read_number IS NOT NULL THEN (
    SELECT count(*)::int FROM posts u WHERE u.discussion_id = d.id AND u.number > mark.read_number AND u.state = 'published' AND u.author_id IS DISTINCT FROM $1::bigint
  ) END AS unread`;

const JOINS = `LEFT JOIN people a ON a.id = d.author_id
  LEFT JOIN organisations o ON o.id = a.organisation_id
  LEFT JOIN read_marks mark ON mark.person_id = $1::bigint AND mark.discussion_id = d.id`;

/** What is about a thing stands with that thing, and in lists once somebody has replied. */
const LISTED = `d.state = 'published' AND (d.subject_kind IS NULL OR d.reply_count > 0)`;

/** A list of discussions as every page of the site gets it: through the predicate, with counts standing on the row. */
export const summarySelect = (where: string, orderLimit: string): string => `
  SELECT ${SUMMARY} FROM discussions d JOIN spaces s ON s.id = d.space_id ${JOINS}
  WHERE ${seesContent('d', 's', '$1')} AND ${LISTED} AND ${where} ${orderLimit}`;

const DETAIL = statement(
  'discussion-detail',
  `
  SELECT ${SUMMARY}, ${roleIn('d.space_id', '$1')} AS role, d.subject_kind, subject.title AS subject_title, subject.path AS subject_path
  FROM discussions d JOIN spaces s ON s.id = d.space_id ${JOINS}
  LEFT JOIN LATERAL ${subjectSeen('d.subject_kind', 'd.subject_id', '$1')} subject ON d.subject_kind IS NOT NULL
  WHERE d.id = $2 AND ${seesContent('d', 's', '$1')}`,
);

const VERSION = statement(
  'discussion-version',
  `
  SELECT d.version AS at, d.space_id AS "spaceId" FROM discussions d JOIN spaces s ON s.id = d.space_id WHERE d.id = $2 AND ${seesContent('d', 's', '$1')}`,
);

const SPACE_VERSION = statement(
  'discussion-space-version',
  `SELECT s.version AS at, s.id AS "spaceId" FROM spaces s WHERE s.id = $2 AND ${readsSpace('s', '$1')}`,
);

/** Where a thing stands, for whoever watches it, and the space that decides who may. */
interface Standing {
  at: number;
  spaceId: number;
}

export type DetailRow = SummaryRow & {
  role: 'owner' | 'moderator' | 'member' | null;
  subject_kind: string | null;
  subject_title: string | null;
  /** Null where the thing may not be seen. */
  subject_path: string | null;
};

/** Nothing narrows the list, turns it round or begins it elsewhere. */
const AS_IT_STANDS = (name: string, value: unknown) =>
  name === 'space' || name === 'limit' || (name === 'sort' && value === 'active');
/** More would be no top any more. */
const KEPT_MAX = 3;
const KEPT_AT_TOP = statement(
  'discussions-kept-at-top',
  summarySelect(
    'd.space_id = (SELECT id FROM spaces WHERE slug = $2) AND d.pinned_at IS NOT NULL',
    `ORDER BY d.pinned_at DESC, d.id DESC LIMIT ${KEPT_MAX}`,
  ),
);

@Injectable()
export class DiscussionQueries {
  constructor(private readonly db: Database) {}

  /** One keyset page of the discussions that the viewer sees. */
  async page(viewer: Viewer, query: DiscussionQuery): Promise<Page<DiscussionSummary>> {
    const column = query.sort === 'new' ? 'written_at' : 'last_activity_at';
    const reading = readingOf(query, 'desc');
    const at = cursorOf(reading, ['instant', 'number'] as const);

    const wheres: [name: string, sql: string, value: unknown][] = [];
    if (query.space)
      wheres.push(['space', 'd.space_id = (SELECT id FROM spaces WHERE slug = ?)', query.space]);
    if (query.kind) wheres.push(['kind', 'd.kind = ?', query.kind]);
    if (query.tag) wheres.push(['tag', 'd.tags @> ARRAY[?::text]', query.tag.toLowerCase()]);
    if (query.status === 'unanswered')
      wheres.push([
        'unanswered',
        `d.kind = 'question' AND d.answer_post_id IS NULL AND d.closed_at IS NULL AND ?::text IS NOT NULL`,
        'unanswered',
      ]);
    if (query.status === 'answered')
      wheres.push(['answered', `d.answer_post_id IS NOT NULL AND ?::text IS NOT NULL`, 'answered']);
    const params: unknown[] = [viewer.personId, reading.limit + 1];
    const where = wheres.map(([, sql, value]) => sql.replace('?', `$${params.push(value)}`));
    if (at)
      where.push(
        `(d.${column}, d.id) ${reading.descending ? '<' : '>'} ($${params.push(at[0])}::timestamptz, $${params.push(at[1])}::bigint)`,
      );
    const direction = reading.descending ? 'DESC' : 'ASC';

    const name = [
      'discussions',
      column,
      direction,
      at ? 'from' : 'start',
      ...wheres.map(([filter]) => filter),
    ].join('-');
    const text = summarySelect(
      where.join(' AND ') || 'true',
      `ORDER BY d.${column} ${direction}, d.id ${direction} LIMIT $2`,
    );
    const [rows, top] = await Promise.all([
      this.db.query<SummaryRow>(statement(name, text), params),
      this.keptAtTop(viewer, query),
    ]);
    // They stand before the first page, and once more where they would stand without.
    const kept = top.slice(0, reading.limit - 1);
    const others = kept.length > 0 ? rows.filter(({ id }) => !kept.some((one) => one.id === id)) : rows;
    const page = toPage(
      others,
      { ...reading, limit: reading.limit - kept.length },
      (row) => [row[column].toISOString(), row.id],
      toSummary,
    );
    return { ...page, items: [...kept.map(toSummary), ...page.items] };
  }

  /** What moderators keep at the top of a space: for the beginning of its list as it stands. */
  private keptAtTop(viewer: Viewer, query: DiscussionQuery): Promise<SummaryRow[]> {
    const asked = Object.entries(query).filter(([, value]) => value !== undefined);
    const asItStands = query.space !== undefined && asked.every(([name, value]) => AS_IT_STANDS(name, value));
    return asItStands
      ? this.db.query<SummaryRow>(KEPT_AT_TOP, [viewer.personId, query.space])
      : Promise.resolve([]);
  }

  /** The discussion's own row for this viewer, or undefined where it may not be seen. */
  detail(viewer: Viewer, id: number): Promise<DetailRow | undefined> {
    return this.db.one<DetailRow>(DETAIL, [viewer.personId, id]);
  }

  /** Where a discussion stands, and in which space; null when it may not be seen. */
  async version(viewer: Viewer, id: number): Promise<Standing | null> {
    return (await this.db.one<Standing>(VERSION, [viewer.personId, id])) ?? null;
  }

  async spaceVersion(viewer: Viewer, id: number): Promise<Standing | null> {
    return (await this.db.one<Standing>(SPACE_VERSION, [viewer.personId, id])) ?? null;
  }
}

import { Injectable } from '@nestjs/common';
import type { ResourceQuery, ResourceSummary } from '@fingerpost/contracts/resources';
import type { Page } from '@fingerpost/contracts/common';
import { roleIn, seesContent } from '../access/predicate.js';
import { Clock } from '../config/clock.js';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { personColumns } from '../discussions/discussion.rows.js';
import { cursorOf, readingOf, rowsFor, toPage } from '../http/paging.js';
import type { Viewer } from '../http/viewer.js';
import { toSummary, type DetailRow, type SummaryRow, type VersionRow } from './resource.rows.js';

/** A resource has a few versions; of one that is changed each week the last year is shown. */
const VERSIONS_SHOWN = 50;

/** What a list says of a resource `r`, whose space is `s`. */
export const SUMMARY = `r.id, r.slug, r.title, r.summary, r.kind, r.tags, r.audience, r.licence, r.state, r.number, r.format, r.size,
  r.space_id, s.slug AS space_slug, s.name AS space_name, s.visibility AS space_visibility, r.written_at, r.changed_at,
  r.download_count, r.use_count, r.review_by::text AS review_by, f.thumbnail_key, r.version, ${personColumns('a', 'o', 'author')}`;
export const JOINS = `JOIN spaces s ON s.id = r.space_id LEFT JOIN files f ON f.id = r.file_id
  LEFT JOIN people a ON a.id = r.author_id LEFT JOIN organisations o ON o.id = a.organisation_id`;

const DETAIL = statement(
  'resource-detail',
  `SELECT ${SUMMARY}, r.last_number, ${personColumns('b', 'p', 'owner')}, ${roleIn('r.space_id', '$1')} AS role,
    b.kind IS DISTINCT FROM 'member' OR NOT EXISTS (SELECT 1 FROM memberships kept
      WHERE kept.space_id = r.space_id AND kept.person_id = r.owner_id AND kept.state = 'active') AS unattended,
    d.id AS discussion_id, d.slug AS discussion_slug, d.reply_count AS discussion_replies
  FROM resources r ${JOINS} LEFT JOIN people b ON b.id = r.owner_id LEFT JOIN organisations p ON p.id = b.organisation_id
  LEFT JOIN LATERAL (SELECT id, slug, reply_count FROM discussions WHERE subject_kind = 'resource' AND subject_id = r.id
    AND state = 'published' AND space_id = r.space_id ORDER BY id LIMIT 1) d ON true
  WHERE r.id = $2 AND ${seesContent('r', 's', '$1')}`,
);

const VERSIONS = statement(
  'resource-versions',
  `SELECT v.number, v.note, v.link, v.open, v.written_at, v.download_count, ${personColumns('a', 'o', 'author')},
    CASE WHEN f.id IS NOT NULL THEN jsonb_build_object('id', f.id, 'name', f.name, 'format', f.format, 'size', f.size,
      'state', f.state, 'reason', f.reason, 'scanned', f.scanned, 'pages', f.pages) END AS file
  FROM resource_versions v JOIN resources r ON r.id = v.resource_id JOIN spaces s ON s.id = r.space_id
  LEFT JOIN files f ON f.id = v.file_id LEFT JOIN people a ON a.id = v.author_id LEFT JOIN organisations o ON o.id = a.organisation_id
  WHERE v.resource_id = $2 AND ${seesContent('r', 's', '$1')} ORDER BY v.number DESC LIMIT ${VERSIONS_SHOWN}`,
);

/** What a list is narrowed by, the rarest first: that one's index gives the page, the rest is asked of the rows it gives. */
const NARROWED = [
  ['tag', 'tag:', 'r.tags @> ARRAY[?::text]'],
  ['space', 'space:', 'r.space_id = (SELECT id FROM spaces WHERE slug = ?)'],
  ['audience', 'audience:', 'r.audience @> ARRAY[?::text]'],
  ['kind', 'kind:', 'r.kind = ?'],
  ['licence', 'licence:', 'r.licence = ?'],
] as const;

/** The two orders, by the columns of the library itself and of its facets. */
const ORDERS = {
  new: { own: 'r.written_at', filed: 'x.written_at', type: 'timestamptz', key: 'instant' },
  used: { own: '(r.download_count + r.use_count)', filed: 'x.used', type: 'int', key: 'int' },
} as const;

@Injectable()
export class ResourceQueries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** One keyset page of what others may have, in the spaces that the viewer reads. */
  async page(viewer: Viewer, query: ResourceQuery): Promise<Page<ResourceSummary>> {
    const reading = readingOf(query, 'desc');
    const order = ORDERS[query.sort];
    const at = cursorOf(reading, [order.key, 'number'] as const);
    const params: unknown[] = [viewer.personId];
    const given = NARROWED.filter(([name]) => query[name] !== undefined);
    const [first, ...rest] = given;
    const value = (name: (typeof NARROWED)[number][0]) =>
      name === 'tag' ? query.tag?.toLowerCase() : query[name];
    const where = rest.map(([name, , sql]) => sql.replace('?', `$${params.push(value(name))}`));
    if (first) {
      const asked = `$${params.push(value(first[0]))}::text`;
      const of = first[0] === 'space' ? `(SELECT id::text FROM spaces WHERE slug = ${asked})` : asked;
      where.push(`x.facet = '${first[1]}' || ${of}`);
    }
    const [column, id] = first ? [order.filed, 'x.resource_id'] : [order.own, 'r.id'];
    if (at)
      where.push(
        `(${column}, ${id}) ${reading.descending ? '<' : '>'} ($${params.push(at[0])}::${order.type}, $${params.push(at[1])}::bigint)`,
      );
    const direction = reading.descending ? 'DESC' : 'ASC';
    const most = rowsFor(reading);
    const narrowed = given.map(([of]) => of);
    const name = ['resources', query.sort, direction, at ? 'from' : 'start', ...narrowed, most].join('-');
    const from = first ? 'resource_facets x JOIN resources r ON r.id = x.resource_id' : 'resources r';
    const text = `SELECT ${SUMMARY} FROM ${from} ${JOINS}
      WHERE r.state = 'published' AND ${seesContent('r', 's', '$1')} AND ${where.join(' AND ') || 'true'}
      ORDER BY ${column} ${direction}, ${id} ${direction} LIMIT ${most}`;
    const rows = await this.db.query<SummaryRow>(statement(name, text), params);
    const now = this.clock.now();
    return toPage(
      rows,
      reading,
      (row) => [
        query.sort === 'new' ? row.written_at.toISOString() : row.download_count + row.use_count,
        row.id,
      ],
      (row) => toSummary(row, viewer.personId, now),
    );
  }

  detail(viewer: Viewer, id: number): Promise<DetailRow | undefined> {
    return this.db.one<DetailRow>(DETAIL, [viewer.personId, id]);
  }

  versions(viewer: Viewer, id: number): Promise<VersionRow[]> {
    return this.db.query<VersionRow>(VERSIONS, [viewer.personId, id]);
  }
}

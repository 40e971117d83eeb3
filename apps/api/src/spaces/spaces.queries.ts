import { Injectable } from '@nestjs/common';
import type { Page, PageQuery } from '@fingerpost/contracts/common';
import type { Space, SpaceDetail } from '@fingerpost/contracts/spaces';
import { knowsSpace } from '../access/predicate.js';
import { Database, type Transaction } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { cursorIdOf, readingOf, toPage } from '../http/paging.js';
import { notFound } from '../http/problem.js';
import type { Viewer } from '../http/viewer.js';
import { presentSpace, presentSpaceDetail, type SpaceDetailRow, type SpaceRow } from './space.presenter.js';

/** The newest activity is looked up: kept on the space's row, every reply would wait for that row. */
const COLUMNS = `s.id, s.slug, s.name, s.summary, s.visibility, s.member_count, s.discussion_count, s.version, m.role, m.state,
  (SELECT d.last_activity_at FROM discussions d WHERE d.space_id = s.id AND d.state = 'published' ORDER BY d.last_activity_at DESC, d.id DESC LIMIT 1) AS last_activity_at`;
const SPACES = `FROM spaces s LEFT JOIN memberships m ON m.space_id = s.id AND m.person_id = $1::bigint WHERE ${knowsSpace('s', '$1')}`;

// The cursor holds an id, whose name is looked up: a name would not fit it. Only a known space can be asked for,
// or the place of a private one in the alphabet would tell of its name.
const page = (compare: string, direction: string) => `
  SELECT ${COLUMNS} ${SPACES} AND ($2::bigint IS NULL OR (s.name COLLATE names, s.id) ${compare} (
    SELECT c.name COLLATE names, c.id FROM spaces c WHERE c.id = $2 AND ${knowsSpace('c', '$1')}))
  ORDER BY s.name COLLATE names ${direction}, s.id ${direction} LIMIT $3`;
const PAGE_ASC = statement('spaces-page-asc', page('>', 'ASC'));
const PAGE_DESC = statement('spaces-page-desc', page('<', 'DESC'));
const DETAIL = statement(
  'spaces-detail',
  `SELECT ${COLUMNS}, s.description, s.description_html ${SPACES} AND s.slug = $2`,
);

@Injectable()
export class SpaceQueries {
  constructor(private readonly db: Database) {}

  /** The spaces that the viewer may know of, by name. */
  async page(viewer: Viewer, query: PageQuery): Promise<Page<Space>> {
    const reading = readingOf(query, 'asc');
    const from = cursorIdOf(reading);
    const rows = await this.db.query<SpaceRow>(reading.descending ? PAGE_DESC : PAGE_ASC, [
      viewer.personId,
      from,
      reading.limit + 1,
    ]);
    return toPage(
      rows,
      reading,
      (row) => [row.id],
      (row) => presentSpace(viewer, row),
    );
  }

  /** @throws DomainError 404 where the viewer may not know of it. */
  async detail(viewer: Viewer, slug: string): Promise<SpaceDetail> {
    const row = await this.db.one<SpaceDetailRow>(DETAIL, [viewer.personId, slug]);
    if (!row) throw notFound();
    return presentSpaceDetail(viewer, row);
  }

  /** As `detail`, with what the transaction has changed. */
  async detailIn(tx: Transaction, viewer: Viewer, slug: string): Promise<SpaceDetail> {
    const [row] = await tx.query<SpaceDetailRow[]>(DETAIL.text, [viewer.personId, slug]);
    if (!row) throw notFound();
    return presentSpaceDetail(viewer, row);
  }
}

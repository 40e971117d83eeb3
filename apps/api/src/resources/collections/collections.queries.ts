import { Injectable } from '@nestjs/common';
import type { CollectionQuery, CollectionSummary } from '@fingerpost/contracts/collections';
import type { Page } from '@fingerpost/contracts/common';
import { roleIn, seesContent } from '../../access/predicate.js';
import { Database } from '../../database/database.service.js';
import { statement } from '../../database/sql.js';
import { personColumns } from '../../discussions/discussion.rows.js';
import { cursorIdOf, readingOf, toPage } from '../../http/paging.js';
import type { Viewer } from '../../http/viewer.js';
import { JOINS, SUMMARY } from '../resources.queries.js';
import { toSummary, type CollectionRow, type ItemRow } from './collection.rows.js';

/** A resource `r` of space `s` that others have and the viewer may see: all that a collection shows. */
export const SHOWN = `r.state = 'published' AND ${seesContent('r', 's', '$1')}`;
const SEEN = `c.state = 'published' AND ${seesContent('c', 'home', '$1')}`;
const HELD = 'collection_items i JOIN resources r ON r.id = i.resource_id JOIN spaces s ON s.id = r.space_id';

const COLLECTION = `
  SELECT c.id, c.slug, c.title, c.summary, c.written_at, c.changed_at, c.version, ${roleIn('c.space_id', '$1')} AS role,
    c.space_id, home.slug AS space_slug, home.name AS space_name, home.visibility AS space_visibility, ${personColumns('a', 'o', 'author')},
    (SELECT count(*)::int FROM ${HELD} WHERE i.collection_id = c.id AND ${SHOWN}) AS count
  FROM collections c JOIN spaces home ON home.id = c.space_id
  LEFT JOIN people a ON a.id = c.author_id LEFT JOIN organisations o ON o.id = a.organisation_id`;

const DETAIL = statement('collection-detail', `${COLLECTION} WHERE c.id = $2 AND ${SEEN}`);
const ITEMS = statement(
  'collection-items',
  `SELECT ${SUMMARY}, i.note FROM collections c JOIN spaces home ON home.id = c.space_id
   JOIN collection_items i ON i.collection_id = c.id JOIN resources r ON r.id = i.resource_id ${JOINS}
   WHERE c.id = $2 AND ${SEEN} AND ${SHOWN} ORDER BY i.position, r.id`,
);

/** `$2` a space's slug, `$3` a resource, `$4` those alone that the viewer may add to, `$5` the cursor, `$6` how many. */
const page = (name: string, compare: '<' | '>', direction: 'ASC' | 'DESC') =>
  statement(
    name,
    `${COLLECTION} WHERE ${SEEN} AND ($2::text IS NULL OR home.slug = $2)
       AND ($3::bigint IS NULL OR EXISTS (SELECT 1 FROM ${HELD} WHERE i.collection_id = c.id AND i.resource_id = $3 AND ${SHOWN}))
       AND (NOT $4::boolean OR ${roleIn('c.space_id', '$1')} IS NOT NULL)
       AND ($5::bigint IS NULL OR c.id ${compare} $5) ORDER BY c.id ${direction} LIMIT $6`,
  );
const NEWEST = page('collections-newest', '<', 'DESC');
const OLDEST = page('collections-oldest', '>', 'ASC');

@Injectable()
export class CollectionQueries {
  constructor(private readonly db: Database) {}

  async page(viewer: Viewer, query: CollectionQuery): Promise<Page<CollectionSummary>> {
    const reading = readingOf(query, 'desc');
    const at = cursorIdOf(reading);
    const rows = await this.db.query<CollectionRow>(reading.descending ? NEWEST : OLDEST, [
      viewer.personId,
      query.space ?? null,
      query.resource ?? null,
      query.may === 'add',
      at,
      reading.limit + 1,
    ]);
    return toPage(rows, reading, ({ id }) => [id], toSummary);
  }

  detail(viewer: Viewer, id: number): Promise<CollectionRow | undefined> {
    return this.db.one<CollectionRow>(DETAIL, [viewer.personId, id]);
  }

  items(viewer: Viewer, id: number): Promise<ItemRow[]> {
    return this.db.query<ItemRow>(ITEMS, [viewer.personId, id]);
  }
}

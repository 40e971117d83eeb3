import { Injectable } from '@nestjs/common';
import type { Page } from '@fingerpost/contracts/common';
import type {
  Organisation,
  OrganisationDetail,
  OrganisationQuery,
} from '@fingerpost/contracts/organisations';
import { Database, type Transaction } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { cursorIdOf, readingOf, toPage } from '../http/paging.js';
import { notFound } from '../http/problem.js';

const COLUMNS = 'o.id, o.slug, o.name, o.sector, o.listed, o.version';
const REF = (alias: string) =>
  `json_build_object('id', ${alias}.id, 'slug', ${alias}.slug, 'name', ${alias}.name, 'listed', ${alias}.listed)`;
const DETAIL = statement(
  'organisation-detail',
  `SELECT ${COLUMNS}, o.aliases, o.former_names AS "formerNames", o.nation, o.place,
     (SELECT ${REF('n')} FROM organisations n WHERE n.id = o.successor_id AND n.merged_into_id IS NULL AND (n.listed OR $2)) AS successor,
     coalesce((SELECT json_agg(${REF('b')} ORDER BY b.name COLLATE names, b.id) FROM organisations b
       WHERE b.successor_id = o.id AND b.merged_into_id IS NULL AND (b.listed OR $2)), '[]') AS predecessors
   FROM organisations asked JOIN organisations o ON o.id = coalesce(asked.merged_into_id, asked.id)
   WHERE asked.slug = $1 AND (o.listed OR $2)`,
);

// The cursor holds an id, whose name is looked up: a name would not fit it.
const page = (compare: string, direction: string) => `
  SELECT ${COLUMNS} FROM organisations o
  WHERE o.merged_into_id IS NULL AND o.listed = $1 AND ($2 = '' OR strpos(lower(o.name), lower($2)) > 0)
    AND ($3::bigint IS NULL OR (o.name COLLATE names, o.id) ${compare} (SELECT c.name COLLATE names, c.id FROM organisations c WHERE c.id = $3 AND c.listed = $1))
  ORDER BY o.name COLLATE names ${direction}, o.id ${direction} LIMIT $4`;
const PAGE_ASC = statement('organisations-page-asc', page('>', 'ASC'));
const PAGE_DESC = statement('organisations-page-desc', page('<', 'DESC'));

@Injectable()
export class OrganisationQueries {
  constructor(private readonly db: Database) {}

  async page(query: OrganisationQuery): Promise<Page<Organisation>> {
    const reading = readingOf(query, 'asc');
    const from = cursorIdOf(reading);
    const rows = await this.db.query<Organisation>(reading.descending ? PAGE_DESC : PAGE_ASC, [
      query.listed === 'true',
      query.q,
      from,
      reading.limit + 1,
    ]);
    return toPage(
      rows,
      reading,
      (row) => [row.id],
      (row) => row,
    );
  }

  /** `unlisted` for who may see those as well. */
  detail(slug: string, unlisted: boolean): Promise<Omit<OrganisationDetail, 'can'> | undefined> {
    return this.db.one(DETAIL, [slug, unlisted]);
  }

  async one(tx: Transaction, id: number): Promise<Organisation> {
    const [row] = await tx.query<Organisation[]>(`SELECT ${COLUMNS} FROM organisations o WHERE o.id = $1`, [
      id,
    ]);
    if (!row) throw notFound();
    return row;
  }
}

import { Injectable } from '@nestjs/common';
import type { Page } from '@fingerpost/contracts/common';
import type { Organisation, OrganisationQuery } from '@fingerpost/contracts/organisations';
import { Database, type Transaction } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { decodeCursor } from '../http/cursor.js';
import { readingOf, toPage } from '../http/paging.js';
import { notFound } from '../http/problem.js';

const COLUMNS = 'o.id, o.name, o.sector, o.listed';

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
    const from =
      reading.cursor === undefined ? null : decodeCursor(reading.cursor, ['number'], reading.named)[0];
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

  async one(tx: Transaction, id: number): Promise<Organisation> {
    const [row] = await tx.query<Organisation[]>(`SELECT ${COLUMNS} FROM organisations o WHERE o.id = $1`, [
      id,
    ]);
    if (!row) throw notFound();
    return row;
  }
}

import { Injectable } from '@nestjs/common';
import type { Page, PageQuery } from '@fingerpost/contracts/common';
import type { Claim } from '@fingerpost/contracts/partnerships';
import { seesDirectoryEntry } from '../access/predicate.js';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { cursorOf, readingOf, toPage } from '../http/paging.js';
import type { MemberViewer } from '../http/viewer.js';
import { PERSON, REF } from './partnership.rows.js';

const page = (compare: string, direction: string) => `
  SELECT s.since, s.note, p.id AS partnership_id, s.person_id, ${REF('p')} AS partnership, ${PERSON('w')} AS person
  FROM partnership_stewards s JOIN partnerships p ON p.id = s.partnership_id JOIN people w ON w.id = s.person_id
  WHERE s.state = 'asked' AND p.merged_into_id IS NULL AND ${seesDirectoryEntry('p', '$1')}
    AND ($2::timestamptz IS NULL OR (s.since, p.id, s.person_id) ${compare} ($2, $3::bigint, $4::bigint))
  ORDER BY s.since ${direction}, p.id ${direction}, s.person_id ${direction} LIMIT $5`;
const PAGE_ASC = statement('claims-page-asc', page('>', 'ASC'));
const PAGE_DESC = statement('claims-page-desc', page('<', 'DESC'));

interface ClaimRow extends Omit<Claim, 'since'> {
  [column: string]: unknown;
  since: Date;
  partnership_id: number;
  person_id: number;
}

/** Who would like to look after which record, the longest waiting first. The service asks who may see it. */
@Injectable()
export class ClaimQueries {
  constructor(private readonly db: Database) {}

  async page(viewer: MemberViewer, query: PageQuery): Promise<Page<Claim>> {
    const reading = readingOf(query, 'asc');
    const [since, partnership, person] = cursorOf(reading, ['instant', 'number', 'number'] as const) ?? [
      null,
      null,
      null,
    ];
    const rows = await this.db.query<ClaimRow>(reading.descending ? PAGE_DESC : PAGE_ASC, [
      viewer.personId,
      since,
      partnership,
      person,
      reading.limit + 1,
    ]);
    return toPage(
      rows,
      reading,
      (row) => [row.since.toISOString(), row.partnership_id, row.person_id],
      (row) => ({
        partnership: row.partnership,
        person: row.person,
        note: row.note,
        since: row.since.toISOString(),
      }),
    );
  }
}

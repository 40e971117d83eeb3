import { Injectable } from '@nestjs/common';
import type { PageQuery } from '@fingerpost/contracts/common';
import type { PartnershipHistory, PartnershipRevision } from '@fingerpost/contracts/partnerships';
import { partnershipPolicy } from '@fingerpost/contracts/permissions';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { cursorIdOf, readingOf, toPage } from '../http/paging.js';
import { forbidden } from '../http/problem.js';
import type { MemberViewer } from '../http/viewer.js';
import { factsOf } from './partnership.rows.js';
import { Partnerships } from './partnerships.service.js';

const revisions = (compare: string, direction: string) => `
  SELECT r.version, r.at, r.did, r.changes, CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'kind', p.kind, 'name', p.name,
     'sector', p.sector, 'organisation', (SELECT o.name FROM organisations o WHERE o.id = p.organisation_id)) END AS by
   FROM partnership_revisions r LEFT JOIN people p ON p.id = r.person_id
   WHERE r.partnership_id = $1 AND ($2::bigint IS NULL OR r.version ${compare} $2) ORDER BY r.version ${direction} LIMIT $3`;
const ASC = statement('partnership-history-asc', revisions('>', 'ASC'));
const DESC = statement('partnership-history-desc', revisions('<', 'DESC'));

@Injectable()
export class PartnershipRevisions {
  constructor(
    private readonly db: Database,
    private readonly partnerships: Partnerships,
  ) {}

  /** One keyset page, the latest first unless they are asked for the other way. */
  async of(viewer: MemberViewer, slug: string, query: PageQuery): Promise<PartnershipHistory> {
    const { row, standing } = await this.partnerships.visible(viewer, slug);
    if (!partnershipPolicy(standing, factsOf(row, viewer.personId)).history) throw forbidden();
    const reading = readingOf(query, 'desc');
    const rows = await this.db.query<
      Omit<PartnershipRevision, 'at'> & { at: Date; [column: string]: unknown }
    >(reading.descending ? DESC : ASC, [row.id, cursorIdOf(reading), reading.limit + 1]);
    return toPage(
      rows,
      reading,
      ({ version }) => [version],
      (revision) => ({ ...revision, at: revision.at.toISOString() }),
    );
  }
}

import { Injectable } from '@nestjs/common';
import type { PartnershipHistory, PartnershipRevision } from '@fingerpost/contracts/partnerships';
import { partnershipPolicy } from '@fingerpost/contracts/permissions';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { forbidden } from '../http/problem.js';
import type { MemberViewer } from '../http/viewer.js';
import { factsOf } from './partnership.rows.js';
import { Partnerships } from './partnerships.service.js';

/** So many are shown; what is older is in the database for whoever has to look. */
const SHOWN = 100;

const LIST = statement(
  'partnership-history',
  `SELECT r.version, r.at, r.did, r.changes, CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'kind', p.kind, 'name', p.name,
     'sector', p.sector, 'organisation', (SELECT o.name FROM organisations o WHERE o.id = p.organisation_id)) END AS by
   FROM partnership_revisions r LEFT JOIN people p ON p.id = r.person_id
   WHERE r.partnership_id = $1 ORDER BY r.version DESC LIMIT ${SHOWN}`,
);

@Injectable()
export class PartnershipRevisions {
  constructor(
    private readonly db: Database,
    private readonly partnerships: Partnerships,
  ) {}

  async of(viewer: MemberViewer, slug: string): Promise<PartnershipHistory> {
    const { row, standing } = await this.partnerships.visible(viewer, slug);
    if (!partnershipPolicy(standing, factsOf(row, viewer.personId)).history) throw forbidden();
    const rows = await this.db.query<
      Omit<PartnershipRevision, 'at'> & { at: Date; [column: string]: unknown }
    >(LIST, [row.id]);
    return { items: rows.map((revision) => ({ ...revision, at: revision.at.toISOString() })) };
  }
}

import { Injectable } from '@nestjs/common';
import type { Person } from '@fingerpost/contracts/accounts';
import type { Page, PageQuery } from '@fingerpost/contracts/common';
import type { Invitation, Role, SpaceMember, SpaceMemberQuery } from '@fingerpost/contracts/spaces';
import { Database, type Transaction } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { cursorIdOf, cursorOf, readingOf, toPage } from '../http/paging.js';
import { notFound } from '../http/problem.js';
import { beginningOf, isNamed } from '../text/beginnings.js';

interface MemberRow {
  id: number;
  kind: Person['kind'];
  name: string;
  sector: Person['sector'];
  organisation: string | null;
  role: Role;
  state: SpaceMember['state'];
  since: Date;
}

interface InvitationRow {
  id: number;
  email: string;
  role: Role;
  invited_by: string | null;
  created_at: Date;
}

const MEMBER = `SELECT p.id, p.kind, p.name, p.sector, o.name AS organisation, m.role, m.state, m.since
  FROM memberships m JOIN people p ON p.id = m.person_id LEFT JOIN organisations o ON o.id = p.organisation_id`;
const members = (compare: string, direction: string, narrowed = '') => `${MEMBER}
  WHERE m.space_id = $1 AND m.state = $2 AND ($3::timestamptz IS NULL OR (m.since, m.person_id) ${compare} ($3, $4::bigint))${narrowed}
  ORDER BY m.since ${direction}, m.person_id ${direction} LIMIT $5`;
const MEMBERS_ASC = statement('space-members-asc', members('>', 'ASC'));
const MEMBERS_DESC = statement('space-members-desc', members('<', 'DESC'));
const NAMED = ` AND ${isNamed('p', '$6')}`;
const NAMED_ASC = statement('space-members-named-asc', members('>', 'ASC', NAMED));
const NAMED_DESC = statement('space-members-named-desc', members('<', 'DESC', NAMED));

const invitations = (compare: string, direction: string) => `
  SELECT i.id, i.email, i.role, p.name AS invited_by, i.created_at FROM invitations i LEFT JOIN people p ON p.id = i.invited_by
  WHERE i.space_id = $1 AND ($2::bigint IS NULL OR i.id ${compare} $2) ORDER BY i.id ${direction} LIMIT $3`;
const INVITATIONS_ASC = statement('space-invitations-asc', invitations('>', 'ASC'));
const INVITATIONS_DESC = statement('space-invitations-desc', invitations('<', 'DESC'));

/** Who is in a space whose reader the service has let in. */
@Injectable()
export class MemberQueries {
  constructor(private readonly db: Database) {}

  async members(spaceId: number, query: SpaceMemberQuery): Promise<Page<SpaceMember>> {
    const reading = readingOf(query, 'asc');
    const cursor = cursorOf(reading, ['instant', 'number'] as const) ?? [null, null];
    const asked = [spaceId, query.state, ...cursor, reading.limit + 1];
    // Without a name the list keeps the statements that it always had, which are planned for it alone.
    const rows = query.q
      ? await this.db.query<MemberRow>(reading.descending ? NAMED_DESC : NAMED_ASC, [
          ...asked,
          beginningOf(query.q),
        ])
      : await this.db.query<MemberRow>(reading.descending ? MEMBERS_DESC : MEMBERS_ASC, asked);
    return toPage(rows, reading, (row) => [row.since.toISOString(), row.id], presentMember);
  }

  async memberIn(tx: Transaction, spaceId: number, personId: number): Promise<SpaceMember> {
    const [row] = await tx.query<MemberRow[]>(`${MEMBER} WHERE m.space_id = $1 AND m.person_id = $2`, [
      spaceId,
      personId,
    ]);
    if (!row) throw notFound();
    return presentMember(row);
  }

  /** Open invitations by address; an invited account is not shown as a member, or every address could be asked about. */
  async invitations(spaceId: number, query: PageQuery): Promise<Page<Invitation>> {
    const reading = readingOf(query, 'desc');
    const from = cursorIdOf(reading);
    const rows = await this.db.query<InvitationRow>(reading.descending ? INVITATIONS_DESC : INVITATIONS_ASC, [
      spaceId,
      from,
      reading.limit + 1,
    ]);
    return toPage(rows, reading, (row) => [row.id], presentInvitation);
  }
}

const presentMember = ({ role, state, since, ...person }: MemberRow): SpaceMember => ({
  person,
  role,
  state,
  since: since.toISOString(),
});

const presentInvitation = (row: InvitationRow): Invitation => ({
  id: row.id,
  email: row.email,
  role: row.role,
  invitedBy: row.invited_by,
  createdAt: row.created_at.toISOString(),
});

import { Injectable } from '@nestjs/common';
import { ROLES, type Membership, type Role } from '@fingerpost/contracts/spaces';
import type { Standing } from '@fingerpost/contracts/permissions';
import { Database, type Transaction } from '../database/database.service.js';
import { signalIn } from '../database/signals.js';
import { statement } from '../database/sql.js';
import { notFound } from '../http/problem.js';
import type { Viewer } from '../http/viewer.js';
import { knowsSpace, readsSpace } from './predicate.js';

/** A space as access knows it, with the viewer's standing in it. */
export interface SpaceAccess {
  id: number;
  slug: string;
  visibility: 'public' | 'members' | 'private';
  reads: boolean;
  role: Role | null;
  state: 'active' | 'asked' | 'invited' | null;
}

/** Owns memberships, roles and sessions; features read and write them through it. */
@Injectable()
export class Access {
  constructor(private readonly db: Database) {}

  /** The space when the viewer may know of it. @throws DomainError 404 otherwise: its existence is private too. */
  async space(viewer: Viewer, by: { id: number } | { slug: string }): Promise<SpaceAccess> {
    const row = await ('id' in by
      ? this.db.one<SpaceAccess>(SPACE_BY_ID, [viewer.personId, by.id])
      : this.db.one<SpaceAccess>(SPACE_BY_SLUG, [viewer.personId, by.slug]));
    if (!row) throw notFound();
    return row;
  }

  /** As `space`, for those who read what is in it. */
  async readableSpace(viewer: Viewer, by: { id: number } | { slug: string }): Promise<SpaceAccess> {
    const space = await this.space(viewer, by);
    if (!space.reads) throw notFound();
    return space;
  }

  /** The viewer's role in the space of that slug, null where there is none of either. */
  async roleAt(viewer: Viewer, slug: string): Promise<Role | null> {
    return (await this.db.one<SpaceAccess>(SPACE_BY_SLUG, [viewer.personId, slug]))?.role ?? null;
  }

  /** What policies ask about a viewer in a space. */
  standing(viewer: Viewer, role: Role | null): Standing {
    return { personId: viewer.personId, operator: viewer.operator, role };
  }

  /** As `space`, locked until the transaction ends, so that roles and visibility stand still meanwhile. */
  async lockSpace(tx: Transaction, viewer: Viewer, slug: string): Promise<SpaceAccess> {
    await tx.query('SELECT 1 FROM spaces WHERE slug = $1 FOR NO KEY UPDATE', [slug]);
    const [space] = await tx.query<SpaceAccess[]>(SPACE_BY_SLUG.text, [viewer.personId, slug]);
    if (!space) throw notFound();
    return space;
  }

  /** Somebody's membership; lock the space first. */
  async membership(tx: Transaction, spaceId: number, personId: number): Promise<Membership | undefined> {
    const [row] = await tx.query<Membership[]>(
      'SELECT role, state FROM memberships WHERE space_id = $1 AND person_id = $2',
      [spaceId, personId],
    );
    return row;
  }

  /** True when nobody else owns the space; lock it first. */
  async isLastOwner(tx: Transaction, spaceId: number, personId: number): Promise<boolean> {
    const owners = await tx.query<{ person_id: number }[]>(
      `SELECT person_id FROM memberships WHERE space_id = $1 AND role = 'owner' AND state = 'active' LIMIT 2`,
      [spaceId],
    );
    return owners.length === 1 && owners[0]?.person_id === personId;
  }

  /** Turns the invitations sent to an address into memberships of the person who proved that it is theirs. */
  async claimInvitations(tx: Transaction, email: string, personId: number, at: Date): Promise<void> {
    await tx.query(
      `INSERT INTO memberships (space_id, person_id, role, state, since) SELECT space_id, $2, role, 'invited', $3 FROM invitations WHERE email = $1
       ON CONFLICT DO NOTHING`,
      [email, personId, at],
    );
  }

  /** Sets somebody's membership and keeps the space's count of active members right. Whatever it takes away is told to all. */
  async setMembership(
    tx: Transaction,
    spaceId: number,
    personId: number,
    to: { role: Role; state: 'active' | 'asked' | 'invited' },
    at: Date,
  ): Promise<void> {
    await tx.query('SELECT 1 FROM spaces WHERE id = $1 FOR NO KEY UPDATE', [spaceId]);
    const former = await this.membership(tx, spaceId, personId);
    await tx.query(
      `INSERT INTO memberships (space_id, person_id, role, state, since) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (person_id, space_id) DO UPDATE SET role = excluded.role, state = excluded.state`,
      [spaceId, personId, to.role, to.state, at],
    );
    await this.recount(tx, spaceId);
    if (former && isLess(to, former)) await signalIn(tx, 'revoked', { sessionIds: [], personId, spaceId });
  }

  /** Says to all, when `tx` commits, that fewer may read in the space than before. */
  async narrowed(tx: Transaction, spaceId: number): Promise<void> {
    await signalIn(tx, 'revoked', { sessionIds: [], personId: null, spaceId });
  }

  async endMembership(tx: Transaction, spaceId: number, personId: number): Promise<void> {
    await tx.query('SELECT 1 FROM spaces WHERE id = $1 FOR NO KEY UPDATE', [spaceId]);
    await tx.query('DELETE FROM memberships WHERE space_id = $1 AND person_id = $2', [spaceId, personId]);
    await this.recount(tx, spaceId);
    await signalIn(tx, 'revoked', { sessionIds: [], personId, spaceId });
  }

  private async recount(tx: Transaction, spaceId: number): Promise<void> {
    await tx.query(
      `UPDATE spaces SET member_count = (SELECT count(*) FROM memberships WHERE space_id = $1 AND state = 'active') WHERE id = $1`,
      [spaceId],
    );
  }
}

/** Roles stand in their order, the strongest first. */
const isLess = (to: Membership, former: Membership): boolean =>
  former.state === 'active' && (to.state !== 'active' || ROLES.indexOf(to.role) > ROLES.indexOf(former.role));

const SPACE = `SELECT s.id, s.slug, s.visibility, ${readsSpace('s', '$1')} AS reads,
    CASE WHEN m.state = 'active' THEN m.role END AS role, m.state
  FROM spaces s LEFT JOIN memberships m ON m.space_id = s.id AND m.person_id = $1::bigint
  WHERE ${knowsSpace('s', '$1')}`;
const SPACE_BY_ID = statement('access-space-by-id', `${SPACE} AND s.id = $2`);
const SPACE_BY_SLUG = statement('access-space-by-slug', `${SPACE} AND s.slug = $2`);

import { Injectable } from '@nestjs/common';
import type { Page } from '@fingerpost/contracts/common';
import { canManageSpace, canModerate } from '@fingerpost/contracts/permissions';
import type { ChangeMember, Membership, SpaceMember, SpaceMemberQuery } from '@fingerpost/contracts/spaces';
import { Access, type SpaceAccess } from '../access/access.service.js';
import { Revocations } from '../access/revocations.js';
import type { Activity } from '../activity/activity.js';
import { Activities } from '../activity/activity.service.js';
import { audit } from '../activity/audit.js';
import { Clock } from '../config/clock.js';
import { Database, type Transaction } from '../database/database.service.js';
import { DomainError, forbidden, notFound } from '../http/problem.js';
import type { MemberViewer, Viewer } from '../http/viewer.js';
import { MemberQueries } from './members.queries.js';

@Injectable()
export class MembershipsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly access: Access,
    private readonly revocations: Revocations,
    private readonly activities: Activities,
    private readonly queries: MemberQueries,
  ) {}

  /** Joins at once, asks, or accepts an invitation, as the space's visibility and the viewer's state have it. */
  async join(viewer: MemberViewer, slug: string): Promise<Membership> {
    return this.changing(viewer, slug, async (tx, space, changed) => {
      const present = await this.access.membership(tx, space.id, viewer.personId);
      const next = joining(space, present);
      if (present?.state === next.state) return present;
      await this.access.setMembership(tx, space.id, viewer.personId, next, this.clock.now());
      if (next.state === 'active') await dropInvitation(tx, space.id, viewer.personId);
      await changed(viewer.personId, next);
      return next;
    });
  }

  /** Leaves, takes back the asking, or declines an invitation. */
  async leave(viewer: MemberViewer, slug: string): Promise<void> {
    await this.changing(viewer, slug, async (tx, space, changed) => {
      if (await this.access.membership(tx, space.id, viewer.personId))
        await this.end(tx, space, viewer.personId, changed);
      return null;
    });
  }

  /** Who is in the space, for its readers; who asked to be, for its moderators. */
  async members(viewer: Viewer, slug: string, query: SpaceMemberQuery): Promise<Page<SpaceMember>> {
    const space = await this.access.readableSpace(viewer, { slug });
    if (query.state !== 'active' && !canModerate(this.access.standing(viewer, space.role)))
      throw forbidden('Only moderators see who asked to join.');
    return this.queries.members(space.id, query);
  }

  /** Moderators admit who asked; owners set roles. */
  async changeMember(
    viewer: MemberViewer,
    slug: string,
    personId: number,
    input: ChangeMember,
  ): Promise<SpaceMember> {
    return this.changing(viewer, slug, async (tx, space, changed) => {
      const present = await this.managed(tx, viewer, space, personId);
      const next = { role: input.role ?? present.role, state: input.state ?? present.state };
      if (next.role !== present.role) await this.mayChangeRole(tx, viewer, space, personId);
      await this.access.setMembership(tx, space.id, personId, next, this.clock.now());
      const data = { personId, from: present, to: next };
      await audit(tx, viewer, {
        kind: 'membership.changed',
        spaceId: space.id,
        subjectKind: 'person',
        subjectId: personId,
        data,
        at: this.clock.now(),
      });
      await changed(personId, next);
      return this.queries.memberIn(tx, space.id, personId);
    });
  }

  /** Moderators remove members and turn down who asked; owners remove anybody. */
  async removeMember(viewer: MemberViewer, slug: string, personId: number): Promise<void> {
    await this.changing(viewer, slug, async (tx, space, changed) => {
      const present = await this.managed(tx, viewer, space, personId);
      if (present.role !== 'member' && !canManageSpace(this.access.standing(viewer, space.role)))
        throw forbidden('Only an owner can remove a moderator.');
      await this.end(tx, space, personId, changed);
      const data = { personId, from: present };
      await audit(tx, viewer, {
        kind: 'membership.removed',
        spaceId: space.id,
        subjectKind: 'person',
        subjectId: personId,
        data,
        at: this.clock.now(),
      });
      return null;
    });
  }

  /** One membership change: the space locked, the activity recorded, and told after the commit. */
  private async changing<T>(
    viewer: MemberViewer,
    slug: string,
    work: (tx: Transaction, space: SpaceAccess, changed: Changed) => Promise<T>,
  ): Promise<T> {
    const happened: Activity<'membership.changed'>[] = [];
    const answer = await this.db.writeAnswer(viewer, async (tx) => {
      const space = await this.access.lockSpace(tx, viewer, slug);
      return work(tx, space, async (personId, to) => {
        const data = { personId, state: to?.state ?? null, role: to?.role ?? null };
        happened.push(
          await this.activities.record(tx, viewer, {
            kind: 'membership.changed',
            spaceId: space.id,
            subjectKind: 'space',
            subjectId: space.id,
            data,
          }),
        );
      });
    });
    for (const { data, spaceId } of happened)
      if (data.state === null && spaceId !== null) this.revocations.membershipChanged(data.personId, spaceId);
    await this.activities.told(...happened);
    return answer;
  }

  /** The membership that a moderator wants to change. An invited account counts as unknown: only its address was given. */
  private async managed(
    tx: Transaction,
    viewer: MemberViewer,
    space: SpaceAccess,
    personId: number,
  ): Promise<Membership> {
    if (!canModerate(this.access.standing(viewer, space.role)))
      throw forbidden('Only moderators look after members.');
    const present = await this.access.membership(tx, space.id, personId);
    if (!present || present.state === 'invited') throw notFound();
    return present;
  }

  private async mayChangeRole(
    tx: Transaction,
    viewer: MemberViewer,
    space: SpaceAccess,
    personId: number,
  ): Promise<void> {
    if (!canManageSpace(this.access.standing(viewer, space.role)))
      throw forbidden('Only an owner can change roles.');
    if (await this.access.isLastOwner(tx, space.id, personId)) throw lastOwner();
  }

  private async end(tx: Transaction, space: SpaceAccess, personId: number, changed: Changed): Promise<void> {
    if (await this.access.isLastOwner(tx, space.id, personId)) throw lastOwner();
    await this.access.endMembership(tx, space.id, personId);
    await dropInvitation(tx, space.id, personId);
    await changed(personId, null);
  }
}

type Changed = (personId: number, to: Membership | null) => Promise<void>;

const lastOwner = () =>
  new DomainError('last_owner', 422, 'A space needs an owner. Make somebody else an owner first.');

/** What a wish to join becomes. A private space is known only to those it invited. */
function joining(space: SpaceAccess, present: Membership | undefined): Membership {
  if (present?.state === 'active') return present;
  if (present?.state === 'invited') return { role: present.role, state: 'active' };
  return { role: 'member', state: space.visibility === 'public' ? 'active' : 'asked' };
}

const dropInvitation = (tx: Transaction, spaceId: number, personId: number) =>
  tx.query(
    'DELETE FROM invitations i USING accounts a WHERE i.space_id = $1 AND i.email = a.email AND a.person_id = $2',
    [spaceId, personId],
  );

import { Injectable } from '@nestjs/common';
import type { Page, PageQuery } from '@fingerpost/contracts/common';
import { canManageSpace, canModerate } from '@fingerpost/contracts/permissions';
import type { Invitation, Invite, Invited } from '@fingerpost/contracts/spaces';
import { Access, type SpaceAccess } from '../access/access.service.js';
import { audit } from '../activity/audit.js';
import { Clock } from '../config/clock.js';
import { Database, type Transaction } from '../database/database.service.js';
import { forbidden, notFound } from '../http/problem.js';
import type { MemberViewer, Viewer } from '../http/viewer.js';
import { Outbox } from '../mail/outbox.js';
import { INVITATION_LETTER } from './invitation.letter.js';
import { MemberQueries } from './members.queries.js';

/** Asking people in by address. Nothing here tells whether an address has an account. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly access: Access,
    private readonly outbox: Outbox,
    private readonly queries: MemberQueries,
  ) {}

  /** Keeps the invitation, mails it, and opens the space to an account of that address. */
  async invite(viewer: MemberViewer, slug: string, input: Invite): Promise<Invited> {
    const answer = await this.db.writeAnswer<Invited>(viewer, async (tx) => {
      const space = await this.access.lockSpace(tx, viewer, slug);
      this.mayInvite(viewer, space);
      if (input.role !== 'member' && !canManageSpace(this.access.standing(viewer, space.role)))
        throw forbidden('Only an owner can invite owners and moderators.');
      const at = this.clock.now();
      const [invitation] = await tx.query<{ id: number }[]>(
        `INSERT INTO invitations (space_id, email, role, invited_by, created_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (email, space_id) DO UPDATE SET role = excluded.role, invited_by = excluded.invited_by RETURNING id`,
        [space.id, input.email, input.role, viewer.personId, at],
      );
      if (!invitation) throw new Error('an invitation was not stored');
      await this.openTo(tx, space, input, at);
      const data = { invitationId: invitation.id };
      await this.outbox.write(tx, {
        to: input.email,
        template: INVITATION_LETTER,
        data,
        dedupeKey: `invitation:${invitation.id}`,
      });
      await audit(tx, viewer, {
        kind: 'membership.invited',
        spaceId: space.id,
        subjectKind: 'space',
        subjectId: space.id,
        data: { ...data, role: input.role },
        at,
      });
      return { invited: true };
    });
    this.outbox.wake();
    return answer;
  }

  async invitations(viewer: Viewer, slug: string, query: PageQuery): Promise<Page<Invitation>> {
    const space = await this.access.readableSpace(viewer, { slug });
    this.mayInvite(viewer, space);
    return this.queries.invitations(space.id, query);
  }

  /** Takes an invitation back that was not accepted yet. */
  async withdraw(viewer: MemberViewer, slug: string, invitationId: number): Promise<void> {
    await this.db.write(viewer, async (tx) => {
      const space = await this.access.lockSpace(tx, viewer, slug);
      this.mayInvite(viewer, space);
      const [[gone]] = await tx.query<[{ email: string }[], number]>(
        'DELETE FROM invitations WHERE id = $1 AND space_id = $2 RETURNING email',
        [invitationId, space.id],
      );
      if (!gone) throw notFound();
      await tx.query(
        `DELETE FROM memberships m USING accounts a WHERE a.email = $1 AND m.person_id = a.person_id AND m.space_id = $2 AND m.state = 'invited'`,
        [gone.email, space.id],
      );
      await audit(tx, viewer, {
        kind: 'membership.withdrawn',
        spaceId: space.id,
        subjectKind: 'space',
        subjectId: space.id,
        data: { invitationId },
        at: this.clock.now(),
      });
      return null;
    });
  }

  private mayInvite(viewer: Viewer, space: SpaceAccess): void {
    if (!canModerate(this.access.standing(viewer, space.role))) throw forbidden('Only moderators invite.');
  }

  /** An account of that address is invited now; who is a member already stays what they are. */
  private async openTo(
    tx: Transaction,
    space: SpaceAccess,
    { email, role }: Invite,
    at: Date,
  ): Promise<void> {
    const [person] = await tx.query<{ id: number }[]>(
      'SELECT person_id AS id FROM accounts WHERE email = $1 AND person_id IS NOT NULL',
      [email],
    );
    if (!person) return;
    const present = await this.access.membership(tx, space.id, person.id);
    if (present?.state !== 'active')
      await this.access.setMembership(tx, space.id, person.id, { role, state: 'invited' }, at);
  }
}

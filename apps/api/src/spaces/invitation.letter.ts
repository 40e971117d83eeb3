import { Injectable, type OnModuleInit } from '@nestjs/common';
import { t } from '@fingerpost/messages';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import type { Letter, Unsent } from '../mail/letter.js';
import { MailTemplates, type Sender } from '../mail/templates.js';

export const INVITATION_LETTER = 'invitation';

const FIND = statement(
  'invitation-letter',
  `SELECT s.slug, s.name AS space, p.name, EXISTS (
     SELECT 1 FROM memberships m JOIN accounts a ON a.person_id = m.person_id WHERE m.space_id = s.id AND a.email = i.email AND m.state = 'active') AS member
   FROM invitations i JOIN spaces s ON s.id = i.space_id LEFT JOIN people p ON p.id = i.invited_by WHERE i.id = $1`,
);

/** The mail that an invitation sends, unless it was withdrawn or needless by then. */
@Injectable()
export class InvitationLetter implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly templates: MailTemplates,
  ) {}

  onModuleInit(): void {
    this.templates.add<{ invitationId: number }>(INVITATION_LETTER, (data, _recipient, sender) =>
      this.compose(data, sender),
    );
  }

  private async compose(
    { invitationId }: { invitationId: number },
    { site, address }: Sender,
  ): Promise<Letter | Unsent> {
    const found = await this.db.one<{ slug: string; space: string; name: string | null; member: boolean }>(
      FIND,
      [invitationId],
    );
    if (!found) return { skip: 'withdrawn' };
    if (found.member) return { skip: 'a member already' };
    const { slug, space } = found;
    const words = { site, space, name: found.name ?? site };
    return {
      subject: t('mail.invitation.subject', words),
      blocks: [
        { say: t('mail.invitation.lead', words) },
        { say: t('mail.invitation.how') },
        // Through sign-in, since a private space is not there for who is not.
        {
          link: `${address}/sign-in?next=${encodeURIComponent(`/spaces/${slug}`)}`,
          label: t('mail.invitation.link'),
        },
        { say: t('mail.invitation.notYou') },
      ],
    };
  }
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { t } from '@fingerpost/messages';
import type { Letter } from '../mail/letter.js';
import { MailTemplates, type Sender } from '../mail/templates.js';

export const PASSWORD_LETTER = 'accounts.password-changed';

/** Tells a member that their password was changed, in case it was not by them. */
@Injectable()
export class PasswordLetter implements OnModuleInit {
  constructor(private readonly templates: MailTemplates) {}

  onModuleInit(): void {
    this.templates.add(PASSWORD_LETTER, (_data, _recipient, sender) => Promise.resolve(compose(sender)), {
      waitedFor: true,
    });
  }
}

const compose = ({ site, address }: Sender): Letter => ({
  subject: t('mail.passwordChanged.subject', { site }),
  blocks: [
    { say: t('mail.passwordChanged.lead', { site }) },
    { say: t('mail.passwordChanged.notYou') },
    { link: `${address}/sign-in`, label: t('mail.passwordChanged.link') },
  ],
});

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CODE_MINUTES } from '@fingerpost/contracts/limits';
import { t } from '@fingerpost/messages';
import { Clock } from '../config/clock.js';
import { Config } from '../config/settings.js';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import type { Letter, Unsent } from '../mail/letter.js';
import { MailTemplates, type Sender } from '../mail/templates.js';

export const CODE_LETTER = 'accounts.code';

interface CodeData {
  codeId: number;
  code: string;
  signingUp: boolean;
}

/**
 * Words the mail with a code. Only here, in the job, is it found out whether the address has an account:
 * the request that asks for a code does the same work for every address.
 */
@Injectable()
export class CodeLetter implements OnModuleInit {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly db: Database,
    private readonly templates: MailTemplates,
  ) {}

  onModuleInit(): void {
    this.templates.add<CodeData>(
      CODE_LETTER,
      (data, recipient, sender) => this.compose(data, recipient, sender),
      { waitedFor: true },
    );
  }

  private async compose(
    { codeId, code, signingUp }: CodeData,
    recipient: string,
    { site }: Sender,
  ): Promise<Letter | Unsent> {
    const facts = await this.db.one<Facts>(FACTS, [recipient, codeId, this.clock.now()]);
    if (!facts?.valid) return { skip: 'the code is used or too old' };
    if (facts.demonstration && !this.config.demo) return { skip: 'a demonstration member' };
    if (!facts.member && !facts.welcome) return { skip: 'not invited' };
    const kind = !facts.member ? 'join' : signingUp ? 'already' : 'signIn';
    return {
      subject: t(`mail.code.${kind}.subject`, { code, site }),
      blocks: [
        { say: t(`mail.code.${kind}.lead`, { site }) },
        { code },
        { say: t('mail.code.valid', { minutes: CODE_MINUTES }) },
        { say: t('mail.code.notYou') },
      ],
    };
  }
}

interface Facts {
  valid: boolean;
  member: boolean;
  demonstration: boolean;
  welcome: boolean;
}
const FACTS = statement(
  'code-letter-facts',
  `SELECT EXISTS (SELECT 1 FROM codes WHERE id = $2 AND used_at IS NULL AND expires_at > $3) AS valid,
     a.id IS NOT NULL AS member, coalesce(a.demonstration, false) AS demonstration,
     s.joining = 'open' OR EXISTS (SELECT 1 FROM invitations WHERE email = $1) AS welcome
   FROM settings s LEFT JOIN accounts a ON a.email = $1`,
);

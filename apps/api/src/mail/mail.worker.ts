import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { t } from '@fingerpost/messages';
import { Clock } from '../config/clock.js';
import { Config } from '../config/settings.js';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { Jobs, MAIL_QUEUE } from '../jobs/jobs.service.js';
import { MailDelivery, isFinal, isUndeliverable, reasonOf } from './delivery.js';
import { asHtml, asText, type Letter, type Unsent } from './letter.js';
import { MailTemplates, type Sender } from './templates.js';

/** Sends what stands in the outbox: queued, sending, then sent, failed or skipped. */
@Injectable()
export class MailWorker implements OnApplicationBootstrap {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly templates: MailTemplates,
    private readonly delivery: MailDelivery,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return this.jobs.workEach<{ mailId: number }>(MAIL_QUEUE, ({ mailId }, last) => this.run(mailId, last));
  }

  /**
   * Sends one mail. A crash between the mail server's "accepted" and our note of it sends it again,
   * with the same Message-ID, so that mail programs show it once.
   */
  async run(mailId: number, last: boolean): Promise<void> {
    const mail = await this.db.one<MailRow>(CLAIM, [mailId]);
    if (!mail) return;
    try {
      const letter = await this.compose(mail);
      if ('skip' in letter) return await this.finish(mail.id, 'skipped', letter.skip);
      await this.delivery.send({
        id: mail.id,
        to: mail.recipient,
        messageId: this.messageId(mail),
        subject: letter.subject,
        text: asText(letter),
        html: asHtml(letter, 'en'),
      });
    } catch (fault) {
      if (isFinal(fault) || last) return this.finish(mail.id, 'failed', reasonOf(fault));
      await this.db.query(AGAIN, [mail.id, reasonOf(fault)]);
      throw new Error(reasonOf(fault));
    }
    await this.finish(mail.id, 'sent', null);
  }

  private async compose(mail: MailRow): Promise<Letter | Unsent> {
    if (this.config.smtpUrl && isUndeliverable(mail.recipient)) return { skip: 'reserved domain' };
    const compose = this.templates.get(mail.template);
    if (!compose) return { skip: `no letter called ${mail.template}` };
    const sender: Sender = { site: mail.site_name, address: this.config.address };
    const { secret, ...data } = mail.data;
    const letter = await compose({ ...data, ...secret } as never, mail.recipient, sender);
    return 'skip' in letter
      ? letter
      : { ...letter, blocks: [...letter.blocks, { say: t('mail.footer', { ...sender }) }] };
  }

  private finish(id: number, state: 'sent' | 'failed' | 'skipped', reason: string | null): Promise<void> {
    return this.db
      .query(FINISH, [id, state, reason, state === 'sent' ? this.clock.now() : null])
      .then(() => undefined);
  }

  private messageId(mail: MailRow): string {
    return `<mail.${mail.id}.${mail.created_at.getTime()}@${new URL(this.config.address).hostname}>`;
  }
}

interface MailRow {
  id: number;
  recipient: string;
  template: string;
  data: { secret?: object };
  created_at: Date;
  site_name: string;
}

const CLAIM = statement(
  'mail-claim',
  `UPDATE mails SET state = 'sending' FROM settings WHERE id = $1 AND state IN ('queued', 'sending')
   RETURNING id, recipient, template, data, created_at, settings.site_name`,
);
const AGAIN = statement(
  'mail-again',
  `UPDATE mails SET state = 'queued', reason = $2 WHERE id = $1 AND state = 'sending'`,
);
const FINISH = statement(
  'mail-finish',
  `UPDATE mails SET state = $2, reason = $3, sent_at = $4, data = data - 'secret' WHERE id = $1`,
);

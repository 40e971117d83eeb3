import { Injectable } from '@nestjs/common';
import { t } from '@fingerpost/messages';
import { Config } from '../config/settings.js';
import { asHtml, asText, type Mail, type Unsent } from './letter.js';
import type { MailRow } from './outbox.statements.js';
import { MailTemplates, type Sender } from './templates.js';

/** Makes the mail of a row of the outbox, as things are now. */
@Injectable()
export class MailWriter {
  constructor(
    private readonly config: Config,
    private readonly templates: MailTemplates,
  ) {}

  async write(row: MailRow): Promise<Mail | Unsent> {
    if (this.config.smtpUrl && isUndeliverable(row.recipient)) return { skip: 'reserved domain' };
    const template = this.templates.get(row.template);
    if (!template) return { skip: `no letter called ${row.template}` };
    if (row.stopped && !template.waitedFor) return { skip: 'the address stopped taking mail' };
    const sender: Sender = {
      site: row.site_name,
      address: this.config.address,
      host: new URL(this.config.address).hostname,
    };
    const { secret, ...data } = row.data;
    const letter = await template.compose({ ...data, ...secret } as never, row.recipient, sender);
    if ('skip' in letter || 'later' in letter) return letter;
    const footed = { ...letter, blocks: [...letter.blocks, { say: t('mail.footer', { ...sender }) }] };
    return {
      id: row.id,
      to: row.recipient,
      messageId: letter.messageId ?? `<mail.${row.id}.${row.created_at.getTime()}@${sender.host}>`,
      references: letter.references ?? [],
      list: letter.list ?? null,
      subject: letter.subject,
      text: asText(footed),
      html: asHtml(footed, 'en'),
      calendar: letter.calendar ?? null,
    };
  }
}

/** Domains that are reserved for examples and tests go nowhere. */
const isUndeliverable = (address: string): boolean =>
  /[@.](example|test|invalid|localhost)$|@example\.(com|net|org)$/.test(address);

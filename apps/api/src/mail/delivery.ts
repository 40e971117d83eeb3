import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { Clock } from '../config/clock.js';
import { Config } from '../config/settings.js';
import type { Mail, MailingList } from './letter.js';
import { MailFiles } from './mail-files.js';

const CONNECT_WITHIN = 10_000;
const ANSWER_WITHIN = 20_000;
/** Nothing in a letter may make the server read a file or an address. */
const CLOSED = { disableFileAccess: true, disableUrlAccess: true };

/** The way out: the mail server of SMTP_URL, or files under DATA_DIR. */
@Injectable()
export class MailDelivery implements BeforeApplicationShutdown {
  private readonly smtp: Transporter | null;
  private readonly composer = createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
    ...CLOSED,
  });

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly files: MailFiles,
  ) {
    this.smtp = config.smtpUrl
      ? createTransport({
          url: config.smtpUrl,
          pool: true,
          maxConnections: 5,
          connectionTimeout: CONNECT_WITHIN,
          greetingTimeout: CONNECT_WITHIN,
          socketTimeout: ANSWER_WITHIN,
          ...CLOSED,
        })
      : null;
  }

  async send(mail: Mail): Promise<void> {
    const sentAt = this.clock.now();
    const message = {
      from: this.config.mailFrom,
      // As an object, so that no address can be read as a list or a header.
      to: { name: '', address: mail.to },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      // In the alternative, as Exchange writes it, and as a file for programs that only know attachments.
      ...(mail.calendar && {
        icalEvent: { method: mail.calendar.method, filename: 'event.ics', content: mail.calendar.content },
      }),
      messageId: mail.messageId,
      inReplyTo: mail.references.at(-1),
      references: [...mail.references],
      date: sentAt,
      headers: {
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        ...(mail.list && listHeaders(mail.list)),
      },
    };
    if (this.smtp) return void (await this.smtp.sendMail(message));
    const composed = await this.composer.sendMail(message);
    await this.files.keep(mail, composed.message as Buffer, sentAt);
  }

  beforeApplicationShutdown(): void {
    this.smtp?.close();
  }
}

const listHeaders = ({ id, unsubscribe }: MailingList) => ({
  Precedence: 'list',
  'List-Id': `<${id}>`,
  'List-Unsubscribe': `<${unsubscribe}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

import { Injectable } from '@nestjs/common';
import { Clock } from '../config/clock.js';
import { Config } from '../config/settings.js';
import type { Transaction } from '../database/database.service.js';
import { Signals } from '../database/signals.js';
import { MailSender } from './mail.sender.js';
import { MailTemplates } from './templates.js';

export interface Outgoing {
  to: string;
  /** The member whose mail it is, if it is one's: it goes when they go. */
  personId?: number;
  /** The name under which a feature registered the letter. */
  template: string;
  data: object;
  /** What must not stay in the database once the mail has gone, such as a code. */
  secret?: object;
  /** A second mail under the same key is not sent. */
  dedupeKey?: string;
}

/** Mail is written in the transaction of what it tells of, and sent after the commit. */
@Injectable()
export class Outbox {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly signals: Signals,
    private readonly sender: MailSender,
    private readonly templates: MailTemplates,
  ) {}

  async write(tx: Transaction, mail: Outgoing): Promise<void> {
    await tx.query(
      `INSERT INTO mails (recipient, person_id, template, data, dedupe_key, created_at, due_at, waited_for) VALUES ($1, $2, $3, $4, $5, $6, $6, $7)
       ON CONFLICT (dedupe_key) DO NOTHING`,
      [
        mail.to,
        mail.personId ?? null,
        mail.template,
        { ...mail.data, ...(mail.secret && { secret: mail.secret }) },
        mail.dedupeKey ?? null,
        this.clock.now(),
        this.isWaitedFor(mail.template),
      ],
    );
  }

  /** After the commit: the sender need not wait for its next look, nor rest when somebody waits for the mail. */
  wake(template?: string): void {
    const waitedFor = template !== undefined && this.isWaitedFor(template);
    if (this.config.worksJobs) this.sender.wake(waitedFor);
    // Not told, it looks by itself within a second.
    else void this.signals.send('mail', { waitedFor }).catch(() => undefined);
  }

  private isWaitedFor(template: string): boolean {
    return this.templates.get(template)?.waitedFor ?? false;
  }
}

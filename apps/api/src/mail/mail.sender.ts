import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Clock } from '../config/clock.js';
import { Config } from '../config/settings.js';
import { Database } from '../database/database.service.js';
import { Signals } from '../database/signals.js';
import { MailDelivery } from './delivery.js';
import { reasonOf, verdictOn } from './faults.js';
import { MailWriter } from './mail.writer.js';
import { AGAIN, ARRIVED, BOUNCED, CLAIM, FINISH, RELEASE, type MailRow } from './outbox.statements.js';
import { GIVEN_UP_AFTER, nextProbe, nextTry } from './patience.js';

/** As many as the mail server is spoken to at once. */
const AT_ONCE = 5;
const LOOK_EVERY = 1_000;
/** Longer than any attempt takes: whoever holds a mail longer is dead. */
const LEFT_BEHIND = 90_000;
/** Refusals in a row, by policy or for a full mailbox, after which an address is left alone. */
const REFUSALS = 5;

/**
 * Sends what stands in the outbox: queued, sending, then sent, failed or skipped. The table is the queue, so that what
 * was committed is sent whatever is killed. A crash between the server's "accepted" and our note of it sends a mail
 * again, with the same Message-ID, so that mail programs show it once.
 */
@Injectable()
export class MailSender implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('mail');
  private closing = false;
  private running?: Promise<void>;
  private hurry: () => void = () => undefined;
  private hurried = false;
  /** Attempts in a row that the server failed; while there are any, one mail at a time asks whether it is back. */
  private failures = 0;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly db: Database,
    private readonly signals: Signals,
    private readonly writer: MailWriter,
    private readonly delivery: MailDelivery,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.worksJobs) return;
    this.signals.on('mail', () => this.wake());
    this.running = this.run();
  }

  wake(): void {
    this.hurried = true;
    this.hurry();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.closing = true;
    this.hurry();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.closing) {
      this.hurried = false;
      const took = await this.round().catch((fault: unknown) => {
        this.log.warn(`mail waits: ${reasonOf(fault)}`);
        return 0;
      });
      if (this.failures > 0) await this.pause(nextProbe(this.failures), false);
      else if (took === 0) await this.pause(LOOK_EVERY, true);
    }
  }

  /** Sends some of what is due, one while the server is away; resolves to how many it took in hand. */
  async round(): Promise<number> {
    const now = this.clock.now();
    const mails = await this.db.query<MailRow & Record<string, unknown>>(CLAIM, [
      now,
      this.failures > 0 ? 1 : AT_ONCE,
      new Date(now.getTime() - LEFT_BEHIND),
    ]);
    await Promise.all(mails.map((mail) => this.send(mail)));
    return mails.length;
  }

  private async send(mail: MailRow): Promise<void> {
    try {
      const written = await this.writer.write(mail);
      if ('skip' in written) return await this.finish(mail, 'skipped', written.skip);
      await this.delivery.send(written);
    } catch (fault) {
      return this.failed(mail, fault);
    }
    await this.finish(mail, 'sent', null);
    await this.db.query(ARRIVED, [mail.recipient]);
    if (this.failures === 0) return;
    this.failures = 0;
    this.log.log('the mail server takes mail again');
    await this.db.query(RELEASE, [this.clock.now()]);
  }

  private async failed(mail: MailRow, fault: unknown): Promise<void> {
    const verdict = verdictOn(fault);
    const reason = reasonOf(fault);
    if (verdict === 'server') {
      this.failures += 1;
      if (this.failures === 1) this.log.warn(`the mail server does not take mail: ${reason}`);
    }
    if (verdict === 'address') {
      await this.finish(mail, 'failed', reason);
      return this.bounced(mail, true, reason);
    }
    const now = this.clock.now().getTime();
    const wait = nextTry(mail.tries, now - mail.created_at.getTime());
    if (wait !== null) return void (await this.db.query(AGAIN, [mail.id, reason, new Date(now + wait)]));
    await this.finish(mail, 'failed', `${reason}, tried for ${GIVEN_UP_AFTER / 3_600_000} hours`);
    if (verdict === 'mail') await this.bounced(mail, false, reason);
  }

  private async finish(
    mail: MailRow,
    state: 'sent' | 'failed' | 'skipped',
    reason: string | null,
  ): Promise<void> {
    await this.db.query(FINISH, [mail.id, state, reason, state === 'sent' ? this.clock.now() : null]);
  }

  private async bounced(mail: MailRow, nobodyThere: boolean, reason: string): Promise<void> {
    await this.db.query(BOUNCED, [mail.recipient, this.clock.now(), nobodyThere, REFUSALS, reason]);
  }

  private async pause(milliseconds: number, wakeable: boolean): Promise<void> {
    if (this.closing || (wakeable && this.hurried)) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.hurry = () => {
        if (!wakeable && !this.closing) return;
        clearTimeout(timer);
        resolve();
      };
    });
    this.hurry = () => undefined;
  }
}

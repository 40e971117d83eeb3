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
import { isAnswer, isForNow, reasonOf, verdictOn } from './faults.js';
import { MailWriter } from './mail.writer.js';
import {
  AGAIN,
  ARRIVED,
  BOUNCED,
  CLAIM,
  FINISH,
  LATER,
  PROBE,
  RELEASE,
  type MailRow,
} from './outbox.statements.js';
import { GIVEN_UP_AFTER, nextTry } from './patience.js';
import { Trouble } from './trouble.js';

/** As many as the mail server is spoken to at once. */
const AT_ONCE = 5;
const LOOK_EVERY = 1_000;
/** Milliseconds of rest for each one in which the process was busy during a round, and at most. */
const REST = 2;
const REST_MAX = 5_000;
/** A round of five costs what ten replies cost: where others leave half of the process idle, mail rests sixteen times as long. */
const STEEP = 4;
const SECOND = 1_000;
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
  private waitedFor = false;
  /** The part of its time in which the process was busy while mail rested, over the last second of rests. */
  private busyWithOthers = 0;
  private readonly trouble = new Trouble();
  private roundBegan = performance.eventLoopUtilization();

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
    this.signals.on('mail', ({ waitedFor }) => this.wake(waitedFor));
    this.running = this.run();
  }

  wake(waitedFor = false): void {
    this.hurried = true;
    this.waitedFor ||= waitedFor;
    this.hurry();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.closing = true;
    this.hurry();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.closing) {
      this.hurried = this.waitedFor = false;
      this.roundBegan = performance.eventLoopUtilization();
      const took = await this.round().catch((fault: unknown) => {
        this.log.warn(`mail waits: ${reasonOf(fault)}`);
        return 0;
      });
      if (took === 0 || this.trouble.isAway) await this.pause();
      else await this.makeRoom();
    }
  }

  /**
   * Mail can wait a little, people cannot: where both are served, a round is followed by a rest, as long as the process
   * was busy times two where nobody else wants it, and much longer where others do. What somebody waits for ends it.
   */
  private async makeRoom(): Promise<void> {
    if (!this.config.servesPeople) return;
    const { active } = performance.eventLoopUtilization(this.roundBegan);
    const restBegan = performance.eventLoopUtilization();
    const left = Math.max(0.1, 1 - this.busyWithOthers);
    await this.rest(Math.min(REST_MAX, (REST * active) / left ** STEEP), () => this.waitedFor);
    const { active: busy, idle: free } = performance.eventLoopUtilization(restBegan);
    this.busyWithOthers += (busy - this.busyWithOthers * (busy + free)) / (busy + free + SECOND);
  }

  /** Sends some of what is due, one while the server is away; resolves to how many it took in hand. */
  async round(): Promise<number> {
    const due = this.trouble.isAway ? [] : await this.take(CLAIM, AT_ONCE);
    await Promise.all(due.map((mail) => this.send(mail)));
    return due.length || this.probe();
  }

  /** Lets one waiting mail ask how the server is. What need not be sent any more asks nothing: the next one does. */
  private async probe(): Promise<number> {
    if (!this.trouble.asks(this.clock.now().getTime())) return 0;
    for (;;) {
      const [mail] = await this.take(PROBE, 1);
      if (!mail) this.trouble.end();
      if (!mail || (await this.send(mail))) return mail ? 1 : 0;
    }
  }

  private take(which: typeof CLAIM, atMost: number): Promise<(MailRow & Record<string, unknown>)[]> {
    return this.db.query(which, [this.clock.now(), atMost]);
  }

  /** False for mail that turned out not to go, or not yet. */
  private async send(mail: MailRow): Promise<boolean> {
    try {
      const written = await this.writer.write(mail);
      if ('skip' in written) {
        await this.finish(mail, 'skipped', written.skip);
        return false;
      }
      if ('later' in written) {
        await this.db.query(LATER, [mail.id, written.later]);
        return false;
      }
      await this.delivery.send(written);
    } catch (fault) {
      await this.failed(mail, fault);
      return true;
    }
    await this.finish(mail, 'sent', null);
    await this.db.query(ARRIVED, [mail.recipient]);
    if (this.trouble.arrived(this.clock.now().getTime())) {
      const waiting = await this.db.query(RELEASE, [this.clock.now()]);
      if (waiting.length > 0) this.log.log('the mail server takes mail again');
    }
    return true;
  }

  private async failed(mail: MailRow, fault: unknown): Promise<void> {
    const verdict = verdictOn(fault);
    const reason = reasonOf(fault);
    if (verdict === 'server') {
      if (this.trouble.failed()) this.log.warn(`the mail server does not take mail: ${reason}`);
    } else if (isAnswer(fault)) this.trouble.refused(mail.id, isForNow(fault));
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

  private async pause(): Promise<void> {
    this.busyWithOthers = 0;
    await this.rest(LOOK_EVERY, () => this.hurried);
  }

  private async rest(ms: number, isOver: () => boolean): Promise<void> {
    if (this.closing || isOver()) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.hurry = () => {
        if (!this.closing && !isOver()) return;
        clearTimeout(timer);
        resolve();
      };
    });
    this.hurry = () => undefined;
  }
}

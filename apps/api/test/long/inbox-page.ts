import { setTimeout as sleep } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import type { NotificationPage } from '@fingerpost/contracts/notifications';

/** As patient as a browser: asking again while the first answer is on its way would make a busy server busier. */
const ANSWERED_WITHIN = 30_000;

/**
 * A member's open page, as its inbox fills: live over the socket, by number after each connection and wherever a number
 * was skipped. `shown` holds what it would show, in order.
 */
export class InboxPage {
  readonly shown: number[] = [];
  /** How often the socket said what it had said before. */
  toldTwice = 0;
  /** How often an answer held what was not above the number that was asked for, or held something twice. */
  answeredTwice = 0;
  private readonly told = new Set<number>();
  connections = 0;
  questions = 0;
  unanswered = 0;
  caughtUpAt = 0;
  private readonly socket?: Socket;
  /** The highest number that was skipped to. */
  private heardOf = 0;
  private asking: Promise<void> | null = null;
  private closed = false;

  constructor(
    private readonly url: string,
    private readonly token: string,
    { socket = true, server }: { socket?: boolean; server?: number } = {},
  ) {
    if (!socket) return;
    this.socket = io(url, {
      transports: ['websocket'],
      reconnectionDelay: 200,
      reconnectionDelayMax: 1_000,
      extraHeaders: {
        authorization: `Bearer ${token}`,
        ...(server !== undefined && { cookie: `fp_server=${server}` }),
      },
    });
    this.socket.on('connect', () => {
      this.connections += 1;
      void this.catchUp();
    });
    this.socket.on('notification.created', ({ number }: { number: number }) => {
      if (this.told.has(number)) this.toldTwice += 1;
      this.told.add(number);
      if (number === this.last + 1) this.shown.push(number);
      else if (number > this.last) {
        this.heardOf = Math.max(this.heardOf, number);
        void this.catchUp();
      }
    });
  }

  get last(): number {
    return this.shown.at(-1) ?? 0;
  }

  get open(): boolean {
    return this.socket?.connected ?? false;
  }

  /** One question at a time, until it was answered. */
  catchUp(): Promise<void> {
    this.asking ??= this.askUntilAnswered().finally(() => (this.asking = null));
    return this.asking;
  }

  close(): void {
    this.closed = true;
    this.socket?.close();
  }

  private async askUntilAnswered(): Promise<void> {
    while (!this.closed) {
      try {
        // What was told while an answer was on its way may not be in it.
        while ((await this.askOnce()) || this.heardOf > this.last);
        this.caughtUpAt = performance.now();
        return;
      } catch {
        this.unanswered += 1;
        await sleep(200 + Math.random() * 400);
      }
    }
  }

  /** True while there is more. */
  private async askOnce(): Promise<boolean> {
    this.questions += 1;
    let above = this.last;
    const answer = await fetch(`${this.url}/api/notifications?limit=100&after=${above}`, {
      headers: { authorization: `Bearer ${this.token}` },
      signal: AbortSignal.timeout(ANSWERED_WITHIN),
    });
    if (!answer.ok) throw new Error(`answered ${answer.status}`);
    const page = (await answer.json()) as NotificationPage;
    for (const { number } of page.items) {
      if (number <= above) this.answeredTwice += 1;
      above = Math.max(above, number);
      // Not what the socket told while the answer was on its way.
      if (number > this.last) this.shown.push(number);
    }
    return page.next !== null;
  }
}

import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { createClient } from '@redis/client';
import { setTimeout as sleep } from 'node:timers/promises';
import { Config } from '../config/settings.js';

type Client = ReturnType<typeof newClient>;

const CONNECT_TIMEOUT = 2_000;
/** Somebody waits for an answer, and there is a way without Redis. */
const ANSWER_TIMEOUT = 250;
/** One that does not answer is asked nothing for as long, so that not every request waits for it. */
const LEFT_ALONE = 1_000;
/** What waits for a Redis that hangs; beyond it nothing more is taken on. */
const WAITING_MOST = 10_000;
const SLOW_TOLD_EVERY = 60_000;
const RETRY_MOST = 1_000;

/** The Redis that several processes share. Nothing needs it: whoever asks while it is away gets undefined, and has a way without. */
@Injectable()
export class Redis implements OnModuleInit, OnApplicationShutdown {
  private readonly log = new Logger('redis');
  private readonly client: Client | null;
  private readonly others: Client[] = [];
  private readonly returned: (() => void)[] = [];
  private leftAloneUntil = 0;
  private slowToldUntil = 0;
  private wasHere = false;
  private told = false;
  closing = false;

  constructor(private readonly config: Config) {
    this.client = config.redisUrl === null ? null : newClient(config.redisUrl, true);
    this.client?.on('error', (fault: Error) => this.away(fault.message));
    this.client?.on('ready', () => this.back());
  }

  async onModuleInit(): Promise<void> {
    if (!this.client) return;
    const connected = this.client.connect().catch((fault: Error) => this.away(fault.message));
    // A start waits for Redis a moment, and not for one that is away.
    await Promise.race([connected, sleep(CONNECT_TIMEOUT, undefined, { ref: false })]);
    if (!this.client.isReady) this.away('no connection yet');
  }

  /** True when a Redis was set, here or not. */
  get isSet(): boolean {
    return this.client !== null;
  }

  get isConnected(): boolean {
    return this.client?.isReady ?? false;
  }

  /** Connected, and quick of late. */
  get isHere(): boolean {
    return this.isConnected && performance.now() >= this.leftAloneUntil;
  }

  /** Before the names of keys and channels: installations with different addresses may share one Redis. */
  get prefix(): string {
    return `fingerpost:${this.config.publicUrl === null ? '' : new URL(this.config.publicUrl).host}`;
  }

  /** What Redis answers, or undefined while it is away or slow. */
  async ask<T>(question: (client: Client) => Promise<T>): Promise<T | undefined> {
    return this.isHere ? this.tell(question, () => this.leaveAlone()) : undefined;
  }

  /** As `ask`, for what should still get there when it is late. */
  async tell<T>(what: (client: Client) => Promise<T>, late = () => {}): Promise<T | undefined> {
    if (!this.client?.isReady) return undefined;
    let timer: NodeJS.Timeout | undefined;
    let answered = false;
    const tooLong = new Promise<undefined>((resolve) => {
      const giveUp = () => {
        if (!answered) late();
        resolve(undefined);
      };
      // After a pause of our own its answer may lie here unread: that is read first.
      timer = setTimeout(() => setImmediate(giveUp), ANSWER_TIMEOUT);
    });
    const answer = what(this.client)
      .catch(() => undefined)
      .finally(() => (answered = true));
    try {
      return await Promise.race([answer, tooLong]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** A connection of its own, for reads that wait; it waits for Redis to come back. */
  another(): Client {
    const client = newClient(this.config.redisUrl ?? '', false);
    client.on('error', () => undefined);
    this.others.push(client);
    return client;
  }

  /** Called when Redis is back after having been away: what was said meanwhile was heard in one process only. */
  onReturn(listener: () => void): void {
    this.returned.push(listener);
  }

  onApplicationShutdown(): void {
    this.closing = true;
    for (const client of [this.client, ...this.others]) if (client?.isOpen) client.destroy();
  }

  private leaveAlone(): void {
    const now = performance.now();
    this.leftAloneUntil = now + LEFT_ALONE;
    if (now < this.slowToldUntil) return;
    this.slowToldUntil = now + SLOW_TOLD_EVERY;
    this.log.warn('Redis is slow: for a second at a time limits are counted by this process alone');
  }

  private away(reason: string): void {
    if (this.told || this.closing) return;
    this.told = true;
    this.log.warn(
      `Redis is away (${reason}): limits and live messages are this process's own until it is back`,
    );
  }

  private back(): void {
    if (this.told) this.log.warn('Redis is back');
    const missed = this.told && this.wasHere;
    this.told = false;
    this.wasHere = true;
    if (missed) for (const listener of this.returned) listener();
  }
}

function newClient(url: string, refuseWhileAway: boolean) {
  return createClient({
    url,
    RESP: 2,
    disableOfflineQueue: refuseWhileAway,
    commandsQueueMaxLength: WAITING_MOST,
    maintNotifications: 'disabled',
    socket: {
      connectTimeout: CONNECT_TIMEOUT,
      reconnectStrategy: (retries) => Math.min(RETRY_MOST, 50 * 2 ** retries) + Math.random() * 50,
    },
  });
}

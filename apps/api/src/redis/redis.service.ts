import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { createClient } from '@redis/client';
import { setTimeout as sleep } from 'node:timers/promises';
import { Config } from '../config/settings.js';

type Client = ReturnType<typeof newClient>;

const CONNECT_TIMEOUT = 2_000;
/** Somebody waits for an answer, and there is a way without Redis. */
const ANSWER_TIMEOUT = 250;
/** One that does not answer is left alone for as long, so that not every request waits for it. */
const LEFT_ALONE = 1_000;
const RETRY_MOST = 1_000;

/** The Redis that several processes share. Nothing needs it: whoever asks while it is away gets undefined, and has a way without. */
@Injectable()
export class Redis implements OnModuleInit, OnApplicationShutdown {
  private readonly log = new Logger('redis');
  private readonly client: Client | null;
  private readonly others: Client[] = [];
  private readonly returned: (() => void)[] = [];
  private leftAloneUntil = 0;
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

  get isHere(): boolean {
    return this.client !== null && this.client.isReady && performance.now() >= this.leftAloneUntil;
  }

  /** Before the names of keys and channels: installations with different addresses may share one Redis. */
  get prefix(): string {
    return `fingerpost:${this.config.publicUrl === null ? '' : new URL(this.config.publicUrl).host}`;
  }

  /** What Redis answers, or undefined while it is away. */
  async ask<T>(question: (client: Client) => Promise<T>): Promise<T | undefined> {
    if (!this.client || !this.isHere) return undefined;
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no answer')), ANSWER_TIMEOUT);
    });
    try {
      return await Promise.race([question(this.client), tooLong]);
    } catch (fault) {
      if (!this.closing) this.leaveAlone(fault as Error);
      return undefined;
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

  private leaveAlone(fault: Error): void {
    this.leftAloneUntil = performance.now() + LEFT_ALONE;
    this.away(fault.message);
    setTimeout(() => {
      if (this.client?.isReady && !this.closing) this.back();
    }, LEFT_ALONE + 1).unref();
  }

  private away(reason: string): void {
    if (this.told || this.closing) return;
    this.told = true;
    this.log.warn(
      `Redis is away (${reason}): limits and live messages are this process's own until it is back`,
    );
  }

  private back(): void {
    if (this.told) this.log.log('Redis is back');
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
    maintNotifications: 'disabled',
    socket: {
      connectTimeout: CONNECT_TIMEOUT,
      reconnectStrategy: (retries) => Math.min(RETRY_MOST, 50 * 2 ** retries) + Math.random() * 50,
    },
  });
}

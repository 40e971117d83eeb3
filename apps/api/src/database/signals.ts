import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Config } from '../config/settings.js';
import { Database, type Transaction } from './database.service.js';
import { statement } from './sql.js';

/** What processes on one database tell each other. Small: PostgreSQL carries 8,000 bytes at most. */
export interface SignalData {
  /** A worker took these up: kept pages, open rooms and live listeners of every process are concerned. */
  activities: { ids: number[]; kinds: string[] };
  /** Rights were taken away. */
  revoked: { sessionIds: readonly number[]; personId: number | null; spaceId: number | null };
  /** The notifications of these activities stand in their inboxes. */
  notified: { activityIds: readonly number[] };
  /** Something was put into the outbox by a process that sends no mail. */
  mail: { waitedFor: boolean };
}
type Kind = keyof SignalData;
type Listener<K extends Kind> = (data: SignalData[K]) => void;

const CHANNEL = 'fingerpost';
const SEND = statement('signal-send', `SELECT pg_notify('${CHANNEL}', $1)`);
/** A connection that died without a word is found out by asking. */
const ASK_EVERY = 15_000;
const AGAIN_AFTER = 500;

/**
 * Says something to every process of this installation, this one included. With a transaction it is heard if and when
 * that commits, whatever is killed then; so rights are taken away everywhere, with Redis or without.
 */
@Injectable()
export class Signals implements OnModuleInit, OnApplicationShutdown {
  private readonly log = new Logger('signals');
  private readonly listeners = new Map<Kind, Listener<never>[]>();
  private readonly gaps: (() => void)[] = [];
  private client: pg.Client | null = null;
  private asking?: NodeJS.Timeout;
  private closing = false;

  constructor(
    private readonly config: Config,
    private readonly db: Database,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.listen();
    this.asking = setInterval(
      () => this.client?.query('SELECT 1').catch(() => this.lost()),
      ASK_EVERY,
    ).unref();
  }

  on<K extends Kind>(kind: K, listener: Listener<K>): void {
    this.listeners.set(kind, [...(this.listeners.get(kind) ?? []), listener]);
  }

  /** Called when signals are heard again after a time in which some may have been missed. */
  onGap(listener: () => void): void {
    this.gaps.push(listener);
  }

  async send<K extends Kind>(kind: K, data: SignalData[K]): Promise<void> {
    await this.db.query(SEND, [JSON.stringify({ kind, data })]);
  }

  /** True in one living process of those that ask for the same `name`, until it ends. */
  async isFirst(name: string): Promise<boolean> {
    const answer = await this.client?.query<{ first: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS first',
      [name],
    );
    return answer?.rows[0]?.first ?? false;
  }

  async onApplicationShutdown(): Promise<void> {
    this.closing = true;
    clearInterval(this.asking);
    await this.client?.end().catch(() => undefined);
  }

  private async listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.config.databaseUrl,
      application_name: 'fingerpost-signals',
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
      keepAlive: true,
    });
    client.on('error', () => undefined);
    client.on('notification', ({ payload }) => this.hear(payload ?? ''));
    let ended = false;
    client.on('end', () => {
      ended = true;
      this.lost(client);
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch (fault) {
      client.end().catch(() => undefined);
      throw fault;
    }
    if (ended) throw new Error('the connection ended at once');
    this.client = client;
  }

  private lost(which = this.client): void {
    if (which === null || which !== this.client || this.closing) return;
    this.client = null;
    which.end().catch(() => undefined);
    void this.listenAgain();
  }

  private async listenAgain(): Promise<void> {
    while (!this.client && !this.closing) {
      await sleep(AGAIN_AFTER, undefined, { ref: false });
      await this.listen().catch(() => undefined);
    }
    if (this.closing) return void this.client?.end().catch(() => undefined);
    this.log.warn('signals of other processes are heard again');
    for (const listener of this.gaps) listener();
  }

  private hear(payload: string): void {
    const { kind, data } = JSON.parse(payload) as { kind: Kind; data: never };
    for (const listener of this.listeners.get(kind) ?? []) listener(data);
  }
}

/** As `Signals.send`, heard when `tx` commits. */
export async function signalIn<K extends Kind>(tx: Transaction, kind: K, data: SignalData[K]): Promise<void> {
  await tx.query(SEND.text, [JSON.stringify({ kind, data })]);
}

/** Few enough ids for one signal. */
const AT_ONCE = 500;

export async function signalSessionsEnded(tx: Transaction, sessionIds: readonly number[]): Promise<void> {
  for (let from = 0; from < sessionIds.length; from += AT_ONCE)
    await signalIn(tx, 'revoked', {
      sessionIds: sessionIds.slice(from, from + AT_ONCE),
      personId: null,
      spaceId: null,
    });
}

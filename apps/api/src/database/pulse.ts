import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { setImmediate as turn } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import pg, { type Pool, type PoolClient } from 'pg';
import { Config } from '../config/settings.js';
import { DomainError } from '../http/problem.js';

const BEAT = 300;
/** With a beat, an attempt to connect and a busy machine this stays within the two seconds in which a request is answered. */
const PATIENCE = 1_200;

/**
 * Finds out that the database fell silent, when a line neither carries nor breaks. While somebody waits for an answer a
 * connection of its own asks whether there is anybody; a slow statement or a lock is none of its business. When nothing
 * comes back, neither to it nor to anybody else, the connections of all who wait are cut, which fails them at once, and
 * whoever comes is refused until there is an answer again. A database that is only busy answers somebody.
 */
@Injectable()
export class Pulse implements OnModuleInit, OnApplicationShutdown {
  private readonly clients = new Set<PoolClient>();
  private client: pg.Client | null = null;
  private beating?: NodeJS.Timeout;
  private asking = false;
  private waiting = 0;
  private silent = false;
  /** When somebody last had an answer, by the process's own steady clock. */
  private heardAt = -Infinity;

  constructor(
    private readonly config: Config,
    private readonly source: DataSource,
  ) {}

  onModuleInit(): void {
    const pool = (this.source.driver as unknown as { master: Pool }).master;
    pool.on('connect', (client) => this.clients.add(client));
    pool.on('remove', (client) => this.clients.delete(client));
    this.beating = setInterval(() => void this.beat(), BEAT).unref();
  }

  /** Waits for `work` of the database. @throws DomainError 503 at once while nothing comes back from it. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    if (this.silent)
      throw new DomainError('unavailable', 503, 'The database is away for a moment; try again.', {
        retryAfter: 2,
      });
    this.waiting += 1;
    try {
      const answer = await work();
      this.heardAt = performance.now();
      return answer;
    } finally {
      this.waiting -= 1;
    }
  }

  onApplicationShutdown(): void {
    clearInterval(this.beating);
    this.drop();
  }

  private async beat(): Promise<void> {
    if (this.asking || (this.waiting === 0 && !this.silent)) return;
    this.asking = true;
    const asked = performance.now();
    const answered = (await this.answers()) || this.heardAt > asked;
    if (!answered) {
      this.drop();
      for (const client of this.clients) client.connection.stream.destroy();
    }
    this.silent = !answered;
    this.asking = false;
  }

  /** False only when nothing came back: a refusal is an answer, and fails those who wait by itself. */
  private async answers(): Promise<boolean> {
    let answered = false;
    const asked = this.ask()
      .catch(() => this.drop())
      .finally(() => (answered = true));
    let patience: NodeJS.Timeout | undefined;
    await Promise.race([asked, new Promise((late) => (patience = setTimeout(late, PATIENCE).unref()))]);
    clearTimeout(patience);
    // A busy process may find the answer and the end of its patience in the same turn.
    await turn();
    await turn();
    return answered;
  }

  private async ask(): Promise<void> {
    if (!this.client) {
      const client = new pg.Client({
        connectionString: this.config.databaseUrl,
        application_name: 'fingerpost-pulse',
      });
      client.on('error', () => this.client === client && this.drop());
      this.client = client;
      await client.connect();
    }
    await this.client.query('SELECT 1');
  }

  private drop(): void {
    const { client } = this;
    this.client = null;
    client?.connection.stream.destroy();
  }
}

import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { PgBoss, type JobResult } from 'pg-boss';
import { Clock } from '../config/clock.js';
import { Config } from '../config/settings.js';
import type { Transaction } from '../database/database.service.js';

export const ACTIVITY_QUEUE = 'activity';
export const PUSH_QUEUE = 'push';
export const FILE_QUEUE = 'file';
const DEAD_LETTER_QUEUE = 'dead';

const QUEUE = {
  retryLimit: 8,
  retryDelay: 1,
  retryDelayMax: 300,
  retryBackoff: true,
  expireInSeconds: 60,
  heartbeatSeconds: 30,
  deadLetter: DEAD_LETTER_QUEUE,
  notify: true,
};
const QUEUES: Record<string, typeof QUEUE> = {
  // Whoever waits for an answer in their inbox should not wait long for a worker that was killed.
  [ACTIVITY_QUEUE]: { ...QUEUE, heartbeatSeconds: 10 },
  // A large file on a slow scanner; what is given up is looked at again by a sweep.
  [FILE_QUEUE]: { ...QUEUE, retryLimit: 4, expireInSeconds: 300 },
  [PUSH_QUEUE]: { ...QUEUE, retryLimit: 1, expireInSeconds: 300 },
};

/** A process that dies between its commit and its NOTIFY leaves a job that nobody was told of; looked for this often. */
const LOOK_EVERY = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 2 } as const;
/** How often the jobs of workers that died are looked for. */
const RESCUE_EVERY = 10;

const BATCH = {
  ...LOOK_EVERY,
  batchSize: 200,
  burstWhenBatchFull: true,
  perJobResults: true,
  includeMetadata: true,
} as const;
const EACH = {
  ...LOOK_EVERY,
  batchSize: 5,
  burstWhenBatchFull: true,
  perJobResults: true,
  includeMetadata: true,
} as const;

/**
 * A full batch is followed by a rest twice as long as its work, at most two seconds: when many write at once,
 * what follows from it may lag a little, and never takes the machine from those who wait for an answer.
 * Where that makes it lag by more than a second the rest shrinks, down to none, so that the lag stays below five however many write.
 * A few jobs are followed by none, since then somebody waits for what they bring.
 */
const FEW = 10;
const REST = 2;
const REST_MAX = 2_000;
const LAG_FINE = 1_000;
const LAG_MAX = 2_000;
const restAfter = (work: number, lag: number) =>
  Math.min(REST_MAX, REST * work) * Math.min(1, Math.max(0, (LAG_MAX - lag) / (LAG_MAX - LAG_FINE)));

/** Jobs in the same database as what they follow from, so that one commit keeps both. */
@Injectable()
export class Jobs implements OnModuleInit, BeforeApplicationShutdown {
  private readonly log = new Logger('jobs');
  private readonly boss: PgBoss;
  private readonly workers = new Map<string, string>();
  /** Queues whose NOTIFY is under way, and whether more was written since it began. */
  private readonly notifying = new Map<string, boolean>();

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {
    this.boss = new PgBoss({
      connectionString: config.databaseUrl,
      application_name: 'fingerpost-jobs',
      max: 4,
      useListenNotify: config.worksJobs,
      supervise: config.worksJobs,
      superviseIntervalSeconds: RESCUE_EVERY,
      monitorIntervalSeconds: RESCUE_EVERY,
      schedule: config.worksJobs,
    });
    // Without a listener a lost connection would end the process; pg-boss reconnects by itself.
    this.boss.on('error', (fault) => this.log.warn(`jobs wait: ${(fault as Error).message}`));
  }

  async onModuleInit(): Promise<void> {
    await this.boss.start();
    await this.boss.createQueue(DEAD_LETTER_QUEUE);
    for (const [name, options] of Object.entries(QUEUES)) await this.boss.createQueue(name, options);
  }

  /** Puts a job into `tx`: it exists if and when the transaction commits. */
  async enqueue(tx: Transaction, queue: string, data: object): Promise<void> {
    await tx.query(`INSERT INTO pgboss.job (${COLUMNS}) VALUES ($1, $2, ${settingsOf(queue)})`, [
      queue,
      data,
    ]);
  }

  /**
   * The job row of a one-statement write, as an INSERT whose SELECT comes from `source`.
   * pg-boss's own `send` is several statements; a reply cannot afford them, and only this file knows the table.
   */
  static insertFrom(queue: string, data: string, source: string): string {
    return `INSERT INTO pgboss.job (${COLUMNS}) SELECT '${queue}', ${data}, ${settingsOf(queue)} FROM ${source}`;
  }

  /** After the commit: wakes the worker of this process, or, where none works here, those of other processes. */
  wake(queue: string): void {
    const worker = this.workers.get(queue);
    if (worker) this.boss.notifyWorker(worker);
    else void this.notifyOthers(queue);
  }

  /** One NOTIFY at a time: whatever is written while it runs is told by one more. */
  private async notifyOthers(queue: string): Promise<void> {
    const running = this.notifying.has(queue);
    this.notifying.set(queue, running);
    if (running) return;
    try {
      do {
        this.notifying.set(queue, false);
        await this.boss.getDb().executeSql(NOTIFY, [queue]);
      } while (this.notifying.get(queue));
    } catch (fault) {
      this.log.warn(`workers look by themselves: ${(fault as Error).message}`);
    } finally {
      this.notifying.delete(queue);
    }
  }

  /**
   * Hands over whole batches, since what many writes have in common is cheaper done once.
   * A batch that fails is tried again one by one, so that a single bad job holds back nobody.
   */
  async work<T extends object>(queue: string, handle: (batch: T[]) => Promise<void>): Promise<void> {
    if (!this.config.worksJobs) return;
    const id = await this.boss.work<T, void, typeof BATCH>(
      queue,
      BATCH,
      async (jobs): Promise<JobResult[]> => {
        const from = performance.now();
        try {
          await handle(jobs.map((job) => job.data));
          const lag =
            this.clock.now().getTime() - Math.min(...jobs.map(({ createdOn }) => createdOn.getTime()));
          if (jobs.length > FEW) await sleep(restAfter(performance.now() - from, lag));
          return jobs.map((job) => ({ id: job.id, status: 'completed' }));
        } catch (fault) {
          this.log.warn(fault, `${queue}: ${jobs.length} together`);
          const results: JobResult[] = [];
          for (const job of jobs) results.push(await outcome(job.id, handle([job.data])));
          return results;
        }
      },
    );
    this.workers.set(queue, id);
  }

  /** As `work`, for handlers that wait on other servers: some at once, each with its own outcome, and told when no further try follows. */
  async workEach<T extends object>(
    queue: string,
    handle: (data: T, last: boolean) => Promise<void>,
  ): Promise<void> {
    if (!this.config.worksJobs) return;
    const id = await this.boss.work<T, void, typeof EACH>(queue, EACH, (jobs) =>
      Promise.all(jobs.map((job) => outcome(job.id, handle(job.data, job.retryCount >= job.retryLimit)))),
    );
    this.workers.set(queue, id);
  }

  /** Takes away jobs, run or not, whose `field` is one of `ids`. */
  async forget(tx: Transaction, queue: string, field: string, ids: readonly number[]): Promise<void> {
    await tx.query(
      `DELETE FROM pgboss.job WHERE name IN ($1, '${DEAD_LETTER_QUEUE}') AND (data ->> $2)::bigint = ANY ($3)`,
      [queue, field, ids],
    );
  }

  /** What waits to be run, and what was given up. */
  async figures(): Promise<QueueFigures> {
    const { rows } = (await this.boss.getDb().executeSql(FIGURES, [Object.keys(QUEUES)])) as {
      rows: { dead: number; age: Record<string, number> }[];
    };
    const [row] = rows;
    if (!row) throw new Error('no figures');
    return row;
  }

  /** True when the queue's tables answer; for `/readyz`. */
  async ready(): Promise<boolean> {
    return (await this.boss.getQueue(ACTIVITY_QUEUE)) !== null;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.boss.stop({ graceful: true, timeout: 5_000 });
  }
}

export interface QueueFigures {
  /** Jobs that failed too often. */
  dead: number;
  /** Seconds for which the oldest job of each queue could have run already. */
  age: Record<string, number>;
}
const FIGURES = `SELECT (SELECT count(*)::int FROM pgboss.job WHERE name = '${DEAD_LETTER_QUEUE}') AS dead,
  (SELECT jsonb_object_agg(queue, (SELECT coalesce(extract(epoch FROM max(now() - start_after)), 0) FROM pgboss.job
     WHERE name = queue AND state IN ('created', 'retry') AND start_after <= now()))
   FROM unnest($1::text[]) AS queue) AS age`;

const COLUMNS =
  'name, data, retry_limit, retry_delay, retry_delay_max, retry_backoff, expire_seconds, heartbeat_seconds, dead_letter, policy';
const settingsOf = (queue: string) => {
  const {
    retryLimit,
    retryDelay,
    retryDelayMax,
    retryBackoff,
    expireInSeconds,
    heartbeatSeconds,
    deadLetter,
  } = QUEUES[queue] ?? QUEUE;
  return `${retryLimit}, ${retryDelay}, ${retryDelayMax}, ${retryBackoff}, ${expireInSeconds}, ${heartbeatSeconds}, '${deadLetter}', 'standard'`;
};

/** The channel that pg-boss listens on: it hashes the name of its schema, which is the usual one here. */
const NOTIFY = `SELECT pg_notify('pgboss_' || left(encode(sha224('pgboss'::bytea), 'hex'), 24), $1)`;

const outcome = (id: string, work: Promise<void>): Promise<JobResult> =>
  work.then(
    () => ({ id, status: 'completed' }),
    (fault: Error) => ({ id, status: 'failed', output: { message: fault.message } }),
  );

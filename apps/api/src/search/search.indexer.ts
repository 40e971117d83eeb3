import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ActivityKind } from '../activity/activity.js';
import { Activities, type Told } from '../activity/activity.service.js';
import { ActivityWorker } from '../activity/activity.worker.js';
import { Config } from '../config/settings.js';
import { Database, prepared, type Transaction } from '../database/database.service.js';
import { databaseProblem } from '../database/faults.js';
import { statement, type Statement } from '../database/sql.js';
import { Rounds } from '../jobs/rounds.js';
import { indexPosts } from './search.index.js';
import { SOURCES, indexThings } from './sources.js';

/** A transaction of this many is short. */
const AT_ONCE = 100;
/**
 * A batch is followed by a rest so many times as long while this process is busy with people, and by less as it is less so:
 * cutting words into an index is half of all that follows from a reply, and what people wait for is the reply.
 * Only in a storm of hundreds of posts a second does the search fall behind, and catches up after it.
 */
const REST = 49;
/** And never longer, whatever held a batch up. */
const REST_MAX = 5_000;
/** What another worker left behind when it was killed is looked for this often. */
const LOOK_EVERY = 10_000;
/** A fault that stays, tried so often with a rest in between, must not keep the words of all others out of the search. */
const TRIES = 3;
const AGAIN_AFTER = 1_000;

/** Where the index stands. Its lock makes one process index at a time, in the order of the turns. */
const HOLD = statement('search-hold', 'SELECT turn FROM search_progress FOR UPDATE');
const GO_ON = statement('search-go-on', 'UPDATE search_progress SET turn = $1');

/** What makes the documents anew of those that activities of some kinds are about; each statement takes their ids. */
interface Way {
  on: readonly ActivityKind[];
  anew: readonly Statement[];
}
const WAYS: readonly Way[] = [
  {
    on: ['discussion.created', 'discussion.updated', 'discussion.removed'],
    anew: [
      statement(
        'search-discussions-gone',
        `DELETE FROM search_documents s WHERE s.discussion_id = ANY ($1)
           AND NOT EXISTS (SELECT 1 FROM discussions d WHERE d.id = s.discussion_id AND d.state = 'published')`,
      ),
      statement('search-discussions', indexPosts('d.id = ANY ($1) AND p.number = 1')),
    ],
  },
  {
    on: ['post.created', 'post.updated', 'post.removed'],
    anew: [
      statement(
        'search-posts-gone',
        `DELETE FROM search_documents WHERE subject_kind = 'post' AND subject_id = ANY ($1)`,
      ),
      statement('search-posts', indexPosts('p.id = ANY ($1)')),
    ],
  },
  ...SOURCES.map((source) => ({
    on: source.on,
    anew: [statement(`search-${source.kind}s`, indexThings(source))],
  })),
];

/**
 * Keeps the search in step with what happened, by the turns of activities and at a pace of its own, so that inboxes do
 * not wait for it. What it reads is the present state, so running twice, or late, comes out right.
 */
@Injectable()
export class SearchIndexer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('search');
  private running?: Promise<void>;
  private again = false;
  private readonly closing = new AbortController();

  constructor(
    private readonly config: Config,
    private readonly db: Database,
    private readonly activities: Activities,
    private readonly worker: ActivityWorker,
    private readonly rounds: Rounds,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.worksJobs) return;
    this.worker.afterwards(() => this.wake());
    this.rounds.every(LOOK_EVERY, 'search', async () => this.wake());
    this.wake();
  }

  private wake(): void {
    this.again = true;
    this.running ??= this.run();
  }

  private async run(): Promise<void> {
    while (this.again && !this.closing.signal.aborted) {
      this.again = false;
      await this.catchUp().catch((fault: unknown) => this.log.warn(fault, 'the search waits'));
    }
    this.running = undefined;
  }

  /** Until nothing new has its turn. @throws what says that the database is away. */
  async catchUp(): Promise<void> {
    for (;;) {
      const from = performance.now();
      const busy = performance.eventLoopUtilization();
      const done = await this.next(AT_ONCE).catch(() => this.nextAlone(1));
      if (done === 0) return;
      const { utilization } = performance.eventLoopUtilization(busy);
      await this.rest(Math.min(REST_MAX, REST * utilization * (performance.now() - from)));
      if (this.closing.signal.aborted) return;
    }
  }

  /** Indexes so many activities at most, and tells how many there were. */
  private next(most: number): Promise<number> {
    return this.db.transaction(async (tx) => {
      const news = await this.held(tx, most);
      const last = news.at(-1);
      if (!last) return 0;
      for (const { on, anew } of WAYS) {
        const ids = [
          ...new Set(news.filter(({ kind }) => on.includes(kind)).map(({ subjectId }) => subjectId)),
        ];
        if (ids.length > 0) for (const each of anew) await prepared(tx, each, [ids]);
      }
      await prepared(tx, GO_ON, [last.turn]);
      return news.length;
    });
  }

  private async held(tx: Transaction, most: number): Promise<Told[]> {
    const [held] = await prepared<{ turn: number }>(tx, HOLD, []);
    return held ? this.activities.since(tx, held.turn, most) : [];
  }

  /** After a batch that failed: one, so that it is known which. @throws what says that the database is away. */
  private async nextAlone(tried: number): Promise<number> {
    try {
      return await this.next(1);
    } catch (fault) {
      if (databaseProblem(fault)?.code === 'unavailable') throw fault;
      if (tried === TRIES) return this.passOver(fault);
      await this.rest(AGAIN_AFTER);
      if (this.closing.signal.aborted) throw fault;
      return this.nextAlone(tried + 1);
    }
  }

  private passOver(fault: unknown): Promise<number> {
    return this.db.transaction(async (tx) => {
      const [passed] = await this.held(tx, 1);
      if (!passed) return 0;
      this.log.error(fault, `what activity ${passed.id} is about is not in the search`);
      await prepared(tx, GO_ON, [passed.turn]);
      return 1;
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.closing.abort();
    await this.running;
  }

  /** Nobody who stops the server waits for the end of it. */
  private rest(ms: number): Promise<unknown> {
    return sleep(ms, undefined, { ref: false, signal: this.closing.signal }).catch(() => undefined);
  }
}

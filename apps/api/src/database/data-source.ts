import { DataSource, type DataSourceOptions } from 'typeorm';
import pg from 'pg';
import { Foundation1763800000000 } from './migrations/0001-foundation.js';
import { Inbox1763900000000 } from './migrations/0002-inbox.js';
import { Subjects1764000000000 } from './migrations/0003-subjects.js';
import { Resources1764100000000 } from './migrations/0004-resources.js';
import { Partnerships1764200000000 } from './migrations/0005-partnerships.js';
import { Events1764300000000 } from './migrations/0006-events.js';
import { Pictures1764400000000 } from './migrations/0007-pictures.js';
import { EventQuestions1764500000000 } from './migrations/0008-event-questions.js';
import { Collections1764600000000 } from './migrations/0009-collections.js';
import { LookingAfter1764700000000 } from './migrations/0010-looking-after.js';
import { Pages1764800000000 } from './migrations/0011-pages.js';
import { SearchTurn1765000000000 } from './migrations/0012-search-turn.js';
import { Reminders1765100000000 } from './migrations/0013-reminders.js';
import { WaitedFor1765200000000 } from './migrations/0014-waited-for.js';
import { OrganisationVersion1765300000000 } from './migrations/0015-organisation-version.js';
import { KeptAtTop1765400000000 } from './migrations/0016-kept-at-top.js';

// PostgreSQL's bigint would arrive as text; every id and version here fits a double exactly.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** What every connection asks of the server, whoever set that up. */
const SESSION = {
  statement_timeout: 8_000,
  lock_timeout: 4_000,
  idle_in_transaction_session_timeout: 10_000,
  synchronous_commit: 'on',
  // A server as it comes compiles statements that it takes for dear: seconds, for what is done in milliseconds.
  jit: 'off',
  // It also takes its disk for one that turns, and reads whole tables where an index would do.
  random_page_cost: 1.1,
};
const asFlags = (settings: object) =>
  Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');

/**
 * A connection is kept between two bursts. After a pause of ten seconds, the pool's own measure, each of its connections
 * would be made anew and plan every statement anew: a tenth of the processor time of the next seconds.
 */
const KEPT_MS = 10 * 60_000;
/** So that nothing between here and the server takes a quiet connection for a dead one. */
const ALIVE_MS = 30_000;

/** Migrations in order; entities come from the features. */
export const dataSourceOptions = (url: string, pool: number): DataSourceOptions => ({
  type: 'postgres',
  url,
  synchronize: false,
  // One a line, so that two branches that each add one do not stand in each other's way.
  migrations: [
    Foundation1763800000000,
    Inbox1763900000000,
    Subjects1764000000000,
    Resources1764100000000,
    Partnerships1764200000000,
    Events1764300000000,
    Pictures1764400000000,
    EventQuestions1764500000000,
    Collections1764600000000,
    LookingAfter1764700000000,
    Pages1764800000000,
    SearchTurn1765000000000,
    Reminders1765100000000,
    WaitedFor1765200000000,
    OrganisationVersion1765300000000,
    KeptAtTop1765400000000,
  ],
  migrationsTransactionMode: 'each',
  invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
  connectTimeoutMS: 1_500,
  // Without a handler a lost idle connection would end the process.
  poolErrorHandler: () => undefined,
  applicationName: 'fingerpost',
  poolSize: pool,
  extra: {
    options: asFlags(SESSION),
    idleTimeoutMillis: KEPT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: ALIVE_MS,
  },
});

/** Nobody waits for an answer while a process starts, so a busy machine may take its time. */
const BOOT_TIMEOUT = 15_000;

export const createDataSource = (url: string, pool = 4) =>
  new DataSource({ ...dataSourceOptions(url, pool), connectTimeoutMS: BOOT_TIMEOUT } as DataSourceOptions);

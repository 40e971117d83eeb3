import { createDataSource } from './data-source.js';

/** One migrator at a time: processes that start together wait here. */
const MIGRATION_LOCK = 7_301_001;

/** Brings the schema of the database at `url` up to date; safe to run twice or at once. */
export async function migrate(url: string): Promise<void> {
  const source = await createDataSource(url, 2).initialize();
  const run = source.createQueryRunner();
  try {
    await run.query('SET statement_timeout = 0; SET lock_timeout = 0');
    await run.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await source.runMigrations();
  } finally {
    await run.release();
    await source.destroy();
  }
}

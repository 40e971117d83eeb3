import type { TestProject } from 'vitest/node';
import { openTemporaryPostgres } from '../../../scripts/lib/postgres/temporary.mjs';
import { migrate } from '../src/database/migrate.js';
import { dropAll, onServer, within } from './database.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Any database of the server, for creating others. */
    serverUrl: string;
    /** What the names of this run's databases begin with; the template is the bare prefix. */
    databasePrefix: string;
  }
}

/** One PostgreSQL for the run, its own or TEST_DATABASE_URL's, with one migrated database to copy. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const own = given ? null : await openTemporaryPostgres('http');
  const serverUrl = given ?? own!.urlOf('postgres');
  const databasePrefix = `fingerpost_test_${process.pid}`;
  try {
    await onServer(serverUrl, (client) => client.query(`CREATE DATABASE ${databasePrefix}`));
    await migrate(within(serverUrl, databasePrefix));
  } catch (error) {
    await own?.stop();
    throw error;
  }
  project.provide('serverUrl', serverUrl);
  project.provide('databasePrefix', databasePrefix);
  return () => (own ? own.stop() : onServer(serverUrl, (client) => dropAll(client, databasePrefix)));
}

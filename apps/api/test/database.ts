import pg from 'pg';
import { inject } from 'vitest';

let mine: Promise<string> | undefined;

/** The URL of a migrated and otherwise empty database that belongs to this spec file alone. */
export function workerDatabase(): Promise<string> {
  return (mine ??= copyTemplate());
}

async function copyTemplate(): Promise<string> {
  const template = inject('databasePrefix');
  const name = `${template}_${process.env.VITEST_POOL_ID ?? '0'}`;
  await onServer(inject('serverUrl'), async (client) => {
    // The spec file before this one in the same worker had a copy of the same name.
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  return within(inject('serverUrl'), name);
}

/** The same server and user, another database. */
export function within(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}

export async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

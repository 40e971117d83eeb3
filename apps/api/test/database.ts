import pg from 'pg';
import { inject } from 'vitest';

let copies = 0;

/** The URL of a migrated and otherwise empty database that nobody else uses. */
export async function workerDatabase(): Promise<string> {
  const template = inject('databasePrefix');
  const own = `${template}_${process.env.VITEST_POOL_ID ?? '0'}_`;
  const name = `${own}${++copies}`;
  await onServer(inject('serverUrl'), async (client) => {
    await dropUnused(client, own);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  return within(inject('serverUrl'), name);
}

/** Those of spec files that ended in the same worker: nobody is connected to them any more. */
async function dropUnused(client: pg.Client, prefix: string): Promise<void> {
  await drop(client, prefix, 'NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = d.datname)');
}

export const dropAll = (client: pg.Client, prefix: string): Promise<void> => drop(client, prefix, 'true');

async function drop(client: pg.Client, prefix: string, which: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database d WHERE starts_with(datname, $1) AND ${which}`,
    [prefix],
  );
  for (const { name } of rows) await client.query(`DROP DATABASE ${pg.escapeIdentifier(name)} WITH (FORCE)`);
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

import pg from 'pg';
import { inject } from 'vitest';

let copies = 0;

/** The URL of a migrated and otherwise empty database that nobody else uses. */
export async function workerDatabase(): Promise<string> {
  const template = inject('databasePrefix');
  const own = `${template}_${process.env.VITEST_POOL_ID ?? '0'}_`;
  const name = `${own}${++copies}`;
  await onServer(inject('serverUrl'), async (client) => {
    // Left by the spec file before this one in the same worker.
    if (copies === 1) await dropAll(client, own);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  return within(inject('serverUrl'), name);
}

export async function dropAll(client: pg.Client, prefix: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)`,
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

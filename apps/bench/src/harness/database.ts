import { chmodSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { openPostgres } from '../../../../scripts/postgres.mjs';
import { during } from '../../../../scripts/lib/say.mjs';
import { once, within } from './connection.ts';
import { load } from './data.ts';

const NAME = 'fingerpost_bench';

/** A database with the scaled data set, and a connection for the bench's own questions. */
export interface BenchDatabase {
  url: string;
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** An empty database beside this one, gone with it. */
  recreate(name: string): Promise<string>;
  close(): Promise<void>;
}

interface Server {
  urlOf(name: string): string;
  stop(): Promise<void>;
}

/** On the server of BENCH_DATABASE_URL, or on a PostgreSQL of the bench's own as `npm start` runs it. */
export async function openDatabase(folder: string): Promise<BenchDatabase> {
  const server = await openServer(folder);
  try {
    await create(server, NAME);
    const url = server.urlOf(NAME);
    await load(url);
    const pool = new pg.Pool({ connectionString: url, max: 2 });
    return {
      url,
      recreate: (name) => recreate(server, name),
      query: async (text, values = []) => (await pool.query(text, values)).rows,
      close: async () => {
        await pool.end();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function openServer(folder: string): Promise<Server> {
  const given = process.env.BENCH_DATABASE_URL;
  if (given) return { urlOf: (name) => within(given, name), stop: async () => {} };
  // PostgreSQL's own user must be able to enter.
  chmodSync(folder, 0o755);
  return during(
    'Starting PostgreSQL',
    () => openPostgres({ dataDir: path.join(folder, 'data'), what: 'npm run bench' }),
    () => 'PostgreSQL runs',
  );
}

async function create(server: Server, name: string): Promise<void> {
  await once(server.urlOf('postgres'), async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (!rowCount) await client.query(`CREATE DATABASE ${name}`);
  });
}

async function recreate(server: Server, name: string): Promise<string> {
  await once(server.urlOf('postgres'), async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${name}`);
  });
  return server.urlOf(name);
}

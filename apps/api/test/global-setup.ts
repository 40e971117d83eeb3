import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../src/database/migrate.js';
import { startTestPostgres } from './test-postgres.js';

/** One PostgreSQL for the run and one migrated template; each worker copies it. */
export default async function setup(project: TestProject) {
  const { url, stop } = await startTestPostgres();
  const template = `template_${process.pid}`;
  await admin(url, `CREATE DATABASE ${template}`);
  await migrate(databaseUrl(url, template));
  project.provide('postgres', { url, template });
  return stop;
}

export const databaseUrl = (url: string, name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;

export async function admin(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { url: string; template: string };
  }
}

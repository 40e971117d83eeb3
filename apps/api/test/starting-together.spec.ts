import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { onServer, within } from './database.js';
import { StartingContent } from '../src/starting/starting.service.js';
import { startOne, type OneOfMany } from './processes.js';

const NAME = () => `${inject('databasePrefix')}_together`;
let started: OneOfMany[] = [];

beforeAll(() => onServer(inject('serverUrl'), (client) => client.query(`CREATE DATABASE ${NAME()}`)));
afterAll(async () => {
  await Promise.all(started.map((one) => one.close()));
  await onServer(inject('serverUrl'), (client) => client.query(`DROP DATABASE ${NAME()} WITH (FORCE)`));
});

it('processes that start together on an empty database migrate it and fill it once', async () => {
  const url = within(inject('serverUrl'), NAME());
  const roles = ['api', 'worker', 'api', 'all'];
  started = await Promise.all(roles.map((ROLE) => startOne(url, { ROLE, DATABASE_POOL: '4' })));
  const printed = started.map(({ app }) => app.get(StartingContent, { strict: false }).firstOperatorAddress);
  expect(printed.filter(Boolean), 'one address for the first operator').toHaveLength(1);
  await Promise.all(started.map((one) => one.close()));

  started = await Promise.all(roles.map((ROLE) => startOne(url, { ROLE, DEMO: 'on', DATABASE_POOL: '4' })));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const count = async (sql: string) => Number((await client.query<{ n: string }>(sql)).rows[0]!.n);
  expect(await count('SELECT count(*) AS n FROM settings')).toBe(1);
  expect(
    await count('SELECT count(DISTINCT slug) - count(*) AS n FROM discussions WHERE subject_kind IS NULL'),
  ).toBe(0);
  expect(await count('SELECT count(*) AS n FROM discussions')).toBeGreaterThan(20);
  expect(
    await count(
      `SELECT count(*) - count(DISTINCT subject_id) AS n FROM discussions WHERE subject_kind = 'event'`,
    ),
  ).toBe(0);
  expect(await count('SELECT count(DISTINCT name) - count(*) AS n FROM migrations')).toBe(0);
  await client.end();
}, 60_000);

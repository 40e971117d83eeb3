import pg from 'pg';
import { afterEach, expect, inject, it, vi } from 'vitest';
import { onServer, workerDatabase } from '../../test/database.js';
import { createDataSource } from './data-source.js';

afterEach(() => vi.useRealTimers());

it('asks for plans without compilation of a server that came as it is', async () => {
  const url = await workerDatabase();
  const name = pg.escapeIdentifier(new URL(url).pathname.slice(1));
  await onServer(inject('serverUrl'), async (client) => {
    await client.query(`ALTER DATABASE ${name} SET jit = on`);
    await client.query(`ALTER DATABASE ${name} SET random_page_cost = 4`);
  });
  const source = await createDataSource(url, 1).initialize();
  const [set] = await source.query(
    `SELECT current_setting('jit') AS jit, current_setting('random_page_cost') AS page`,
  );
  await source.destroy();
  expect(set).toEqual({ jit: 'off', page: '1.1' });
});

it('keeps a connection, and with it what it has planned, over a quiet minute', async () => {
  const source = await createDataSource(await workerDatabase(), 1).initialize();
  const process = async () => (await source.query('SELECT pg_backend_pid() AS id'))[0].id as number;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const before = await process();
  vi.advanceTimersByTime(60_000);
  vi.useRealTimers();
  expect(await process()).toBe(before);
  await source.destroy();
});

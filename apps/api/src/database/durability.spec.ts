import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { onServer, workerDatabase } from '../../test/database.js';
import { createApp } from '../app.js';
import { parseSettings } from '../config/settings.js';

it('a server whose PostgreSQL would lose what it acknowledged does not start, and says in one line which setting it is', async () => {
  const url = await workerDatabase();
  const name = pg.escapeIdentifier(new URL(url).pathname.slice(1));
  const set = (value: string) =>
    onServer(inject('serverUrl'), (client) =>
      client.query(`ALTER DATABASE ${name} SET synchronous_commit = ${value}`),
    );
  const start = () =>
    createApp(parseSettings({ DATABASE_URL: url, PORT: '4198', DEMO: 'off', LOG_LEVEL: 'silent' }));

  await set('off');
  await expect(start()).rejects.toThrow(
    /^PostgreSQL runs with synchronous_commit=off: an acknowledged post could be lost\. Set it to on\.$/,
  );
  await set('local');
  await (await start()).close();
});

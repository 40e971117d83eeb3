import { expect, inject, it } from 'vitest';
import { onServer, within } from '../../test/database.js';
import { StartFault } from '../config/start-fault.js';
import { assertDurable } from './durability.js';
import { unusable } from './usable.js';

const place = () => {
  const { hostname, port } = new URL(inject('serverUrl'));
  return `${hostname}:${port || '5432'}`;
};

it('a database that is not there is told in one sentence', async () => {
  await expect(assertDurable(within(inject('serverUrl'), 'nowhere'))).rejects.toThrow(
    new StartFault(`PostgreSQL at ${place()} has no database nowhere. Create it, or mend DATABASE_URL.`),
  );
});

it('a server that is not there is told in one sentence', async () => {
  await expect(assertDurable('postgres://fp@127.0.0.1:1/fp')).rejects.toThrow(
    new StartFault('No PostgreSQL answers at 127.0.0.1:1 (ECONNREFUSED). Start it, or mend DATABASE_URL.'),
  );
});

it('a database that does not take every letter is refused', async () => {
  const name = `${inject('databasePrefix')}_ascii`;
  await onServer(inject('serverUrl'), (client) =>
    client.query(
      `CREATE DATABASE ${name} ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' LOCALE_PROVIDER 'libc' TEMPLATE template0`,
    ),
  );
  await expect(assertDurable(within(inject('serverUrl'), name))).rejects.toThrow(
    'keeps letters as SQL_ASCII: Fingerpost needs one with the encoding UTF8',
  );
});

it('a PostgreSQL before 15 is refused', () => {
  expect(unusable({ number: 140_012, encoding: 'UTF8' })).toMatch(/^PostgreSQL 14 is too old/);
  expect(unusable({ number: 150_000, encoding: 'UTF8' })).toBeNull();
});

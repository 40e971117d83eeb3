import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { admin, databaseUrl } from './global-setup.js';

/** A fresh copy of the migrated template, for one spec file. */
export async function workerDatabase(): Promise<string> {
  const { url, template } = inject('postgres');
  const name = `spec_${randomBytes(6).toString('hex')}`;
  await admin(url, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  return databaseUrl(url, name);
}

import { existsSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');

export const inRoot = (...parts) => path.join(ROOT, ...parts);

/** Settings may stand in .env; what the environment says already wins. */
export function loadEnv() {
  if (existsSync(inRoot('.env'))) process.loadEnvFile(inRoot('.env'));
}

export const dataDir = () => path.resolve(ROOT, process.env.DATA_DIR || 'data');

export const windows = process.platform === 'win32';

import { spawn } from 'node:child_process';
import { inRoot } from '../../../../scripts/lib/paths.mjs';
import { during } from '../../../../scripts/lib/say.mjs';
import { once } from './connection.ts';

/** Members × discussions × posts. */
export const SCALE = '200x5000x50000';
const POSTS = 40_000;

/** Migrates, and loads the scaled data set unless it is there from a run that kept its folder. */
export async function load(url: string): Promise<void> {
  await cli(url, ['migrate']);
  const { count } = await once(
    url,
    async (client) => (await client.query<{ count: number }>('SELECT count(*)::int FROM posts')).rows[0]!,
  );
  if (count >= POSTS) return;
  await during(`Loading ${SCALE}`, () => cli(url, ['seed', '--scale', SCALE]));
  await during('Settling the tables', () => once(url, (client) => client.query('VACUUM (ANALYZE, FREEZE)')));
}

/** The product's own command line. */
export function cli(url: string, args: string[]): Promise<void> {
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NODE_ENV: 'production',
    DATABASE_URL: url,
    DEMO: 'on',
  };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [inRoot('apps/api/dist/cli.js'), ...args], {
      cwd: inRoot(),
      env,
      stdio: 'inherit',
    });
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`cli.js ${args.join(' ')} ended with ${code}`)),
    );
  });
}

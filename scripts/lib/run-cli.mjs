import { spawn } from 'node:child_process';
import { openPostgres, runningUrl } from '../postgres.mjs';
import { ensureBuilt } from './build.mjs';
import { fail } from './fault.mjs';
import { dataDir, inRoot, loadEnv } from './paths.mjs';
import { during, say } from './say.mjs';

/** `npm run migrate` and `npm run seed`: beside a live server, on DATABASE_URL, or with PostgreSQL started for it alone. */
export async function runCli(args) {
  let started = null;
  try {
    loadEnv();
    await ensureBuilt();
    if (!process.env.DATABASE_URL) {
      const url = runningUrl(dataDir());
      if (url) say('Using the database of the running server.');
      else started = await startAlone(args[0]);
      process.env.FINGERPOST_EMBEDDED_URL = url ?? started.url;
    }
    const code = await run(args);
    await started?.stop();
    process.exit(code);
  } catch (error) {
    await started?.stop();
    fail(error);
  }
}

const startAlone = (command) =>
  during(
    'Starting PostgreSQL',
    () => openPostgres({ dataDir: dataDir(), what: `npm run ${command}` }),
    () => 'PostgreSQL is ready',
  );

function run(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--enable-source-maps', inRoot('apps/api/dist/cli.js'), ...args], {
      cwd: inRoot(),
      stdio: 'inherit',
    });
    for (const signal of ['SIGINT', 'SIGTERM'])
      process.on(signal, () => child.kill(/** @type {NodeJS.Signals} */ (signal)));
    child.once('close', (code, signal) => resolve(signal ? 1 : code));
  });
}

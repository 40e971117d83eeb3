import { spawn } from 'node:child_process';
import { openPostgres, runningUrl } from '../postgres.mjs';
import { readArguments } from './arguments.mjs';
import { ensureBuilt } from './build.mjs';
import { fail, Fault } from './fault.mjs';
import { dataDir, inRoot, loadEnv } from './paths.mjs';
import { during, say } from './say.mjs';

/** @type {Record<string, Parameters<typeof readArguments>[1]>} */
const COMMANDS = {
  migrate: { usage: 'Usage: npm run migrate\n  brings the schema up to date' },
  seed: {
    usage: `Usage: npm run seed -- --scale 200x5000x50000 [--yes]
  --scale    members x discussions x posts, opening posts counted
  --yes      also on a site that people use; what is written is not taken away again`,
    options: { scale: { type: 'string' }, yes: { type: 'boolean' } },
  },
};

/** `npm run migrate` and `npm run seed`: beside a live server, on DATABASE_URL, or with PostgreSQL started for it alone. */
export async function runCli(args) {
  let started = null;
  try {
    const [command = '', ...rest] = args;
    if (!COMMANDS[command]) throw new Fault(`${command || 'Nothing'} is not known here: migrate or seed.`);
    const { values } = readArguments(rest, COMMANDS[command]);
    if (command === 'seed' && !values.scale) throw new Fault(COMMANDS.seed.usage);
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

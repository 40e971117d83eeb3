import { fork } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { openPostgres } from '../postgres.mjs';
import { ApiProcess } from './api-process.mjs';
import { readArguments } from './arguments.mjs';
import { ensureBuilt, VITE } from './build.mjs';
import { fail } from './fault.mjs';
import { dataDir, inRoot, loadEnv } from './paths.mjs';
import { makeFolder } from './postgres/place.mjs';
import { claimPort, portOf } from './ports.mjs';
import { end } from './processes.mjs';
import { during, say } from './say.mjs';
import { onStop } from './stopping.mjs';

/**
 * Hot reload on both sides: Vite serves the pages on PORT and passes /api and /socket.io on to API_PORT, where the
 * server is started anew after each build.
 */
export async function dev(args) {
  const parts = [];
  const stopped = onStop(parts);
  try {
    readArguments(args, { usage: 'Usage: npm run dev' });
    loadEnv();
    const port = portOf('PORT', 3000);
    const apiPort = portOf('API_PORT', port + 1);
    makeFolder(dataDir());
    await claimPort(port, process.env.HOST);
    await claimPort(apiPort, '127.0.0.1');
    // The server reads the built page once even where Vite serves another.
    await ensureBuilt({ only: ['web'] });
    if (stopped()) return;
    const starting = process.env.DATABASE_URL ? null : startDatabase();
    // Noted at once, so that a stop during the start waits for it and leaves neither server nor lock behind.
    parts.push({ stop: async () => (await starting?.catch(() => null))?.stop() });
    const database = await starting;
    if (stopped()) return;
    const api = new DevApi(environment(port, apiPort, database));
    parts.push(
      api,
      watchApi(() => void api.restart()),
      serveWeb(port, apiPort),
    );
    say(`Open http://localhost:${port}; changes appear by themselves.`);
  } catch (error) {
    if (stopped()) return;
    for (const part of parts.toReversed()) await part.stop();
    fail(error);
  }
}

const startDatabase = () =>
  during(
    'Starting PostgreSQL',
    () => openPostgres({ dataDir: dataDir(), what: 'npm run dev' }),
    () => 'PostgreSQL is ready',
  );

/** Writes come from Vite's address, so that is the site's own; the demonstration stays on all the same. */
const environment = (port, apiPort, database) => ({
  DEMO: 'on',
  ...process.env,
  PORT: String(apiPort),
  HOST: '127.0.0.1',
  PUBLIC_URL: `http://localhost:${port}`,
  ...(database && { FINGERPOST_EMBEDDED_URL: database.url }),
});

class DevApi {
  /** @type {ApiProcess} */
  #current = null;
  #turn = Promise.resolve();

  constructor(env) {
    this.env = env;
  }

  restart() {
    this.#turn = this.#turn.then(async () => {
      await this.#current?.stop();
      const onGiveUp = () => say('The server ended; it starts again after the next change.');
      this.#current = new ApiProcess({ env: this.env, onGiveUp });
      this.#current.start();
    });
    return this.#turn;
  }

  async stop() {
    await this.#turn;
    await this.#current?.stop();
  }
}

function watchApi(onBuilt) {
  const child = vite(['build', '--watch', '--clearScreen', 'false'], 'apps/api', {});
  child.stdout.on('data', (text) => {
    if (/built in/.test(text)) onBuilt();
  });
  return stoppable(child);
}

function serveWeb(port, apiPort) {
  const args = ['--port', String(port), '--strictPort', '--clearScreen', 'false'];
  if (process.env.HOST) args.push('--host', process.env.HOST);
  return stoppable(vite(args, 'apps/web', { API_PORT: String(apiPort) }));
}

function vite(args, folder, env) {
  const child = fork(VITE, args, {
    cwd: inRoot(folder),
    env: { ...process.env, ...env },
    execArgv: ['--import', pathToFileURL(inRoot('scripts/lib/end-with-parent.mjs')).href],
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
  });
  child.stdout.pipe(process.stdout, { end: false });
  child.stderr.pipe(process.stderr, { end: false });
  process.once('exit', () => child.kill());
  return child;
}

const stoppable = (child) => ({
  async stop() {
    const isThere = () => child.exitCode === null && child.signalCode === null;
    await end(isThere, [
      { signal: () => child.kill('SIGTERM'), patienceMs: 3_000 },
      { signal: () => child.kill('SIGKILL'), patienceMs: 1_000 },
    ]);
  },
});

import { openPostgres } from '../postgres.mjs';
import { ApiProcess } from './api-process.mjs';
import { ensureBuilt } from './build.mjs';
import { fail, Fault } from './fault.mjs';
import { dataDir, loadEnv } from './paths.mjs';
import { endLeftOver } from './postgres/lock.mjs';
import { knownPlace, makeFolder } from './postgres/place.mjs';
import { claimPort } from './ports.mjs';
import { during, say } from './say.mjs';
import { onStop } from './stopping.mjs';

const port = () => {
  const told = Number(process.env.PORT || 3000);
  if (Number.isInteger(told) && told > 0 && told < 65_536) return told;
  throw new Fault(`PORT must be a number from 1 to 65535, and is ${process.env.PORT}.`);
};

/** What a person on this machine would open, whatever HOST the server listens on. */
function probeUrl() {
  const host = process.env.HOST || '127.0.0.1';
  const reach = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[host] ?? (host.includes(':') ? `[${host}]` : host);
  return `http://${reach}:${port()}/healthz`;
}

/** With `--role api` or `--role worker` this is one of several processes on a database of their own. */
function takeRole() {
  const at = process.argv.indexOf('--role');
  if (at > 0) process.env.ROLE = process.argv[at + 1];
  const role = process.env.ROLE || 'all';
  if (role === 'all') return role;
  if (!process.env.DATABASE_URL)
    throw new Fault(
      `npm run start:${role} is one of several processes, so it needs DATABASE_URL: the embedded PostgreSQL is npm start's alone.`,
    );
  if (role === 'worker') process.env.PORT ||= '3001';
  return role;
}

export async function start() {
  const parts = [];
  const stopped = onStop(parts);
  try {
    loadEnv();
    const role = takeRole();
    makeFolder(dataDir());
    const place = knownPlace(dataDir());
    if (place) await endLeftOver(place);
    await claimPort(port(), process.env.HOST);
    await ensureBuilt(role === 'worker' ? { only: ['api'] } : {});
    if (stopped()) return;
    const starting = startDatabase();
    // Noted at once, so that a stop during the start waits for it and leaves no server behind.
    parts.push({ stop: async () => (await starting.catch(() => null))?.stop() });
    const database = await starting;
    if (!stopped()) await startApi(parts, database);
  } catch (error) {
    if (stopped()) return;
    for (const part of parts.toReversed()) await part.stop();
    fail(error);
  }
}

async function startDatabase() {
  if (process.env.DATABASE_URL) return null;
  return during(
    'Starting PostgreSQL',
    () => openPostgres({ dataDir: dataDir(), what: 'npm start' }),
    ({ cluster }) => `PostgreSQL is ready, its data in ${cluster}`,
  );
}

async function startApi(parts, database) {
  /** @type {NodeJS.ProcessEnv} */
  const env = { NODE_ENV: 'production', ...process.env };
  if (database) env.FINGERPOST_EMBEDDED_URL = database.url;
  if (process.argv.includes('--empty')) env.FINGERPOST_EMPTY = '1';
  const api = new ApiProcess({
    env,
    onStart: (pid) => database?.noteChild(pid),
    onGiveUp: async (code) => {
      for (const part of parts.toReversed()) await part.stop();
      process.exit(code || 1);
    },
  });
  parts.push(api);
  say('Starting Fingerpost …');
  api.start();
  await api.ready(probeUrl());
}

import { pathToFileURL } from 'node:url';
import { openPostgres } from '../postgres.mjs';
import { ApiProcess } from './api-process.mjs';
import { readArguments } from './arguments.mjs';
import { ensureBuilt } from './build.mjs';
import { fail, Fault } from './fault.mjs';
import { dataDir, inRoot, loadEnv } from './paths.mjs';
import { endLeftOver } from './postgres/lock.mjs';
import { knownPlace, makeFolder } from './postgres/place.mjs';
import { claimPort, portOf } from './ports.mjs';
import { during, say } from './say.mjs';
import { onStop } from './stopping.mjs';

const USAGE = `Usage: npm start [-- --empty]
  --empty              begins without the demonstration, where nothing was begun yet
  --role api|worker    one of several processes; also npm run start:api, npm run start:worker`;
const ROLES = ['all', 'api', 'worker'];

const port = () => portOf('PORT', 3000);

/** What a person on this machine would open, whatever HOST the server listens on. */
function probeUrl() {
  const host = process.env.HOST || '127.0.0.1';
  const reach = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[host] ?? (host.includes(':') ? `[${host}]` : host);
  return `http://${reach}:${port()}/healthz`;
}

/** With `--role api` or `--role worker` this is one of several processes on a database of their own. */
function takeRole(asked) {
  const role = asked || process.env.ROLE || 'all';
  if (!ROLES.includes(role))
    throw new Fault(`${asked ? '--role' : 'ROLE'} must be one of ${ROLES.join(', ')}, and is ${role}.`);
  process.env.ROLE = role;
  if (role === 'all') return role;
  if (!process.env.DATABASE_URL)
    throw new Fault(
      `npm run start:${role} is one of several processes, so it needs DATABASE_URL: the embedded PostgreSQL is npm start's alone.`,
    );
  if (role === 'worker') process.env.PORT ||= '3001';
  return role;
}

/** Told here, before anything is started, as the server itself would tell it. */
async function checkSettings() {
  const { readEnvironment } = await import(pathToFileURL(inRoot('apps/api/dist/settings.js')).href);
  try {
    readEnvironment({ ...process.env, FINGERPOST_EMBEDDED_URL: 'postgres://localhost' });
  } catch (error) {
    throw new Fault(error.message);
  }
}

export async function start(args) {
  const parts = [];
  const stopped = onStop(parts);
  try {
    const { values } = readArguments(args, {
      usage: USAGE,
      options: { empty: { type: 'boolean' }, role: { type: 'string' } },
    });
    // `npm start --empty`, without the dashes between: npm keeps it for itself, and passes it on like this.
    const empty = values.empty || process.env.npm_config_empty === 'true';
    loadEnv();
    const role = takeRole(values.role);
    makeFolder(dataDir());
    const place = knownPlace(dataDir());
    if (place) await endLeftOver(place);
    await claimPort(port(), process.env.HOST);
    await ensureBuilt(role === 'worker' ? { only: ['api'] } : {});
    await checkSettings();
    if (stopped()) return;
    const starting = startDatabase();
    // Noted at once, so that a stop during the start waits for it and leaves no server behind.
    parts.push({ stop: async () => (await starting.catch(() => null))?.stop() });
    const database = await starting;
    if (!stopped()) await startApi(parts, database, empty);
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

async function startApi(parts, database, empty) {
  /** @type {NodeJS.ProcessEnv} */
  const env = { NODE_ENV: 'production', ...process.env };
  if (database) env.FINGERPOST_EMBEDDED_URL = database.url;
  if (empty) env.FINGERPOST_EMPTY = '1';
  const api = new ApiProcess({
    env,
    onStart: (pid) => database?.noteChild(pid),
    onGiveUp: async () => {
      for (const part of parts.toReversed()) await part.stop();
      process.exit(1);
    },
  });
  parts.push(api);
  say('Starting Fingerpost …');
  api.start();
  await api.ready(probeUrl());
}

import path from 'node:path';
import { openPostgres } from '../../postgres.mjs';
import { readArguments } from '../arguments.mjs';
import { ensureBuilt } from '../build.mjs';
import { fail } from '../fault.mjs';
import { dataDir, loadEnv } from '../paths.mjs';
import { makeFolder } from '../postgres/place.mjs';
import { claimPort, portOf } from '../ports.mjs';
import { remember } from '../processes.mjs';
import { during, say } from '../say.mjs';
import { onStop } from '../stopping.mjs';
import { makeParts } from './parts.mjs';
import { postgresPid } from './postgres-pid.mjs';
import { needPrograms } from './programs.mjs';
import { ClusterFile, described } from './state.mjs';

const USAGE = `Usage: npm run cluster [-- --supervise]
  --supervise    a part that dies is started again`;
const PROGRAMS = { 'redis-server': 'redis-server', haproxy: 'haproxy' };

/**
 * Two api processes behind HAProxy, a worker, PostgreSQL, Redis and a mail catcher on this machine.
 * With `--supervise` a part that dies is started again; PostgreSQL always is.
 */
export async function cluster(args) {
  const stoppables = [];
  const stopped = onStop(stoppables);
  try {
    const { values } = readArguments(args, { usage: USAGE, options: { supervise: { type: 'boolean' } } });
    loadEnv();
    const port = portOf('PORT', 3000);
    const folder = dataDir();
    makeFolder(folder);
    const file = new ClusterFile(folder);
    await file.clear();
    const programs = await needPrograms(PROGRAMS);
    await claimPort(port, '127.0.0.1');
    await ensureBuilt();
    const database = process.env.DATABASE_URL ? null : await startDatabase(folder);
    if (database) stoppables.push(database);
    const databaseUrl = database?.url ?? process.env.DATABASE_URL;

    let parts = [];
    const onChange = () => {
      if (parts.length > 0) file.write(stateOf({ port, folder, database, databaseUrl, parts }));
    };
    const supervise = Boolean(values.supervise);
    const made = await makeParts({ port, dataDir: folder, databaseUrl, programs, supervise, onChange });
    parts = [made.redis, made.mail, ...made.apis, made.worker, made.proxy];
    stoppables.push({ stop: async () => file.remove() }, ...parts);
    if (database) watch(database, onChange);
    for (const group of [[made.redis, made.mail], [...made.apis, made.worker], [made.proxy]]) {
      if (stopped()) return;
      await startAll(group);
    }
    onChange();
    welcome(port, folder, supervise);
  } catch (error) {
    if (stopped()) return;
    for (const part of stoppables.toReversed()) await part.stop();
    fail(error);
  }
}

const startDatabase = (folder) =>
  during(
    'Starting PostgreSQL',
    () => openPostgres({ dataDir: folder, what: 'npm run cluster' }),
    ({ cluster: at }) => `PostgreSQL is ready, its data in ${at}`,
  );

const startAll = (group) => {
  const names = group.map(({ name }) => name).join(', ');
  return during(
    `Starting ${names}`,
    async () => {
      for (const part of group) part.start();
      await Promise.all(group.map((part) => part.ready()));
    },
    () => `Ready: ${names}`,
  );
};

/** PostgreSQL is started again by its keeper, under another number. */
function watch(database, onChange) {
  let known = postgresPid(database.cluster);
  setInterval(() => {
    const pid = postgresPid(database.cluster);
    if (pid === known) return;
    known = pid;
    onChange();
  }, 250).unref();
}

const stateOf = ({ port, folder, database, databaseUrl, parts }) => ({
  url: `http://localhost:${port}`,
  databaseUrl,
  redisUrl: `redis://127.0.0.1:${parts[0].options.port}`,
  caughtMail: path.join(folder, 'caught-mail'),
  launcher: remember(process.pid),
  postgres: database && { pid: postgresPid(database.cluster) },
  parts: parts.map(described),
});

function welcome(port, folder, supervise) {
  say(`\nFingerpost is ready at http://localhost:${port}: two api processes behind HAProxy, and a worker.`);
  say(`Processes and ports: ${path.join(folder, 'cluster.json')} · logs: ${path.join(folder, 'logs')}`);
  say(`Mails are caught in ${path.join(folder, 'caught-mail')}`);
  say(
    supervise
      ? 'A part that dies is started again. Ctrl+C stops everything.\n'
      : 'A part that dies stays away (--supervise starts it again). Ctrl+C stops everything.\n',
  );
}

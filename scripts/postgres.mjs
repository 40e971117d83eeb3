import path from 'node:path';
import pg from 'pg';
import { makeCluster } from './lib/postgres/initdb.mjs';
import { packagedBinaries, reachableCopy, runs, works } from './lib/postgres/binaries.mjs';
import { freeLock, noteChild, takeLock } from './lib/postgres/lock.mjs';
import { clusterIn, findPlace, holdOnTo, knownPlace, sharedShelf } from './lib/postgres/place.mjs';
import { running, stopPostmaster } from './lib/postgres/postmaster.mjs';
import { DATABASE, readSecret, urlFor, writeSecret } from './lib/postgres/secret.mjs';
import { Server } from './lib/postgres/server.mjs';
import { blocked, freePort } from './lib/ports.mjs';
import { Fault, folderFault } from './lib/fault.mjs';

/**
 * Starts the embedded PostgreSQL of a DATA_DIR, made first if need be, and keeps it running.
 * @param {{ dataDir: string, what: string, lasting?: boolean }} options `what` names the holder to others;
 * a cluster that is not lasting, as for tests, is made faster
 */
export async function openPostgres({ dataDir: folder, what, lasting = true }) {
  const dataDir = path.resolve(folder);
  let place;
  try {
    const found = findPlace(dataDir);
    ({ place } = found);
    const { account, isNew } = found;
    const home = await binariesFor(account);
    await takeLock(place, dataDir, what);
    if (isNew) {
      await makeCluster({ home, place, account, port: await freePort(), lasting });
      holdOnTo(dataDir, place);
    }
    const server = await startServer({ home, place, account });
    return handle(server, place);
  } catch (error) {
    if (place) freeLock(place);
    throw folderFault(error, place ?? dataDir);
  }
}

async function binariesFor(account) {
  const home = await packagedBinaries();
  if (runs(home, account)) return home;
  const shelf = sharedShelf(account);
  // A copy that does not run was cut short or spoilt, and is made anew.
  for (const fresh of [false, true]) {
    const copy = await reachableCopy(home, shelf, fresh);
    if (works(copy, account)) return copy;
  }
  throw new Fault(
    `${account.name} may not run PostgreSQL from ${shelf}. Set DATABASE_URL to a PostgreSQL 15 or later.`,
  );
}

async function startServer({ home, place, account }) {
  const secret = readSecret(place);
  if (!secret)
    throw new Fault(`${path.join(place, 'postgres.json')} with the database's password is missing.`);
  // One left by a killed launcher goes first: it holds the port that is ours.
  await stopPostmaster(clusterIn(place), home);
  const port = (await blocked(secret.port, '127.0.0.1')) ? await freePort() : secret.port;
  const server = new Server({ home, cluster: clusterIn(place), account, port });
  await server.start();
  if (server.port !== secret.port) writeSecret(place, { ...secret, port: server.port });
  await ensureDatabase(place);
  return server;
}

async function ensureDatabase(place) {
  const client = new pg.Client({ connectionString: urlFor(readSecret(place), 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (!rowCount) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

const handle = (server, place) => ({
  place,
  cluster: clusterIn(place),
  url: urlFor(readSecret(place)),
  urlOf: (database) => urlFor(readSecret(place), database),
  noteChild: (pid) => noteChild(place, pid),
  async stop() {
    await server.stop();
    freeLock(place);
  },
});

/** The address of the database when its server runs already, as beside a live `npm start`; else null. */
export function runningUrl(dataDir) {
  const place = knownPlace(path.resolve(dataDir));
  const found = place && running(clusterIn(place));
  return found?.ready ? urlFor({ ...readSecret(place), port: found.port }) : null;
}

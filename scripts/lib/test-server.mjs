import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { ApiProcess } from './api-process.mjs';
import { freePort } from './ports.mjs';
import { openTemporaryPostgres, temporaryFolder } from './postgres/temporary.mjs';

const SILENT = { DEMO: 'on', LIMITS: 'off', LOG_LEVEL: 'warn' };
// What the person has set for their own server says nothing about a test's.
const OWN =
  /^(PORT|HOST|PUBLIC_URL|DATA_DIR|DATABASE_URL|DATABASE_POOL|REDIS_URL|SMTP_URL|S3_|CLAMD_URL|OIDC_|DEMO|LIMITS|FINGERPOST_)/;

/** PostgreSQL for a run of journeys or of the bench, with as many servers on it as are asked for. */
export async function openHouse(label = 'house') {
  const database = await openTemporaryPostgres(label);
  const servers = [];
  return {
    database,
    /** @param {{ name?: string, env?: Record<string, string> }} [options] */
    async serve({ name = 'main', env = {} } = {}) {
      const server = await startServer(database, name, env);
      servers.push(server);
      return server;
    },
    async stop() {
      await Promise.all(servers.map((server) => server.stop()));
      await database.stop();
    },
  };
}

async function startServer(database, name, env) {
  const port = await freePort(10_000, 14_999);
  const databaseUrl = await makeDatabase(database, name);
  const folder = temporaryFolder(`${name}-data`);
  const dataDir = path.join(folder, 'data');
  mkdirSync(dataDir);
  const log = path.join(folder, 'server.log');
  const output = openSync(log, 'a');
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([key]) => !OWN.test(key)));
  const fixed = {
    PORT: String(port),
    DATA_DIR: dataDir,
    FINGERPOST_EMBEDDED_URL: databaseUrl,
    NODE_ENV: 'production',
  };
  let gaveUp = false;
  const api = new ApiProcess({
    env: { ...inherited, ...SILENT, ...fixed, ...env },
    output,
    onGiveUp: () => (gaveUp = true),
  });
  api.start();
  const url = `http://localhost:${port}`;
  await api.ready(`${url}/healthz`, () => gaveUp);
  if (gaveUp) throw new Error(`The server "${name}" ended at its start; ${log} says why.`);
  return {
    url,
    port,
    databaseUrl,
    dataDir,
    log,
    /** As a power cut would; it is started again within a second. */
    kill: () => process.kill(api.pid, 'SIGKILL'),
    ready: () => api.ready(`${url}/readyz`),
    get pid() {
      return api.pid;
    },
    async stop() {
      await api.stop();
      closeSync(output);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function makeDatabase(database, name) {
  const client = new pg.Client({ connectionString: database.urlOf('postgres') });
  await client.connect();
  const quoted = `house_${name.replaceAll(/\W/g, '_')}`;
  await client.query(`DROP DATABASE IF EXISTS ${quoted} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${quoted}`);
  await client.end();
  return database.urlOf(quoted);
}

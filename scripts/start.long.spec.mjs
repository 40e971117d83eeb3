import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureBuilt } from './lib/build.mjs';
import { inRoot } from './lib/paths.mjs';
import { blocked, freePort } from './lib/ports.mjs';
import { until } from './lib/processes.mjs';

/** What a person meets at the terminal, met for real: `npm start` on ports and folders of its own. */
const READY_WITHIN = 90_000;
const STOPPED_WITHIN = 30_000;
const ORDINARY = 65_534;

const asRoot = process.getuid?.() === 0;
// Root may write everywhere, so the server is started as nobody in particular.
const ordinarily = asRoot ? ['setpriv', `--reuid=${ORDINARY}`, `--regid=${ORDINARY}`, '--clear-groups'] : [];
const START = [process.execPath, inRoot('scripts/start.mjs')];
const OWN =
  /^(PORT|HOST|PUBLIC_URL|DATA_DIR|DATABASE_|REDIS_URL|SMTP_URL|DEMO|LIMITS|ROLE|FINGERPOST_|npm_|NODE_ENV|VITEST)/;
const inherited = Object.fromEntries(Object.entries(process.env).filter(([key]) => !OWN.test(key)));

let folder;
let port;
/** @type {{ pid: number, ended: () => boolean }[]} */
const running = [];
beforeAll(() => ensureBuilt(), 120_000);
beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'fingerpost-start-'));
  chmodSync(folder, 0o755);
  port = await freePort();
});
afterEach(async () => {
  for (const { pid, ended } of running.splice(0)) {
    if (ended()) continue;
    process.kill(-pid, 'SIGTERM');
    await until(ended, STOPPED_WITHIN);
  }
  chmodSync(folder, 0o755);
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

/**
 * Runs a command as a terminal would, as a process group of its own.
 * @param {string[]} command
 * @param {NodeJS.ProcessEnv} [env]
 */
function run(command, env = {}) {
  const [program, ...args] = command;
  const child = spawn(program, args, {
    cwd: inRoot(),
    detached: true,
    env: { ...inherited, DATA_DIR: path.join(folder, 'data'), PORT: `${port}`, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const told = { out: '', err: '' };
  child.stdout.on('data', (text) => (told.out += text));
  child.stderr.on('data', (text) => (told.err += text));
  let closed = false;
  child.once('close', () => (closed = true));
  const one = {
    pid: child.pid,
    told,
    ended: () => closed,
    code: async (within = STOPPED_WITHIN) =>
      (await until(() => closed, within)) ? child.exitCode : 'still there',
    ready: () => until(() => closed || /is ready at http/.test(told.out), READY_WITHIN),
    signal: (name) => process.kill(child.pid, name),
    /** Ctrl+C reaches every process of the group. */
    interrupt: () => process.kill(-child.pid, 'SIGINT'),
  };
  running.push(one);
  return one;
}

/** Processes that were started for this folder and are still there, by their command or their environment. */
function left() {
  const mentions = (pid) =>
    ['cmdline', 'environ'].some((name) => {
      try {
        return readFileSync(`/proc/${pid}/${name}`, 'utf8').includes(folder);
      } catch {
        return false;
      }
    });
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && mentions(name));
}

const answers = async () => (await fetch(`http://localhost:${port}/readyz`)).ok;
const discussions = async () => {
  const page = await (await fetch(`http://localhost:${port}/api/discussions`)).json();
  return /** @type {{ items: { id: number }[] }} */ (page).items.map(({ id }) => id);
};
const lines = (text) => text.trim().split('\n');

describe.skipIf(process.platform !== 'linux')('npm start', () => {
  it('says in one line that the port is in use, and leaves nothing running', async () => {
    const other = createServer();
    await new Promise((resolve) => other.listen(port, '127.0.0.1', () => resolve(null)));
    const { code, told } = run(START);
    expect(await code()).toBe(1);
    other.close();
    expect(lines(told.err)).toEqual([
      `Port ${port} is in use. Set PORT to another, for example PORT=${port + 1}.`,
    ]);
    expect(left()).toEqual([]);
  }, 60_000);

  it('says in one line that the folder cannot be written to', async () => {
    const closed = path.join(folder, 'closed');
    mkdirSync(closed, { mode: 0o555 });
    const { code, told } = run([...ordinarily, ...START], { DATA_DIR: closed });
    expect(await code()).toBe(1);
    expect(lines(told.err)).toEqual([
      `${closed} cannot be written to (permission denied). Set DATA_DIR to a folder that you may write to.`,
    ]);
    expect(left()).toEqual([]);
  }, 60_000);

  it('tells all faults of settings before anything is started', async () => {
    const { code, told } = run(START, { LOG_LEVEL: 'loud', HOST: '0.0.0.0', DEMO: 'on' });
    expect(await code()).toBe(1);
    expect(lines(told.err).map((line) => line.trim().split(' ')[0])).toEqual(['The', 'LOG_LEVEL', 'DEMO']);
    expect(told.out).toBe('');
    expect(left()).toEqual([]);
  }, 60_000);

  it.each(['127.0.0.1:1', 'nowhere.invalid:5432'])(
    'says in one line that there is no database at %s',
    async (place) => {
      const { code, told } = run(START, { DATABASE_URL: `postgres://somebody@${place}/fingerpost` });
      expect(await code()).toBe(1);
      expect(lines(told.err)).toEqual([expect.stringMatching(`^No PostgreSQL answers at ${place} `)]);
      expect(lines(told.out)).toEqual(['Starting Fingerpost …']);
    },
    60_000,
  );

  it('is stopped in its first moments without a word of a fault', async () => {
    for (const ms of [100, 150, 200, 300]) {
      const { told, interrupt, ended } = run(START);
      await sleep(ms);
      interrupt();
      expect(await until(ended, STOPPED_WITHIN)).toBe(true);
      expect(told.err, `after ${ms} ms`).toBe('');
      expect(left()).toEqual([]);
    }
  }, 120_000);

  it('starts again after its launcher was killed, with what was there, and refuses to run twice', async () => {
    const first = run(START);
    expect(await first.ready()).toBe(true);
    const before = await discussions();
    expect(before.length).toBeGreaterThan(0);

    const beside = run(START, { PORT: `${await freePort()}` });
    expect(await beside.code()).toBe(1);
    expect(lines(beside.told.err)).toEqual([
      `Another Fingerpost (npm start, process ${first.pid}) is using ${path.join(folder, 'data')}. Stop it, or set DATA_DIR and PORT to others.`,
    ]);
    expect(await answers()).toBe(true);

    first.signal('SIGKILL');
    const second = run(START);
    expect(await second.ready()).toBe(true);
    expect(second.told.err).toBe('');
    expect(await discussions()).toEqual(before);
    second.signal('SIGTERM');
    expect(await second.code()).toBe(0);
    expect(left()).toEqual([]);
  }, 240_000);

  it('leaves no process, no port and no lock after Ctrl+C', async () => {
    const npm = run(['npm', 'start']);
    expect(await npm.ready()).toBe(true);
    expect(await answers()).toBe(true);
    // More than the launcher: otherwise nothing would be proved by their being gone.
    expect(left().length).toBeGreaterThan(3);
    npm.interrupt();
    expect(await until(npm.ended, STOPPED_WITHIN)).toBe(true);
    expect(lines(npm.told.out).at(-1)).toBe('Stopped.');
    expect(left()).toEqual([]);
    expect(await blocked(port, '127.0.0.1')).toBe(null);
    expect(readdirSync(path.join(folder, 'data', 'postgres'))).not.toContain('postmaster.pid');
    expect(readdirSync(path.join(folder, 'data'))).not.toContain('postgres.owner.json');
  }, 180_000);

  it('leaves no process when it is stopped while it starts', async () => {
    const npm = run(['npm', 'start']);
    expect(await until(() => npm.told.out.includes('Starting PostgreSQL'), READY_WITHIN)).toBe(true);
    npm.interrupt();
    expect(await until(npm.ended, STOPPED_WITHIN)).toBe(true);
    expect(left()).toEqual([]);
  }, 180_000);

  it('goes on with a demonstration that is there, and says that --empty does not change it', async () => {
    const first = run(START);
    expect(await first.ready()).toBe(true);
    const before = await discussions();
    first.interrupt();
    expect(await first.code()).toBe(0);
    const second = run([...START, '--empty']);
    expect(await second.ready()).toBe(true);
    await until(() => second.told.out.includes('holds a demonstration already'), 5_000);
    expect(second.told.out).toContain('This database holds a demonstration already');
    expect(await discussions()).toEqual(before);
  }, 180_000);

  it('begins empty with --empty, and prints the address that makes the first operator once', async () => {
    // As `npm start --empty` passes it on, which is forgotten easily.
    const { ready, told, interrupt, code } = run(START, { npm_config_empty: 'true' });
    expect(await ready()).toBe(true);
    await until(() => told.out.includes('which works once'), 5_000);
    const addresses = told.out.match(/http:\/\/localhost:\d+\/\S{10,}/g) ?? [];
    expect(addresses).toHaveLength(1);
    expect(addresses[0]).toContain(`http://localhost:${port}/`);
    expect((await fetch(addresses[0])).status).toBe(200);
    expect(told.out).not.toContain('demo.example');
    expect(await discussions()).toEqual([]);
    interrupt();
    expect(await code()).toBe(0);
  }, 180_000);
});

describe.skipIf(process.platform !== 'linux')('npm run dev', () => {
  it('leaves no process behind when it is killed', async () => {
    const { pid, told } = run([process.execPath, inRoot('scripts/dev.mjs')], {
      API_PORT: `${await freePort()}`,
    });
    expect(await until(() => /is ready at http/.test(told.out), READY_WITHIN)).toBe(true);
    expect(left().length).toBeGreaterThan(3);
    process.kill(pid, 'SIGKILL');
    expect(await until(() => left().length === 0, STOPPED_WITHIN)).toBe(true);
  }, 180_000);
});

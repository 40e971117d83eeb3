import { spawn, spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault, fullDisk, isFullDisk } from '../fault.mjs';
import { freePort } from '../ports.mjs';
import { say } from '../say.mjs';
import { ids } from './account.mjs';
import { program } from './binaries.mjs';
import { cleanEnvironment } from './initdb.mjs';
import { clearStalePidFile, readPidFile, stopPostmaster } from './postmaster.mjs';
import { asFlags } from './settings.mjs';

const FIRST_START_MS = 20_000;
const REMEMBERED_LINES = 40;

/** One running PostgreSQL: started, watched, started again when it dies, stopped when told. */
export class Server {
  /** @type {import('node:child_process').ChildProcess} */
  #child = null;
  #stopping = false;
  #lines = [];

  constructor({ home, cluster, account, port }) {
    this.home = home;
    this.cluster = cluster;
    this.account = account;
    this.port = port;
  }

  get pid() {
    return this.#child?.pid;
  }

  start() {
    return this.#persist(FIRST_START_MS);
  }

  /** After a kill the shared memory of the dead stays in use for a second or three, hence the tries. */
  async #persist(patienceMs) {
    const end = performance.now() + patienceMs;
    for (let tries = 1; !this.#stopping; tries++) {
      if (await this.#attempt()) return this.#watch();
      if (this.#says(/Address already in use|Permission denied.*bind|could not bind/i))
        this.port = await freePort();
      const fault = this.#lastingFault();
      if (fault || performance.now() > end) throw fault ?? this.#unexplained();
      await sleep(Math.min(200 * tries, 1_000));
    }
  }

  async #attempt() {
    clearStalePidFile(this.cluster);
    this.#lines = [];
    const child = this.#spawn();
    let gone = false;
    child.once('close', () => (gone = true));
    child.once('error', (error) => {
      this.#lines.push(String(error));
      gone = true;
    });
    while (!gone) {
      const told = readPidFile(this.cluster);
      if (told?.pid === child.pid && told.ready) {
        this.#child = child;
        return true;
      }
      await sleep(25);
    }
    return false;
  }

  #spawn() {
    const command = [
      ...dieWithParent(),
      program(this.home, 'postgres'),
      '-D',
      this.cluster,
      '-p',
      String(this.port),
    ];
    const [file, ...args] = [...command, ...asFlags()];
    const child = spawn(file, args, {
      ...ids(this.account),
      cwd: '/',
      env: cleanEnvironment(),
      // A group of its own, so that Ctrl+C in the terminal does not cut the database off under the api.
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'ignore', 'pipe'],
      windowsHide: true,
    });
    child.stderr.setEncoding('utf8').on('data', (text) => this.#hear(text));
    return child;
  }

  #hear(text) {
    const lines = text.split('\n').filter(Boolean);
    this.#lines = [...this.#lines, ...lines].slice(-REMEMBERED_LINES);
    for (const line of lines) if (this.#child && /PANIC/.test(line)) say(`PostgreSQL: ${line}`);
  }

  #watch() {
    this.#child.once('exit', async (code, signal) => {
      this.#child = null;
      if (this.#stopping) return;
      say(`PostgreSQL ended unexpectedly (${signal ?? `code ${code}`}); starting it again …`);
      await this.#revive();
    });
  }

  // A server that people use is never given up: the disk may get room again.
  async #revive() {
    while (!this.#stopping) {
      try {
        await this.#persist(10_000);
        if (!this.#stopping) say('PostgreSQL is back.');
        return;
      } catch (error) {
        say(`PostgreSQL does not come back yet: ${error.message}`);
        await sleep(2_000);
      }
    }
  }

  async stop() {
    this.#stopping = true;
    await stopPostmaster(this.cluster, this.home);
  }

  #says = (pattern) => this.#lines.some((line) => pattern.test(line));

  #lastingFault() {
    if (this.#lines.some(isFullDisk)) return fullDisk(this.cluster);
    const wrong = this.#lines.find((line) =>
      /incompatible with server|wrong ownership|invalid permissions/.test(line),
    );
    return wrong ? new Fault(`The database in ${this.cluster} cannot be used: ${message(wrong)}`) : null;
  }

  #unexplained() {
    const line = this.#lines.findLast((each) => /FATAL|PANIC|rror/.test(each)) ?? this.#lines.at(-1);
    return new Fault(
      `PostgreSQL did not start in ${this.cluster}: ${line ? message(line) : 'it said nothing'}`,
    );
  }
}

const message = (line) => line.replace(/^.*?(FATAL|PANIC|ERROR): +/, '');

/** On Linux the kernel can end PostgreSQL when a killed launcher cannot; elsewhere the next start does. */
let prefix;
function dieWithParent() {
  if (process.platform !== 'linux') return [];
  const has = () => spawnSync('setpriv', ['--pdeathsig', 'INT', 'true'], { stdio: 'ignore' }).status === 0;
  return (prefix ??= has() ? ['setpriv', '--pdeathsig', 'INT', '--'] : []);
}

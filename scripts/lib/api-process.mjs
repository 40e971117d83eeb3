import { fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { inRoot } from './paths.mjs';
import { end, until } from './processes.mjs';
import { say } from './say.mjs';

const AT_ONCE_MS = 5_000;
/** With this the server ends after what it told its starter, however long it took: `config/start-fault.ts`. */
const START_FAULT = 78;
const QUICK_MS = 10_000;
const TRIES = 5;
const STOP_MS = 10_000;

/** The server as a child: it ends by itself when this process is gone, and is started again when it falls over. */
export class ApiProcess {
  /** @type {import('node:child_process').ChildProcess} */
  #child = null;
  #stopping = false;
  #quick = 0;
  #answered = false;

  /** @param {{ env: NodeJS.ProcessEnv, output?: 'inherit' | number, onStart?: (pid: number) => void, onGiveUp: () => void }} options */
  constructor({ env, output = 'inherit', onStart = () => {}, onGiveUp }) {
    this.env = env;
    this.output = output;
    this.onStart = onStart;
    this.onGiveUp = onGiveUp;
  }

  get pid() {
    return this.#child?.pid;
  }

  start() {
    const since = performance.now();
    // A group of its own: the launcher alone passes signals on, once.
    this.#child = fork(inRoot('apps/api/dist/main.js'), [], {
      cwd: inRoot(),
      env: this.env,
      execArgv: ['--enable-source-maps'],
      detached: process.platform !== 'win32',
      stdio: ['ignore', this.output, this.output, 'ipc'],
    });
    this.onStart(this.#child.pid);
    this.#child.once('exit', (code, signal) => void this.#ended(code, signal, performance.now() - since));
  }

  async #ended(code, signal, livedMs) {
    this.#child = null;
    if (this.#stopping) return;
    // Told at its very start, such as a wrong setting: it would only say so again.
    if (!this.#answered && !signal && (code === START_FAULT || livedMs < AT_ONCE_MS)) return this.onGiveUp();
    this.#quick = livedMs < QUICK_MS || !this.#answered ? this.#quick + 1 : 1;
    if (this.#quick >= TRIES) {
      say(`Fingerpost stopped ${TRIES} times soon after its start; giving up. The reason is above.`);
      return this.onGiveUp();
    }
    say(`Fingerpost ended unexpectedly (${signal ?? `code ${code}`}); starting it again …`);
    await sleep(250 * 2 ** (this.#quick - 1));
    if (!this.#stopping) this.start();
  }

  /** Waits for the first answer; says every few seconds that it is still on its way. */
  async ready(url, over = () => false) {
    const since = performance.now();
    let told = since;
    await until(
      async () => {
        if (this.#stopping || over() || (await answers(url))) return true;
        if (performance.now() - told > 4_500) {
          told = performance.now();
          say(`Starting Fingerpost … ${Math.round((told - since) / 1000)} s so far`);
        }
        return false;
      },
      Infinity,
      100,
    );
    this.#answered = true;
  }

  async stop() {
    this.#stopping = true;
    const child = this.#child;
    if (!child) return;
    const ask = () => (process.platform === 'win32' ? child.disconnect() : child.kill('SIGTERM'));
    await end(
      () => child.exitCode === null && child.signalCode === null,
      [
        { signal: ask, patienceMs: STOP_MS },
        { signal: () => child.kill('SIGKILL'), patienceMs: 2_000 },
      ],
    );
  }

  kill() {
    this.#stopping = true;
    this.#child?.kill('SIGKILL');
  }
}

async function answers(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(1_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

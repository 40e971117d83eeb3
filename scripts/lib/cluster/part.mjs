import { fork, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../fault.mjs';
import { end, until } from '../processes.mjs';
import { say } from '../say.mjs';

const STOP_MS = 12_000;
const AGAIN_MS = 500;

/**
 * One process of the cluster. It ends when asked, or when it falls; only with `supervise` it is started again then.
 * @typedef {{ name: string, program?: string, script?: string, args?: string[], env?: NodeJS.ProcessEnv, cwd?: string,
 *   port: number, log: string, supervise: boolean, answers: () => Promise<boolean>, onChange: () => void,
 *   stopSignal?: NodeJS.Signals }} PartOptions
 */
export class Part {
  /** @type {import('node:child_process').ChildProcess | null} */
  #child = null;
  #stopping = false;
  /** Supervised from its first answer on: one that cannot start would only say so again and again. */
  #answered = false;

  /** @param {PartOptions} options */
  constructor(options) {
    this.options = options;
  }

  get name() {
    return this.options.name;
  }

  get pid() {
    return this.#child?.pid ?? null;
  }

  start() {
    const { program, script, args = [], env = {}, cwd, log, onChange } = this.options;
    const output = openSync(log, 'a');
    // A group of its own: Ctrl+C reaches the launcher alone, which stops the parts in their order.
    const common = { cwd, env: { ...process.env, ...env }, detached: process.platform !== 'win32' };
    const child = script
      ? fork(script, args, {
          ...common,
          execArgv: ['--enable-source-maps'],
          stdio: ['ignore', output, output, 'ipc'],
        })
      : spawn(program, args, { ...common, stdio: ['ignore', output, output] });
    closeSync(output);
    this.#child = child;
    child.once('error', (error) => say(`${this.name} could not be started: ${error.message}`));
    child.once('exit', (code, signal) => void this.#ended(signal ?? `code ${code}`));
    onChange();
  }

  async #ended(how) {
    this.#child = null;
    if (this.#stopping) return;
    const { onChange, log } = this.options;
    const supervise = this.options.supervise && this.#answered;
    say(`${this.name} ended (${how})${supervise ? '; starting it again' : `; its output is in ${log}`}`);
    onChange();
    if (!supervise) return;
    await sleep(AGAIN_MS);
    if (!this.#stopping) this.start();
  }

  async ready(timeoutMs = 120_000) {
    const { answers, log } = this.options;
    let gone = false;
    const done = await until(
      async () => {
        gone = !this.#child;
        return gone || this.#stopping || (await answers());
      },
      timeoutMs,
      100,
    );
    if (gone || !done)
      throw new Fault(`${lastLines(log)}\n${this.name} did not start; the reason is above, and in ${log}`);
    this.#answered = true;
  }

  async stop() {
    this.#stopping = true;
    const child = this.#child;
    if (!child) return;
    const isThere = () => child.exitCode === null && child.signalCode === null;
    await end(isThere, [
      { signal: () => child.kill(this.options.stopSignal ?? 'SIGTERM'), patienceMs: STOP_MS },
      { signal: () => child.kill('SIGKILL'), patienceMs: 2_000 },
    ]);
  }

  kill() {
    this.#stopping = true;
    this.#child?.kill('SIGKILL');
  }
}

const lastLines = (file) => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-5).join('\n');

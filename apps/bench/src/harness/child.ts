import { fork, type ChildProcess } from 'node:child_process';
import { openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { end } from '../../../../scripts/lib/processes.mjs';
import { inRoot } from '../../../../scripts/lib/paths.mjs';
import { memoryOf } from './memory.ts';

const READY_WITHIN_MS = 30_000;

/** A server in a process of its own, as every contender is; it ends with the bench. */
export class Child {
  readonly origin: string;
  private readonly process: ChildProcess;

  constructor(
    file: string,
    {
      port,
      env,
      log,
      args = [],
    }: { port: number; env: Record<string, string>; log: string; args?: string[] },
  ) {
    this.origin = `http://127.0.0.1:${port}`;
    const output = openSync(log, 'a');
    this.process = fork(inRoot(file), args, {
      cwd: inRoot(),
      env: { ...inherited(), NODE_ENV: 'production', PORT: String(port), HOST: '127.0.0.1', ...env },
      stdio: ['ignore', output, output, 'ipc'],
    });
  }

  /** Waits until it answers at `path`. */
  async ready(path: string): Promise<this> {
    const until = performance.now() + READY_WITHIN_MS;
    while (!(await answers(this.origin + path))) {
      if (this.process.exitCode !== null || performance.now() > until)
        throw new Error(`${this.process.spawnargs.join(' ')} did not come up`);
      await sleep(50);
    }
    return this;
  }

  /** Megabytes of memory that it holds. */
  memory(): number {
    return memoryOf(this.process.pid!);
  }

  async stop(): Promise<void> {
    const child = this.process;
    await end(
      () => child.exitCode === null && child.signalCode === null,
      [
        { signal: () => child.kill('SIGTERM'), patienceMs: 10_000 },
        { signal: () => child.kill('SIGKILL'), patienceMs: 2_000 },
      ],
    );
  }
}

/** Settings of whoever runs the bench are not for the servers that it measures. */
const OWN = /^(PATH|HOME|TMPDIR|TEMP|TMP|SystemRoot|LD_LIBRARY_PATH|BENCH_NODE_OPTIONS)$/i;
export const inherited = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => OWN.test(name))) as Record<
    string,
    string
  >;

async function answers(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(1_000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

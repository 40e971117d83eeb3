import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { during } from '../../../../scripts/lib/say.mjs';
import { inRoot } from '../../../../scripts/lib/paths.mjs';
import { freePort } from '../../../../scripts/lib/ports.mjs';
import { inherited } from './child.ts';
import type { Stage } from './stage.ts';

const UP_WITHIN_MS = 120_000;

/** Seconds from `npm start` to the first page, with an empty folder (PostgreSQL, migrations, the demonstration and all) and then where it ran before. */
export async function twoStarts({
  folder,
}: Pick<Stage, 'folder'>): Promise<{ first: number; second: number }> {
  const env = {
    ...inherited(),
    PORT: String(await freePort(4_900, 5_000)),
    DATA_DIR: path.join(folder, `start-${randomUUID()}`),
  };
  const timed = (which: string) =>
    during(
      `npm start, the ${which} time`,
      () => startAndStop(env),
      () => 'It started and stopped',
    );
  return { first: await timed('first'), second: await timed('second') };
}

async function startAndStop(env: Record<string, string>): Promise<number> {
  const since = performance.now();
  const launcher = spawn(process.execPath, [inRoot('scripts/start.mjs')], {
    cwd: inRoot(),
    env,
    stdio: 'ignore',
  });
  try {
    while (!(await firstPage(`http://127.0.0.1:${env.PORT}/`))) {
      if (launcher.exitCode !== null || performance.now() - since > UP_WITHIN_MS)
        throw new Error('npm start brought nothing up');
      await sleep(20);
    }
    return (performance.now() - since) / 1000;
  } finally {
    await stopped(launcher);
  }
}

async function stopped(launcher: ChildProcess): Promise<void> {
  if (launcher.exitCode !== null) return;
  launcher.kill('SIGTERM');
  await once(launcher, 'exit');
}

async function firstPage(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url);
    await answer.text();
    return answer.ok;
  } catch {
    return false;
  }
}

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const STARTED_WITHIN = 180_000;

const missing = ['redis-server', 'haproxy'].filter(
  (name) => !existsSync(`/usr/sbin/${name}`) && spawnSync('which', [name]).status !== 0,
);
export const clusterCanRun = missing.length === 0;
if (!clusterCanRun)
  process.stdout.write(
    `Skipped: tests on the cluster, since ${missing.join(' and ')} is not on this machine\n`,
  );

interface State {
  url: string;
  databaseUrl: string;
  caughtMail: string;
  postgres: { pid: number | null };
  parts: { name: string; pid: number | null; port: number }[];
}

/** What `npm run cluster` starts, to be killed part by part. */
export interface Cluster {
  url: string;
  databaseUrl: string;
  /** The folder of what the mail catcher was given. */
  caughtMail: string;
  pidOf(name: string): number | null;
  /** kill -9 of `api 1`, `api 2`, `worker`, `redis`, `haproxy` or `postgres`, when it is there. */
  kill(name: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startCluster(...flags: string[]): Promise<Cluster> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fingerpost-cluster-'));
  await chmod(dataDir, 0o755);
  const port = 15_000 + Math.floor(Math.random() * 14_000);
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: String(port),
    LIMITS: 'off',
    LOG_LEVEL: 'warn',
    NODE_ENV: 'production',
    DATABASE_URL: '',
  };
  const launcher = spawn(process.execPath, [join(ROOT, 'scripts/cluster.mjs'), ...flags], {
    env,
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  launcher.stdout.on('data', (text: Buffer) => (output += text.toString()));
  const end = performance.now() + STARTED_WITHIN;
  while (!output.includes('is ready at http')) {
    if (launcher.exitCode !== null || performance.now() > end) throw new Error(`no cluster:\n${output}`);
    await sleep(200);
  }
  const state = () => JSON.parse(readFileSync(join(dataDir, 'cluster.json'), 'utf8')) as State;
  const pidOf = (name: string) =>
    (name === 'postgres' ? state().postgres.pid : state().parts.find((part) => part.name === name)?.pid) ??
    null;
  return {
    url: `http://127.0.0.1:${port}`,
    databaseUrl: state().databaseUrl,
    caughtMail: state().caughtMail,
    pidOf,
    async kill(name) {
      let pid = pidOf(name);
      while (pid === null) {
        await sleep(100);
        pid = pidOf(name);
      }
      process.kill(pid, 'SIGKILL');
    },
    async stop() {
      const gone = new Promise((resolve) => launcher.once('exit', resolve));
      launcher.kill('SIGTERM');
      await gone;
      if (process.env.KEEP_CLUSTER) process.stdout.write(`kept: ${dataDir}\n`);
      else await rm(dataDir, { recursive: true, force: true });
    },
  };
}

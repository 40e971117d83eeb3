import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const OUT = 'dist-long';

/** The built server as a process of its own, so that it can be killed like one. */
export interface ChildApi {
  port: number;
  start(): Promise<void>;
  kill(): Promise<void>;
  /** Resident, in bytes, as Linux tells it. */
  memory(): number;
}

export function buildApi(): void {
  execFileSync(
    process.execPath,
    [`${ROOT}../../node_modules/vite/bin/vite.js`, 'build', '--outDir', OUT, '--logLevel', 'error'],
    { cwd: ROOT, stdio: 'inherit' },
  );
}

export async function childApi(databaseUrl: string, env: Record<string, string> = {}): Promise<ChildApi> {
  const port = await freePort();
  const dataDir = mkdtempSync(join(tmpdir(), 'fingerpost-child-'));
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  let child: ChildProcess | undefined;
  return {
    port,
    async start() {
      const settings = {
        ...process.env,
        DATABASE_URL: databaseUrl,
        PORT: String(port),
        DATA_DIR: dataDir,
        DEMO: 'off',
        LOG_LEVEL: 'error',
        ...env,
      };
      child = spawn(process.execPath, [`${OUT}/main.js`], {
        cwd: ROOT,
        env: settings,
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      for (let tries = 0; tries < 200; tries += 1) {
        const ready = await fetch(`http://localhost:${port}/readyz`).then(
          (answer) => answer.ok,
          () => false,
        );
        if (ready) return;
        await sleep(50);
      }
      throw new Error('the server did not become ready');
    },
    memory() {
      const status = readFileSync(`/proc/${child?.pid}/status`, 'utf8');
      return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024;
    },
    async kill() {
      const gone = new Promise((resolve) => child?.once('exit', resolve));
      child?.kill('SIGKILL');
      await gone;
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

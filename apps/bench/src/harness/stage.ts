import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../../../../scripts/lib/ports.mjs';
import { during } from '../../../../scripts/lib/say.mjs';
import { Child } from './child.ts';
import { openDatabase, type BenchDatabase } from './database.ts';
import { signIn, type Member } from './members.ts';

/** Below the ports that outgoing connections borrow. */
const PORTS = [4_900, 5_000] as const;
const port = () => freePort(...PORTS);

/** What every part of the bench stands on: the data, the product on it, its references and ten signed-in members. */
export interface Stage {
  folder: string;
  database: BenchDatabase;
  product: Child;
  reference: Child;
  members: Member[];
  /** Starts the product once more, maybe on another database. */
  another(url: string): Promise<Child>;
  /** Starts a program of the bench that answers `/healthz`. */
  spawn(file: string, env: Record<string, string>): Promise<Child>;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const folder = makeFolder();
  const running: { stop(): Promise<void> }[] = [];
  const close = async () => {
    for (const part of running.toReversed()) await part.stop();
    if (!process.env.BENCH_DATA_DIR) rmSync(folder, { recursive: true, force: true });
  };
  try {
    const database = await openDatabase(folder);
    running.push({ stop: () => database.close() });
    const start = async (file: string, name: string, env: Record<string, string>, readyAt: string) => {
      const child = new Child(file, { port: await port(), log: path.join(folder, `${name}.log`), env });
      running.push(child);
      return child.ready(readyAt);
    };
    const another = (url: string) =>
      start('apps/api/dist/main.js', 'product', productSettings(folder, url), '/readyz');
    const spawn = (file: string, env: Record<string, string>) => start(file, 'reference', env, '/healthz');
    const product = await during(
      'Starting Fingerpost',
      () => another(database.url),
      () => 'Fingerpost runs',
    );
    const reference = await spawn('apps/bench/src/references/server.ts', {
      DATABASE_URL: database.url,
      PRODUCT_ORIGIN: product.origin,
    });
    const members = await signIn(product.origin, database);
    return { folder, database, product, reference, members, another, spawn, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** As in production, with its log, but without limits, which loopback alone may switch off. */
const productSettings = (folder: string, url: string) => ({
  DATABASE_URL: url,
  DATA_DIR: path.join(folder, 'files'),
  DEMO: 'on',
  LIMITS: 'off',
  LOG_LEVEL: 'info',
});

function makeFolder(): string {
  const told = process.env.BENCH_DATA_DIR;
  if (!told) return mkdtempSync(path.join(os.tmpdir(), 'fingerpost-bench-'));
  mkdirSync(told, { recursive: true });
  return path.resolve(told);
}

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
  /** Starts the product once more, on another database. */
  another(url: string): Promise<Child>;
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
    const another = async (url: string) => {
      const child = new Child('apps/api/dist/main.js', { port: await port(), log: path.join(folder, 'product.log'), env: productSettings(folder, url) });
      running.push(child);
      return child.ready('/readyz');
    };
    const product = await during('Starting Fingerpost', () => another(database.url), () => 'Fingerpost runs');
    const reference = new Child('apps/bench/src/references/server.ts', {
      port: await port(),
      log: path.join(folder, 'reference.log'),
      env: { DATABASE_URL: database.url, PRODUCT_ORIGIN: product.origin },
    });
    running.push(reference);
    await reference.ready('/healthz');
    const members = await signIn(product.origin, database);
    return { folder, database, product, reference, members, another, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** As in production, with its log, but without limits, which loopback alone may switch off. */
const productSettings = (folder: string, url: string) => ({ DATABASE_URL: url, DATA_DIR: path.join(folder, 'files'), DEMO: 'on', LIMITS: 'off', LOG_LEVEL: 'info' });

function makeFolder(): string {
  const told = process.env.BENCH_DATA_DIR;
  if (!told) return mkdtempSync(path.join(os.tmpdir(), 'fingerpost-bench-'));
  mkdirSync(told, { recursive: true });
  return path.resolve(told);
}

import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openPostgres } from '../../postgres.mjs';
import { alive } from '../processes.mjs';

const NAME = /^fingerpost-test-(\d+)-/;

/** A folder of a test run's own, which every user may enter; those of runs that were killed are swept. */
export function temporaryFolder(label) {
  for (const name of readdirSync(os.tmpdir())) {
    const pid = Number(NAME.exec(name)?.[1]);
    if (pid && !alive(pid)) sweep(path.join(os.tmpdir(), name));
  }
  const folder = path.join(os.tmpdir(), `fingerpost-test-${process.pid}-${label}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o755 });
  return folder;
}

function sweep(folder) {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // another user's
  }
}

/** PostgreSQL for one test run: nothing of it stays. */
export async function openTemporaryPostgres(label) {
  const dataDir = temporaryFolder(label);
  const database = await openPostgres({ dataDir, what: 'a test run', lasting: false });
  return {
    ...database,
    async stop() {
      await database.stop();
      for (const folder of new Set([database.place, dataDir]))
        rmSync(folder, { recursive: true, force: true });
    },
  };
}

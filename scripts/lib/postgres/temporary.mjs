import { accessSync, constants, mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openPostgres } from '../../postgres.mjs';
import { alive } from '../processes.mjs';

const NAME = /^fingerpost-test-(\d+)-/;

const MEMORY = '/dev/shm';
const ENOUGH = 4 * 2 ** 30;

/** In memory where there is plenty: waiting for the disk at each commit was most of the time of the HTTP tests. */
function base() {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    accessSync(MEMORY, constants.W_OK);
    if (Math.min(bavail * bsize, os.freemem()) > ENOUGH) return MEMORY;
  } catch {
    // not on this system
  }
  return os.tmpdir();
}

/** A folder of a test run's own, which every user may enter; those of runs that were killed are swept. */
export function temporaryFolder(label) {
  const within = base();
  for (const name of readdirSync(within)) {
    const pid = Number(NAME.exec(name)?.[1]);
    if (pid && !alive(pid)) sweep(path.join(within, name));
  }
  const folder = path.join(within, `fingerpost-test-${process.pid}-${label}`);
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

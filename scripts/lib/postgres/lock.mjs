import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Fault } from '../fault.mjs';
import { end, remember, stillThere, until } from '../processes.mjs';

const file = (place) => path.join(place, 'postgres.owner.json');

const HALF_WRITTEN_MS = 250;

const read = (place) => readAt(file(place));

function readAt(at) {
  try {
    return existsSync(at) ? JSON.parse(readFileSync(at, 'utf8')) : null;
  } catch {
    // written half when the disk was full or the power went: nobody's
    return null;
  }
}

/** One launcher at a time for one cluster; a lock whose holder is gone is nobody's. */
export async function takeLock(place, dataDir, what) {
  const mine = JSON.stringify({ ...remember(process.pid), what });
  while (!write(place, mine)) {
    // Another may have made it this moment, and not have filled it yet.
    await until(() => read(place), HALF_WRITTEN_MS);
    const held = read(place);
    if (held && held.pid !== process.pid && stillThere(held))
      throw new Fault(
        `Another Fingerpost (${held.what}, process ${held.pid}) is using ${dataDir}. Stop it, or set DATA_DIR and PORT to others.`,
      );
    await endLeftOver(place);
    removeDead(place, held);
  }
}

/** False where there is a lock already: of two who come at once the file system lets one through. */
function write(place, text) {
  try {
    writeFileSync(file(place), text, { mode: 0o600, flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Moved away first, and looked at there: of two who find it dead the slower one would take the quicker one's new lock.
 * A lock that root left behind may be moved by the folder's owner, though not read or written.
 */
function removeDead(place, dead) {
  const aside = `${file(place)}.${process.pid}`;
  try {
    renameSync(file(place), aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  if (JSON.stringify(readAt(aside)) === JSON.stringify(dead)) rmSync(aside, { force: true });
  else renameSync(aside, file(place));
}

/** The server of a launcher that was killed ends by itself; this is for one that does not. */
export async function endLeftOver(place) {
  const held = read(place);
  if (held?.child && (held.pid === process.pid || !stillThere(held))) await endOrphan(held.child);
}

async function endOrphan(child) {
  const isThere = () => stillThere(child);
  const send = (signal) => () => process.kill(child.pid, signal);
  await end(isThere, [
    { signal: () => {}, patienceMs: 2_000 },
    { signal: send('SIGTERM'), patienceMs: 5_000 },
    { signal: send('SIGKILL'), patienceMs: 2_000 },
  ]);
}

export function noteChild(place, pid) {
  const held = read(place);
  if (held?.pid === process.pid)
    writeFileSync(file(place), JSON.stringify({ ...held, child: remember(pid) }));
}

export function freeLock(place) {
  if (read(place)?.pid === process.pid) rmSync(file(place), { force: true });
}

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Fault } from '../fault.mjs';
import { end, remember, stillThere } from '../processes.mjs';

const file = (place) => path.join(place, 'postgres.owner.json');

function read(place) {
  try {
    return existsSync(file(place)) ? JSON.parse(readFileSync(file(place), 'utf8')) : null;
  } catch {
    // written half when the disk was full or the power went: nobody's
    return null;
  }
}

/** One launcher at a time for one cluster; a lock whose holder is gone is nobody's. */
export async function takeLock(place, dataDir, what) {
  const held = read(place);
  if (held && held.pid !== process.pid && stillThere(held))
    throw new Fault(
      `Another Fingerpost (${held.what}, process ${held.pid}) is using ${dataDir}. Stop it, or set DATA_DIR and PORT to others.`,
    );
  await endLeftOver(place);
  const mine = { ...remember(process.pid), what };
  // Removed first: a lock that root left behind may be deleted by the folder's owner, but not written.
  rmSync(file(place), { force: true });
  writeFileSync(file(place), JSON.stringify(mine), { mode: 0o600 });
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

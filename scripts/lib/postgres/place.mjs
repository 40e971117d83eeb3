import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Fault, folderFault } from '../fault.mjs';
import { say } from '../say.mjs';
import { accountFor, mayEnter } from './account.mjs';

export const clusterIn = (place) => path.join(place, 'postgres');

const locationFile = (dataDir) => path.join(dataDir, 'postgres.location');

/** Where the cluster of this DATA_DIR is, if it has one. */
export function knownPlace(dataDir) {
  if (existsSync(locationFile(dataDir))) {
    const place = readFileSync(locationFile(dataDir), 'utf8').trim();
    if (existsSync(clusterIn(place))) return place;
    throw new Fault(
      `${locationFile(dataDir)} says that the database is in ${place}, where it is not. Delete that file to begin with an empty one.`,
    );
  }
  return existsSync(path.join(clusterIn(dataDir), 'PG_VERSION')) ? dataDir : null;
}

/** The folder that holds the cluster, its secret and its lock, and the user who runs it. */
export function findPlace(dataDir) {
  makeFolder(dataDir);
  const known = knownPlace(dataDir);
  const account = accountFor(known && statSync(clusterIn(known)));
  if (known) {
    if (mayEnter(account, clusterIn(known))) return { place: known, account, isNew: false };
    throw new Fault(
      `The database in ${clusterIn(known)} cannot be entered by ${account?.name ?? 'this user'}.`,
    );
  }
  if (mayEnter(account, dataDir)) return { place: dataDir, account, isNew: true };
  return { place: elsewhere(dataDir, account), account, isNew: true };
}

export function makeFolder(folder) {
  try {
    makeParents(folder);
    const probe = path.join(folder, `.probe-${process.pid}`);
    // Removed at once; a full disk or a read-only one is found here, before anything is half made.
    writeFileSync(probe, 'x');
    rmSync(probe, { force: true });
  } catch (error) {
    throw folderFault(error, folder);
  }
}

// One by one, since `recursive` hides a read-only file system behind "no such file".
function makeParents(folder) {
  if (existsSync(folder)) return;
  makeParents(path.dirname(folder));
  mkdirSync(folder);
}

/** Root's DATA_DIR may lie where PostgreSQL's user cannot go, as under a home of mode 700. */
function elsewhere(dataDir, account) {
  const shelf = sharedShelf(account);
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  let place = path.join(shelf, name);
  // A cluster without its location file belongs to a DATA_DIR that was deleted: never shown again, never destroyed.
  for (let n = 2; existsSync(clusterIn(place)); n++) {
    say(`An earlier database of this folder is left in ${place}; delete it if nobody needs it.`);
    place = path.join(shelf, `${name}-${n}`);
  }
  mkdirSync(place, { recursive: true });
  chmodSync(place, 0o755);
  say(`${account.name} may not enter ${dataDir}, so the database is kept in ${place}.`);
  return place;
}

export function holdOnTo(dataDir, place) {
  if (place !== dataDir) writeFileSync(locationFile(dataDir), `${place}\n`);
}

/** A folder of root's own that every user can enter. */
export function sharedShelf(account) {
  for (const folder of ['/var/lib/fingerpost', path.join(os.tmpdir(), 'fingerpost')]) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      const { uid, mode } = statSync(folder);
      if (uid === 0 && !(mode & 0o022) && mayEnter(account, folder)) return folder;
    } catch {
      // not to be had: the next one
    }
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fingerpost-'));
  chmodSync(folder, 0o755);
  return folder;
}

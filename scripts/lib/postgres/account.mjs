import { readFileSync } from 'node:fs';
import { Fault } from '../fault.mjs';
import { probe } from '../processes.mjs';

export const asRoot = () => process.getuid?.() === 0;

function lookUp(name) {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  if (!line) return null;
  const [, , uid, gid] = line.split(':');
  return { name, uid: Number(uid), gid: Number(gid) };
}

/**
 * PostgreSQL refuses to run as root, so root lends it another user: the owner of a cluster that is there
 * already, else `postgres`, else `nobody`. Null means: as oneself.
 */
export function accountFor(owner) {
  if (!asRoot()) return null;
  if (owner && owner.uid !== 0) return { name: `user ${owner.uid}`, uid: owner.uid, gid: owner.gid };
  const found = lookUp('postgres') ?? lookUp('nobody');
  if (!found)
    throw new Fault('PostgreSQL does not run as root, and there is no user "postgres" or "nobody".');
  return found;
}

export const ids = (account) => (account ? { uid: account.uid, gid: account.gid } : {});

/** Tried for real, since modes, access lists and mounts all have a say. */
export function mayEnter(account, folder) {
  if (!account) return true;
  const tried = probe('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
    ...ids(account),
    cwd: '/',
    stdio: 'ignore',
  });
  return tried.status === 0;
}

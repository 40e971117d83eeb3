import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const USER = 'fingerpost';
export const DATABASE = 'fingerpost';

const file = (place) => path.join(place, 'postgres.json');

/** The password and the port, chosen once and kept where only the owner reads. */
export function readSecret(place) {
  if (!existsSync(file(place))) return null;
  return JSON.parse(readFileSync(file(place), 'utf8'));
}

export const newPassword = () => randomBytes(24).toString('base64url');

export function writeSecret(place, secret) {
  const half = `${file(place)}.${process.pid}`;
  writeFileSync(half, `${JSON.stringify(secret)}\n`, { mode: 0o600 });
  // Root may start what another user made; the file stays that user's.
  if (process.getuid?.() === 0 && existsSync(file(place))) {
    const { uid, gid } = statSync(file(place));
    chownSync(half, uid, gid);
  }
  renameSync(half, file(place));
}

export const urlFor = ({ password, port }, database = DATABASE) =>
  `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;

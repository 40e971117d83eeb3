import { createHash, randomBytes } from 'node:crypto';

/** The secret of the one-time address; the database keeps only its hash. */
export const newToken = (): string => randomBytes(24).toString('base64url');
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();

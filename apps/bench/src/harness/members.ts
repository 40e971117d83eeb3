import { createHash, randomBytes } from 'node:crypto';
import { CONNECTIONS } from './load.ts';
import { VIEWER_HEADER } from '../references/viewer.ts';
import type { BenchDatabase } from './database.ts';

export interface Member {
  personId: number;
  /** What both sides are sent: the session's cookie for the product, the name for the references. */
  headers: Record<string, string>;
}

/** One signed-in member of the scaled data set for each connection. */
export async function signIn(origin: string, database: BenchDatabase): Promise<Member[]> {
  const accounts = await database.query<{ id: number; person_id: number }>(
    `SELECT id, person_id FROM accounts WHERE email LIKE 'm0%@demo.example' ORDER BY email LIMIT $1`,
    [CONNECTIONS],
  );
  return Promise.all(
    accounts.map(async ({ id, person_id }) => {
      const token = randomBytes(32).toString('base64url');
      await database.query(
        `INSERT INTO sessions (token_hash, kind, account_id, expires_at) VALUES ($1, 'cookie', $2, now() + interval '1 day')`,
        [createHash('sha256').update(token).digest(), id],
      );
      return {
        personId: Number(person_id),
        headers: { cookie: `fp_session=${token}`, origin, [VIEWER_HEADER]: String(person_id) },
      };
    }),
  );
}

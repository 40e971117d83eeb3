import pg from 'pg';
import { StartFault } from '../config/start-fault.js';

const OLDEST = 15;
/** Codes of a socket: nobody is there, or the name leads nowhere. */
const AWAY = /^(ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)/;

/**
 * Connects, and says in one sentence what the person who set DATABASE_URL can mend.
 * @throws StartFault with that sentence.
 */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return client;
  } catch (fault) {
    throw new StartFault(refusal(fault as Refused, new URL(url)), { cause: fault });
  }
}

interface Refused {
  code?: string;
  message: string;
  /** Node tries each address of a name, and its own fault has no words then. */
  errors?: { code?: string }[];
}

function refusal({ code, message, errors }: Refused, { hostname, port, pathname, username }: URL): string {
  const why = code ?? errors?.[0]?.code ?? '';
  const at = `${hostname}:${port || '5432'}`;
  if (AWAY.test(why) || /timeout/i.test(message))
    return `No PostgreSQL answers at ${at} (${why || 'nothing was heard for 5 s'}). Start it, or mend DATABASE_URL.`;
  if (why === '3D000')
    return `PostgreSQL at ${at} has no database ${pathname.slice(1)}. Create it, or mend DATABASE_URL.`;
  if (why.startsWith('28'))
    return `PostgreSQL at ${at} does not let ${decodeURIComponent(username) || 'this user'} in (${message}). Mend DATABASE_URL.`;
  return `PostgreSQL at ${at} cannot be used: ${message}`;
}

/**
 * Jobs and statements need a PostgreSQL that is new enough, and people's letters one that takes them all.
 * @throws StartFault that says which it is.
 */
export async function assertUsable(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: number; encoding: string }>(
    `SELECT current_setting('server_version_num')::int AS number, pg_encoding_to_char(encoding) AS encoding
     FROM pg_database WHERE datname = current_database()`,
  );
  const fault = unusable(rows[0] ?? { number: 0, encoding: '' });
  if (fault) throw new StartFault(fault);
}

/** Why a server of that number and encoding is of no use, or null. */
export function unusable({ number, encoding }: { number: number; encoding: string }): string | null {
  const version = Math.floor(number / 10_000);
  if (version < OLDEST)
    return `PostgreSQL ${version} is too old: Fingerpost needs ${OLDEST} or later. Set DATABASE_URL to one.`;
  if (encoding !== 'UTF8')
    return `The database of DATABASE_URL keeps letters as ${encoding}: Fingerpost needs one with the encoding UTF8.`;
  return null;
}

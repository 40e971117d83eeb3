import pg from 'pg';

/** One statement on the run's database: for what no page does, and the world around it does. */
export async function sql(text: string, values: unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.E2E_DATABASE_URL });
  await client.connect();
  try {
    await client.query(text, values);
  } finally {
    await client.end();
  }
}

/** As after a mail server's answer that nobody is there. */
export const stopMailTo = (address: string) =>
  sql(
    `UPDATE accounts SET mail_stopped_at = now(), mail_stopped_reason = 'EENVELOPE 550', bounces = 1 WHERE email = $1`,
    [address],
  );

import type pg from 'pg';

/** Tables in the order in which they refer to each other; `$1` are the discussions that come along. */
const TABLES: [table: string, where: string, without?: string][] = [
  ['organisations', 'true'],
  ['people', 'true'],
  ['accounts', 'true'],
  ['spaces', 'true'],
  ['memberships', 'true'],
  ['discussions', 'id = ANY ($1)', 'answer_post_id'],
  ['posts', 'discussion_id = ANY ($1)'],
  ['post_sources', 'post_id IN (SELECT id FROM posts WHERE discussion_id = ANY ($1))'],
];

/** Copies everybody and some of the discussions into a database that is migrated and empty. Ids stay as they are. */
export async function copySome(from: pg.Client, to: pg.Client, discussions: number[]): Promise<void> {
  for (const [table, where, without = ''] of TABLES) {
    const { rows } = await from.query(
      `SELECT to_jsonb(kept) - $2::text AS row FROM ${table} kept WHERE ${where} AND $1::bigint[] IS NOT NULL`,
      [discussions, without],
    );
    const columns = await writable(to, table);
    await to.query(
      `INSERT INTO ${table} (${columns.join(', ')}) OVERRIDING SYSTEM VALUE SELECT ${columns.map((column) => `(jsonb_populate_record(blank, row)).${column}`).join(', ')} FROM (SELECT (SELECT t FROM ${table} t LIMIT 0) AS blank, jsonb_array_elements($1::jsonb) AS row) given`,
      [JSON.stringify(rows.map(({ row }) => row))],
    );
  }
}

/** The columns of a table but those that the database works out by itself. */
async function writable(client: pg.Client, table: string): Promise<string[]> {
  const { rows } = await client.query<{ column: string }>(
    `SELECT column_name AS column FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER' ORDER BY ordinal_position`,
    [table],
  );
  return rows.map(({ column }) => column);
}

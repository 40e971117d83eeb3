import type { Database } from '../../src/database/database.service.js';

/** A checksum of the rows of every table of ours, and of the jobs; pg-boss notes beside them that it lives. */
export async function contents(db: Database): Promise<Record<string, string>> {
  return db.transaction(async (tx) => {
    const tables = await tx.query<{ name: string }[]>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND (table_schema = 'public' OR table_schema = 'pgboss' AND table_name = 'job') ORDER BY 1`,
    );
    const found: Record<string, string> = {};
    for (const { name } of tables) {
      const [row] = await tx.query<{ rows: number; digest: string }[]>(
        `SELECT count(*) AS rows, md5(coalesce(string_agg(line, '' ORDER BY line), '')) AS digest
         FROM (SELECT to_jsonb(t)::text AS line FROM ${name} t) lines`,
      );
      found[name] = `${row!.rows} ${row!.digest}`;
    }
    return found;
  });
}

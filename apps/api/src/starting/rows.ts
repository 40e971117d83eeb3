/** Runs SQL: a transaction's `query`, or a plain client's. */
export type Run = (sql: string, params: unknown[]) => Promise<unknown>;
type Row = Record<string, unknown>;

const BATCH = 500;

/** Writes many rows with few statements; the table's own types read the values. */
export async function insertAll(run: Run, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = JSON.stringify(rows.slice(from, from + BATCH));
    await run(
      `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1::json)`,
      [batch],
    );
  }
}

/** Ids that nobody else gets, also while others write. */
export async function takeIds(run: Run, table: string, count: number): Promise<number[]> {
  const result = (await run(
    `SELECT nextval(pg_get_serial_sequence('${table}', 'id')) AS id FROM generate_series(1, $1)`,
    [count],
  )) as { id: number }[] | { rows: { id: number }[] };
  return (Array.isArray(result) ? result : result.rows).map(({ id }) => Number(id));
}

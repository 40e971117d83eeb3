import type pg from 'pg';
import type { Caught } from '../product/caught.ts';

/** As often as PostgreSQL plans a prepared statement anew before it settles on one plan. */
const TRIES = 6;

/** Buffers that one execution of a statement touches on this connection, prepared and its plan settled; the planning is left out. */
export function buffersOn(client: pg.Client): (asked: Caught) => Promise<number> {
  const prepared = new Set<string>();
  return async ({ name, text, values }) => {
    const execute = `EXECUTE "measured-${name}"${values.length > 0 ? `(${values.map(literal).join(', ')})` : ''}`;
    if (!prepared.has(name)) {
      prepared.add(name);
      await client.query(`PREPARE "measured-${name}" AS ${text}`);
      for (let n = 0; n < TRIES; n++) await client.query(execute);
    }
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(
      `EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ${execute}`,
    );
    const { Plan } = rows[0]!['QUERY PLAN'][0];
    return Plan['Shared Hit Blocks']! + Plan['Shared Read Blocks']!;
  };
}

const literal = (value: unknown): string => {
  if (value === null) return 'NULL';
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  throw new Error(`${JSON.stringify(value)} is neither a number nor null`);
};

import type pg from 'pg';
import type { Caught } from '../product/caught.ts';

/** As often as PostgreSQL plans a prepared statement anew before it settles on one plan. */
const TRIES = 6;

/** Buffers that one execution of a prepared statement touches, once its plan has settled; the planning is left out. */
export async function prepare(
  client: pg.Client,
  { text, values }: Caught,
): Promise<(values: unknown[]) => Promise<number>> {
  await client.query('DEALLOCATE ALL');
  await client.query(`PREPARE measured AS ${text}`);
  for (let n = 0; n < TRIES; n++) await client.query(`EXECUTE measured(${values.map(literal).join(', ')})`);
  return async (next) => {
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(
      `EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) EXECUTE measured(${next.map(literal).join(', ')})`,
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

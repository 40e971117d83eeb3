import type { Transaction } from './database.service.js';

/** True where what came after `from`, and after that, leads on to `to`: nothing can come after itself. */
export async function leadsOn(
  tx: Transaction,
  table: 'organisations' | 'partnerships',
  from: number,
  to: number,
): Promise<boolean> {
  const found = await tx.query<object[]>(
    `WITH RECURSIVE after AS (
       SELECT $1::bigint AS id UNION SELECT it.successor_id FROM after JOIN ${table} it ON it.id = after.id WHERE it.successor_id IS NOT NULL
     ) SELECT 1 FROM after WHERE id = $2`,
    [from, to],
  );
  return found.length > 0;
}

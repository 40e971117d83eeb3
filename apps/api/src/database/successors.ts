import type { Transaction } from './database.service.js';

type Table = 'organisations' | 'partnerships';

/** What came after `$1`, and after that, as the table `after`. */
const AFTER = (table: Table, from: '$1' | '$2') => `WITH RECURSIVE after AS (
  SELECT ${from}::bigint AS id UNION SELECT it.successor_id FROM after JOIN ${table} it ON it.id = after.id WHERE it.successor_id IS NOT NULL
)`;

/**
 * From here to the end of the transaction nobody else changes what comes after what: two who look at once, each before
 * the other is done, would close a circle between them. To be asked before any row is locked, so that whoever has it
 * waits for nobody who waits for it.
 */
export const lockSuccessors = (tx: Transaction, table: Table): Promise<unknown> =>
  tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`successors of ${table}`]);

/** True where what came after `from`, and after that, leads on to `to`: nothing can come after itself. Under `lockSuccessors`. */
export async function leadsOn(tx: Transaction, table: Table, from: number, to: number): Promise<boolean> {
  const found = await tx.query<object[]>(`${AFTER(table, '$1')} SELECT 1 FROM after WHERE id = $2`, [
    from,
    to,
  ]);
  return found.length > 0;
}

/**
 * What `from` came after is followed by `to` now, into which it was merged; but not what itself came after `to`, which
 * would then come after itself. Under `lockSuccessors`.
 */
export const passOn = (tx: Transaction, table: Table, from: number, to: number): Promise<unknown> =>
  tx.query(
    `${AFTER(table, '$2')} UPDATE ${table} SET successor_id = CASE WHEN id IN (SELECT id FROM after) THEN NULL ELSE $2::bigint END
     WHERE successor_id = $1`,
    [from, to],
  );

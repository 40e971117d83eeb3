import type { Page } from '@fingerpost/contracts/common';
import { encodeCursor } from './cursor.js';

/** Which way a keyset statement reads: `before` reads backwards from its cursor, and `order` turns the list round. */
export interface Reading {
  limit: number;
  cursor: string | undefined;
  /** The parameter that the cursor came as. */
  named: 'after' | 'before';
  backwards: boolean;
  descending: boolean;
}

export const readingOf = (
  query: {
    limit: number;
    order?: 'asc' | 'desc' | undefined;
    after?: string | undefined;
    before?: string | undefined;
  },
  usual: 'asc' | 'desc',
): Reading => {
  const backwards = query.before !== undefined && query.after === undefined;
  return {
    limit: query.limit,
    cursor: backwards ? query.before : query.after,
    named: backwards ? 'before' : 'after',
    backwards,
    descending: ((query.order ?? usual) === 'desc') !== backwards,
  };
};

/** Rows as the statement gave them, one more than the limit when there is more, to a page in the order of the list. */
export function toPage<Row, T>(
  rows: readonly Row[],
  reading: Reading,
  keyOf: (row: Row) => readonly (string | number)[],
  present: (row: Row) => T,
): Page<T> {
  const more = rows.length > reading.limit;
  const shown = more ? rows.slice(0, reading.limit) : [...rows];
  if (reading.backwards) shown.reverse();
  const first = shown[0];
  const last = shown.at(-1);
  const came = reading.cursor !== undefined;
  return {
    items: shown.map(present),
    next: last !== undefined && (reading.backwards || more) ? encodeCursor(keyOf(last)) : null,
    previous: first !== undefined && (reading.backwards ? more : came) ? encodeCursor(keyOf(first)) : null,
  };
}

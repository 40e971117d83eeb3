import type { Page, Whole } from '@fingerpost/contracts/common';
import { decodeCursor, encodeCursor, type CursorKind, type CursorValues } from './cursor.js';

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

/** The sort values of the row where a page begins; nothing at the beginning of the list. @throws DomainError 422 */
export const cursorOf = <T extends readonly CursorKind[]>(
  { cursor, named }: Reading,
  shape: T,
): CursorValues<T> | null => (cursor === undefined ? null : decodeCursor(cursor, shape, named));

/** The same of a list that is in the order of its rows' numbers, or takes the rest from the row itself. */
export const cursorIdOf = (reading: Reading): number | null =>
  cursorOf(reading, ['number'] as const)?.[0] ?? null;

/** As many lengths as there are texts of a statement. */
const LENGTHS = [6, 11, 21, 51, 101] as const;

/**
 * How many rows to ask for, to know whether there is more: put into the text of a statement. As a parameter PostgreSQL
 * could not weigh it, and would plan each page anew, which costs more than reading it.
 */
export const rowsFor = ({ limit }: Pick<Reading, 'limit'>): number =>
  LENGTHS.find((length) => length > limit) ?? limit + 1;

/** What is never long, in the frame of all lists. */
export const whole = <T>(items: T[]): Whole<T> => ({ items, next: null, previous: null });

/** Rows as the statement gave them, more than the limit when there is more, to a page in the order of the list. */
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

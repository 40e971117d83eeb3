import { DomainError } from './problem.js';

/** Opaque to clients: the sort values of the last row, as base64url JSON. */
export const encodeCursor = (values: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

export type CursorKind = 'number' | 'int' | 'instant';
export type CursorValues<T extends readonly CursorKind[]> = {
  [K in keyof T]: T[K] extends 'instant' ? string : number;
};

/**
 * Reads a cursor that came as the parameter `named`.
 * @throws DomainError 422 when it is not one of ours: wrong length, or a value of another type.
 */
export function decodeCursor<T extends readonly CursorKind[]>(
  cursor: string,
  shape: T,
  named: 'after' | 'before',
): CursorValues<T> {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (
      Array.isArray(values) &&
      values.length === shape.length &&
      shape.every((type, i) => fits(values[i], type))
    )
      return values as never;
  } catch {
    // falls through to the same refusal
  }
  throw new DomainError('unknown_cursor', 422, 'This page does not exist.', {
    errors: [{ path: named, message: 'is not a cursor of this list' }],
  });
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/;
const INT_MAX = 2_147_483_647;

function fits(value: unknown, kind: CursorKind): boolean {
  if (kind === 'instant') return typeof value === 'string' && isInstant(value);
  return Number.isSafeInteger(value) && (kind === 'number' || Math.abs(Number(value)) <= INT_MAX);
}

/** JavaScript takes 30 February for 1 March and knows a year 0; PostgreSQL refuses both. */
function isInstant(text: string): boolean {
  const time = Date.parse(text);
  const seconds = 'yyyy-mm-ddThh:mm:ss'.length;
  return (
    INSTANT.test(text) &&
    !text.startsWith('0000') &&
    !Number.isNaN(time) &&
    new Date(time).toISOString().slice(0, seconds) === text.slice(0, seconds)
  );
}

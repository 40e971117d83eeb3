import { DomainError } from './problem.js';

/** Opaque to clients: the sort values of the last row, as base64url JSON. */
export const encodeCursor = (values: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

/** @throws DomainError 422 when it is not one of ours: wrong length, or a value of another type. */
export function decodeCursor<T extends readonly ('number' | 'instant')[]>(
  cursor: string,
  shape: T,
): { [K in keyof T]: T[K] extends 'number' ? number : string } {
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
    errors: [{ path: 'after', message: 'is not a cursor of this list' }],
  });
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/;
const fits = (value: unknown, type: 'number' | 'instant') =>
  type === 'number'
    ? Number.isSafeInteger(value)
    : typeof value === 'string' && INSTANT.test(value) && !Number.isNaN(Date.parse(value));

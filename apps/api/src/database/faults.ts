import { DomainError } from '../http/problem.js';

/** Classes and codes of PostgreSQL, and of sockets, that mean "the database is away": the caller may try again. */
const AWAY = /^(08|57P0[123]|53300|53400|25006|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/;
const AWAY_MESSAGE =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|server closed the connection|already released/i;
const LOCKED = new Set(['55P03', '40001', '40P01', '57014']);

/** A problem for what the database refused, or undefined when it is not the database's. */
export function databaseProblem(fault: unknown): DomainError | undefined {
  const { code, message } = unwrap(fault);
  if (AWAY.test(code) || AWAY_MESSAGE.test(message))
    return new DomainError(
      'unavailable',
      503,
      'The database is away for a moment. Nothing was lost; try again.',
      { retryAfter: 2 },
    );
  if (LOCKED.has(code))
    return new DomainError('busy', 503, 'This is busy at the moment; try again.', { retryAfter: 1 });
  if (code === '53100')
    return new DomainError('disk_full', 503, 'The disk of the server is full; reading still works.', {
      retryAfter: 60,
    });
  if (code === '22021' || code === '22P05')
    return new DomainError('invalid', 422, 'The text has a character that cannot be stored.');
  if (code === '22007' || code === '22008') return new DomainError('invalid', 422, 'A time does not exist.');
  if (code === '22003') return new DomainError('invalid', 422, 'A number is out of range.');
  return undefined;
}

/** True when `fault` broke the unique or check constraint of that name. */
export const breaks = (fault: unknown, constraint: string): boolean =>
  unwrap(fault).constraint === constraint;

function unwrap(fault: unknown): { code: string; message: string; constraint: string } {
  const outer = fault as {
    driverError?: unknown;
    code?: unknown;
    message?: unknown;
    constraint?: unknown;
  } | null;
  const inner = (outer?.driverError ?? outer) as typeof outer;
  // Node gives a refused connection to several addresses as an AggregateError without a code of its own.
  const first = (inner as { errors?: { code?: string }[] } | null)?.errors?.[0];
  return {
    code: String(inner?.code ?? first?.code ?? ''),
    message: String(inner?.message ?? ''),
    constraint: String(inner?.constraint ?? ''),
  };
}

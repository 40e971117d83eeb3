import type { Problem } from '@fingerpost/contracts/common';

/** A refusal with a stable code; the filter turns it into problem+json. */
export class DomainError extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
    readonly more: {
      errors?: { path: string; message: string }[];
      current?: unknown;
      retryAfter?: number;
    } = {},
  ) {
    super(message);
  }
}

export const notFound = () =>
  new DomainError('not_found', 404, 'There is nothing here, or nothing that you may see.');
export const signInFirst = () => new DomainError('sign_in_first', 401, 'Sign in first.');
export const forbidden = (message = 'You may not do this.') => new DomainError('forbidden', 403, message);
export const stale = (current: unknown) =>
  new DomainError('stale_version', 409, 'Somebody changed this meanwhile.', { current });
/** Well-formed and refused, with the field named. */
export const invalid = (path: string, message: string) =>
  new DomainError('invalid', 422, 'Some fields need another look.', { errors: [{ path, message }] });

const TITLES: Record<number, string> = {
  400: 'Malformed request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  408: 'Too slow',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported type',
  422: 'Refused',
  429: 'Too many requests',
  431: 'Too large',
  500: 'Something went wrong here',
  503: 'Away for a moment',
};

/** RFC 9457 body of a status and a code. */
export function problem(
  status: number,
  code: string,
  detail?: string,
  more: DomainError['more'] = {},
): Problem {
  return {
    type: `/problems/${code}`,
    title: TITLES[status] ?? 'Error',
    status,
    code,
    ...(detail && { detail }),
    ...(more.errors && { errors: more.errors }),
    ...(more.current !== undefined && { current: more.current }),
  };
}

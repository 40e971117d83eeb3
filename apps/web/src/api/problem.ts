import type { Problem as ProblemJson } from '@fingerpost/contracts/common';

export interface FieldError {
  path: string;
  message: string;
}

interface More {
  detail?: string;
  errors?: FieldError[];
  /** Seconds that the server asks to wait. */
  retryAfter?: number | null;
  /** On 409: the present state of what was to be changed. */
  current?: unknown;
}

/** What the server refused, or why it could not be asked. Switch on `code`, never on text. */
export class Problem extends Error {
  override name = 'Problem';
  readonly errors: FieldError[];
  readonly retryAfter: number | null;
  readonly current: unknown;

  constructor(
    readonly status: number,
    readonly code: string,
    { detail, errors = [], retryAfter = null, current }: More = {},
  ) {
    super(detail ?? code);
    this.errors = errors;
    this.retryAfter = retryAfter;
    this.current = current;
  }

  /** The words are kept and the same request may simply be sent again. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export const isProblem = (error: unknown): error is Problem => error instanceof Problem;
export const isCode = (error: unknown, code: string): boolean => isProblem(error) && error.code === code;

export const offline = () => new Problem(0, 'offline');
export const timedOut = () => new Problem(0, 'timeout');

export async function problemOf(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as Partial<ProblemJson>;
  const wait = Number(response.headers.get('retry-after'));
  return new Problem(response.status, body.code ?? 'unknown', {
    ...body,
    detail: body.detail ?? body.title,
    retryAfter: wait > 0 ? wait : null,
  });
}

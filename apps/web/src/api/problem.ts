import type { Problem as ProblemJson } from '@fingerpost/contracts/common';

export interface FieldError {
  path: string;
  message: string;
}

/** What the server refused, or why it could not be asked. Switch on `code`, never on text. */
export class Problem extends Error {
  override name = 'Problem';
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string | undefined,
    readonly errors: FieldError[] = [],
    readonly retryAfter: number | null = null,
    /** On 409: the present state of what was to be changed. */
    readonly current: unknown = undefined,
  ) {
    super(detail ?? code);
  }

  /** The words are kept and the same request may simply be sent again. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export const isProblem = (error: unknown): error is Problem => error instanceof Problem;
export const isCode = (error: unknown, code: string): boolean => isProblem(error) && error.code === code;

export const offline = () => new Problem(0, 'offline', undefined);
export const timedOut = () => new Problem(0, 'timeout', undefined);

export async function problemOf(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as Partial<ProblemJson>;
  const wait = Number(response.headers.get('retry-after'));
  return new Problem(
    response.status,
    body.code ?? 'unknown',
    body.detail ?? body.title,
    body.errors,
    Number.isFinite(wait) && wait > 0 ? wait : null,
    body.current,
  );
}

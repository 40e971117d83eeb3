import { isProblem } from './problem';

const BY_CODE: Record<string, string> = { offline: 'offline', timeout: 'timeout' };
const BY_STATUS: Record<number, string> = {
  401: 'signIn',
  403: 'forbidden',
  404: 'gone',
  409: 'conflict',
  422: 'invalid',
  429: 'busy',
  503: 'unavailable',
};

/** What a server says of a field: a sentence stands as it is, and the end of one follows "This". */
export const fieldWords = (
  t: (key: string, values: { message: string }) => string,
  message: string,
): string => (/^\p{Lu}/u.test(message) ? message : t('common.problem.field', { message }));

/** The key in `common.problem` of what to tell somebody about a failure. */
export function problemKey(error: unknown): string {
  if (!isProblem(error)) return 'common.problem.unknown';
  return `common.problem.${BY_CODE[error.code] ?? BY_STATUS[error.status] ?? 'unknown'}`;
}

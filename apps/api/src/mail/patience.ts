const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const SOON_AT_MOST = 20 * SECOND;
/** So long a refused mail is tried every few seconds: most troubles of a mail server are over by then. */
const SOON_FOR = 30 * MINUTE;
const LATER = 15 * MINUTE;
/** As long as mail servers themselves keep trying, about. */
export const GIVEN_UP_AFTER = 72 * HOUR;

/** Milliseconds to wait before a refused mail is tried again; null when it was tried long enough. */
export function nextTry(tries: number, age: number): number | null {
  if (age > GIVEN_UP_AFTER) return null;
  if (age > SOON_FOR) return LATER;
  return Math.min(SOON_AT_MOST, SECOND * 2 ** Math.max(0, tries - 1));
}

/** Milliseconds between two looks whether a mail server that is away is back. */
export const nextProbe = (failures: number): number =>
  Math.min(SOON_AT_MOST, SECOND * 2 ** Math.max(0, failures - 1));

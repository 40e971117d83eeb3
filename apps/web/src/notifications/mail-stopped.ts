/** Nobody there, or nobody who takes mail from here: servers answer both with these (RFC 5321). */
const NOT_TAKEN = /\b55[013]\b/;
const FULL = /\b[45]52\b/;

/** What the server's answer means to the member. The answer itself is for whoever looks after the site. */
export function whyStopped(reason: string): 'notTaken' | 'full' | 'refused' {
  if (NOT_TAKEN.test(reason)) return 'notTaken';
  return FULL.test(reason) ? 'full' : 'refused';
}

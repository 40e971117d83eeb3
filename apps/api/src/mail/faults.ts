/** What nodemailer throws: its own code, the command that failed, and the server's answer, if it gave one. */
interface SmtpFault {
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
}

/**
 * What a failed attempt is about.
 * `server`: it is away, hangs or refuses everybody; nothing else is sent until it is back.
 * `mail`: this mail was refused; it is tried again later, the others go on.
 * `address`: nobody is there, and never will be.
 */
export type Verdict = 'server' | 'mail' | 'address';

/** Enhanced status codes (RFC 3463) that say that the mailbox does not exist or was closed. */
const NOBODY_THERE = /\b5\.(?:1\.(?:0|1|2|3|6|10)|2\.1)\b/;
/** A refusal by policy or for a full mailbox, whatever the plain code says. */
const OTHER_REASON = /\b5\.(?:2\.[2-4]|[3-7]\.\d+)\b/;
const NOBODY_CODES = new Set([550, 551, 553]);

export function verdictOn(fault: unknown): Verdict {
  const { code = '', command = '', responseCode = 0, response = '' } = fault as SmtpFault;
  if (command === 'RCPT TO' && responseCode >= 500)
    return isNobody(responseCode, response) ? 'address' : 'mail';
  // 421 closes the channel, whatever it answers.
  if (responseCode === 421) return 'server';
  if (command === 'RCPT TO' || code === 'EMESSAGE' || (command === 'DATA' && responseCode >= 400))
    return 'mail';
  return code === '' ? 'mail' : 'server';
}

const isNobody = (code: number, response: string): boolean =>
  NOBODY_THERE.test(response) || (NOBODY_CODES.has(code) && !OTHER_REASON.test(response));

/** The server said so itself. */
export const isAnswer = (fault: unknown): boolean => ((fault as SmtpFault).responseCode ?? 0) > 0;
/** It said to come again (a 4xx of RFC 5321). */
export const isForNow = (fault: unknown): boolean =>
  Math.floor(((fault as SmtpFault).responseCode ?? 0) / 100) === 4;

/** Without the server's words, which repeat the address. */
export const reasonOf = (fault: unknown): string => {
  const { responseCode, code } = fault as SmtpFault;
  return [code, responseCode].filter(Boolean).join(' ') || 'unknown';
};

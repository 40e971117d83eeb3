const CODE_LENGTH = 6;

/** What was typed or pasted, as the digits in it: mails and phones put spaces and dashes between. */
export const codeDigits = (typed: string): string => typed.normalize('NFKC').replace(/\D/g, '');

export type CodeFault = 'missing' | 'length' | null;

export function codeFault(digits: string): CodeFault {
  if (digits === '') return 'missing';
  return digits.length === CODE_LENGTH ? null : 'length';
}

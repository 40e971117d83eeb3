import { EMAIL_MAX, PASSWORD_MAX, PASSWORD_MIN } from '@fingerpost/contracts/limits';

/** What the browser can tell of a field by itself; the words are in `accounts.faults`. The server has the last say. */
export type Fault =
  | 'emailMissing'
  | 'emailOdd'
  | 'passwordMissing'
  | 'passwordShort'
  | 'passwordLong'
  | 'missing'
  | 'long';

// Loose on purpose: a strict pattern refuses addresses that work.
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export function emailFault(email: string): Fault | null {
  const address = email.trim();
  if (address === '') return 'emailMissing';
  return ADDRESS.test(address) && address.length <= EMAIL_MAX ? null : 'emailOdd';
}

export function newPasswordFault(password: string, optional = false): Fault | null {
  if (password === '') return optional ? null : 'passwordMissing';
  if (password.length < PASSWORD_MIN) return 'passwordShort';
  return password.length > PASSWORD_MAX ? 'passwordLong' : null;
}

export function lineFault(text: string, max: number, optional = false): Fault | null {
  const line = text.trim();
  if (line === '') return optional ? null : 'missing';
  return line.length > max ? 'long' : null;
}

import { describe, expect, it } from 'vitest';
import { emailFault, lineFault, newPasswordFault } from './faults';

describe('faults of a field', () => {
  it('lets through any address that mail may know', () => {
    for (const email of [' a@b.example ', "o'neill+lists@sub.domain.example", 'ünal@bücher.example'])
      expect(emailFault(email)).toBeNull();
    expect(emailFault(' ')).toBe('emailMissing');
    for (const email of ['somebody', 'a@b', 'two words@b.example', `${'a'.repeat(250)}@b.example`])
      expect(emailFault(email)).toBe('emailOdd');
  });

  it('asks length of a password and nothing else', () => {
    expect(newPasswordFault('aaaaaaaaaa')).toBeNull();
    expect(newPasswordFault('aaaaaaaaa')).toBe('passwordShort');
    expect(newPasswordFault('a'.repeat(129))).toBe('passwordLong');
    expect(newPasswordFault('')).toBe('passwordMissing');
    expect(newPasswordFault('', true)).toBeNull();
  });

  it('measures a line without its outer spaces', () => {
    expect(lineFault('  ', 80)).toBe('missing');
    expect(lineFault('  ', 80, true)).toBeNull();
    expect(lineFault(` ${'a'.repeat(80)} `, 80)).toBeNull();
    expect(lineFault('a'.repeat(81), 80)).toBe('long');
  });
});

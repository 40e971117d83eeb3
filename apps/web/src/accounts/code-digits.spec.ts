import { describe, expect, it } from 'vitest';
import { codeDigits, codeFault } from './code-digits';

describe('a pasted code', () => {
  it('is its digits, whatever stood between them', () => {
    expect(codeDigits(' 123 456\n')).toBe('123456');
    expect(codeDigits('Your code is 123-456.')).toBe('123456');
    expect(codeDigits('１２３４５６')).toBe('123456');
  });

  it('says what is amiss', () => {
    expect(codeFault('')).toBe('missing');
    expect(codeFault('12345')).toBe('length');
    expect(codeFault('123456')).toBeNull();
  });
});

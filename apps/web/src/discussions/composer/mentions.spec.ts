import { describe, expect, it } from 'vitest';
import { begunName } from './mentions';

describe('a name being typed', () => {
  it('begins with an @ of its own', () => {
    expect(begunName('@')).toBe('');
    expect(begunName('Ask @tru')).toBe('tru');
    expect(begunName('(@Éva')).toBe('Éva');
    expect(begunName('Ask @trust-li')).toBe('trust-li');
  });

  it('is no part of an address, a path or a finished name', () => {
    expect(begunName('me@example')).toBeNull();
    expect(begunName('example.org/@me')).toBeNull();
    expect(begunName('example.org/?u=@me')).toBeNull();
    expect(begunName('Ask @trust-librarian ')).toBeNull();
    expect(begunName('nobody')).toBeNull();
    expect(begunName(null)).toBeNull();
  });
});

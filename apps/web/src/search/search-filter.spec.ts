import { describe, expect, it } from 'vitest';
import { addressQuery, filterOf, tooLong } from './search-filter';

describe('the filter in the address', () => {
  it('is read and written again the same', () => {
    const query = { q: 'journal club', kind: 'post', space: 'evidence-searching' };
    expect(addressQuery(filterOf(query))).toEqual(query);
  });

  it('leaves out what means nothing', () => {
    expect(filterOf({ q: ['  two\n words ', 'x'], kind: 'file', space: '../admin' })).toEqual({
      q: 'two words',
      kind: null,
      space: null,
    });
    expect(addressQuery(filterOf({}))).toEqual({});
  });

  it('knows what is too long to ask', () => {
    expect(tooLong(filterOf({ q: 'a'.repeat(200) }))).toBe(false);
    expect(tooLong(filterOf({ q: 'a'.repeat(201) }))).toBe(true);
  });
});

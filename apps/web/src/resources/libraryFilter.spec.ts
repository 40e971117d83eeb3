import { describe, expect, it } from 'vitest';
import { isPage } from './faults';
import { filterOf, filterQuery } from './libraryFilter';

describe('the address of the library', () => {
  it('says what is chosen and nothing that is usual', () => {
    expect(filterQuery({ kind: 'guide', audience: 'nhs', sort: 'new' })).toEqual({
      kind: 'guide',
      audience: 'nhs',
    });
    expect(filterQuery({ sort: 'used' }, { after: 'x' })).toEqual({ sort: 'used', after: 'x' });
  });

  it('is read back, and what it says oddly is left out', () => {
    expect(filterOf({ kind: 'guide', licence: 'mine', audience: 'nhs', tag: '', sort: 'odd' })).toEqual({
      kind: 'guide',
      audience: 'nhs',
      sort: 'new',
    });
  });
});

describe('a link that is shared', () => {
  it('is a page of the web on a host with a name', () => {
    expect(['https://library.example/a', 'http://a.b'].every(isPage)).toBe(true);
    expect(
      ['library.example', 'ftp://a.b', 'javascript:alert(1)', 'https://localhost', ''].some(isPage),
    ).toBe(false);
  });
});

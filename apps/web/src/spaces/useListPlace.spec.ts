import { describe, expect, it } from 'vitest';
import { placeOf } from './useListPlace';

describe('where a list begins', () => {
  it('is after a row, before one, or at the start', () => {
    expect(placeOf({ after: 'abc', before: 'xyz' })).toEqual({ after: 'abc' });
    expect(placeOf({ before: 'xyz' })).toEqual({ before: 'xyz' });
    expect(placeOf({ q: 'words', after: '' })).toEqual({});
    expect(placeOf({ after: ['a', 'b'] })).toEqual({});
  });
});

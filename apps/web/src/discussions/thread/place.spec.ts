import { describe, expect, it } from 'vitest';
import { placeOf, queryOf } from './place';

describe('the address of a thread', () => {
  it('says where it opens', () => {
    expect(placeOf({ at: '34' })).toEqual({ around: 34 });
    expect(placeOf({ at: 'first-unread', after: 'x' })).toEqual({ around: 'first-unread' });
    expect(placeOf({ after: 'abc' })).toEqual({ after: 'abc' });
    expect(placeOf({ before: 'abc' })).toEqual({ before: 'abc' });
    expect(placeOf({ at: '0', view: 'flat' })).toEqual({});
    expect(placeOf({ at: ['1', '2'] })).toEqual({});
    expect(placeOf({ at: '99999999999999999' })).toEqual({});
  });

  it('keeps the view and lets go of the former place', () => {
    expect(queryOf({ view: 'threaded', at: '3' }, { after: 'x' })).toEqual({ view: 'threaded', after: 'x' });
    expect(queryOf({ after: 'x' }, { around: 'first-unread' }, 'flat')).toEqual({
      view: 'flat',
      at: 'first-unread',
    });
    expect(queryOf({ at: '3', lang: 'pseudo' }, {})).toEqual({ lang: 'pseudo' });
  });
});

import { expect, it } from 'vitest';
import { listPlaceOf } from '../api/list-place';
import { filterOf, filterQuery } from './listFilter';

it('reads the address of a list and writes it again', () => {
  const query = {
    space: 'national',
    kind: 'question',
    tag: 'falls',
    status: 'unanswered',
    sort: 'new',
    after: 'x',
  };
  expect(filterQuery(filterOf(query), listPlaceOf(query))).toEqual(query);
  expect(filterQuery(filterOf({ sort: 'active', kind: 'nonsense', status: 'odd', tag: '' }))).toEqual({});
  expect(listPlaceOf({ before: 'b' })).toEqual({ before: 'b' });
});

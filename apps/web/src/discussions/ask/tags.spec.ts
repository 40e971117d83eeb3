import { expect, it } from 'vitest';
import { tagsOf } from './tags';

it('reads tags as people type them', () => {
  expect(tagsOf(' Falls, search  strategy,#falls,, MoU ')).toEqual(['falls', 'search strategy', 'mou']);
  expect(tagsOf('a,b,c,d,e,f')).toHaveLength(5);
  expect(tagsOf('')).toEqual([]);
});

/**
 * Reads of search through the cache. The server seeds this key from `#page-data`; parts that an address leaves out are
 * left out of the key too:
 *   ['search', 'results', { q, kind?, space?, after? | before? }]
 */
import type { Page } from '@fingerpost/contracts/common';
import type { SearchHit } from '@fingerpost/contracts/search';
import type { ListPlace } from '../api/list-place';
import { search } from './search.api';
import { addressQuery, type SearchFilter } from './search-filter';

export const searchKeys = {
  results: (filter: SearchFilter, place: ListPlace) =>
    ['search', 'results', { ...addressQuery(filter), ...place }] as const,
};

export const searchQuery = (filter: SearchFilter, place: ListPlace) => ({
  queryKey: searchKeys.results(filter, place),
  queryFn: ({ signal }: { signal: AbortSignal }): Promise<Page<SearchHit>> => search(filter, place, signal),
  staleTime: 30_000,
});

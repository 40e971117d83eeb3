import type { Page } from '@fingerpost/contracts/common';
import type { SearchHit } from '@fingerpost/contracts/search';
import { request } from '../api/request';
import type { ListPlace } from '../api/list-place';
import type { SearchFilter } from './search-filter';

export const search = ({ q, kind, space }: SearchFilter, place: ListPlace, signal?: AbortSignal) =>
  request<Page<SearchHit>>('/search', { query: { q, kind, space, ...place }, signal });

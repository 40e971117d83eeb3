import type { Page } from '@fingerpost/contracts/common';
import type { SearchHit } from '@fingerpost/contracts/search';
import { request } from '../api/request';
import type { SearchFilter } from './search-filter';

export const search = ({ q, kind, space }: SearchFilter, after: string | null, signal?: AbortSignal) =>
  request<Page<SearchHit>>('/search', { query: { q, kind, space, after }, signal });

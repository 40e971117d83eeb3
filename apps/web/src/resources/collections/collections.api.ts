import type { Page } from '@fingerpost/contracts/common';
import type {
  ChangeCollection,
  Collection,
  CollectionSummary,
  CreateCollection,
} from '@fingerpost/contracts/collections';
import { request } from '../../api/request';
import type { ListPlace } from '../../api/list-place';

export type CollectionFilter = {
  space?: string;
  resource?: number;
  may?: 'add';
  limit?: number;
};

export const fetchCollections = (filter: CollectionFilter & ListPlace, signal?: AbortSignal) =>
  request<Page<CollectionSummary>>('/collections', { query: filter, signal });
export const fetchCollection = (id: number, signal?: AbortSignal) =>
  request<Collection>(`/collections/${id}`, { signal });
export const createCollection = (body: CreateCollection) =>
  request<Collection>('/collections', { method: 'POST', body });
export const changeCollection = (id: number, body: ChangeCollection) =>
  request<Collection>(`/collections/${id}`, { method: 'PATCH', body });
export const removeCollection = (id: number) => request<void>(`/collections/${id}`, { method: 'DELETE' });
export const addToCollection = (id: number, resourceId: number, note: string) =>
  request<Collection>(`/collections/${id}/items/${resourceId}`, { method: 'PUT', body: { note } });

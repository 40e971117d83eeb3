/** The only addresses of the library and of uploads. */
import type { Page } from '@fingerpost/contracts/common';
import type { Discussion } from '@fingerpost/contracts/discussions';
import type { Sector } from '@fingerpost/contracts/organisations';
import type {
  AddVersion,
  ChangeResource,
  CreateResource,
  Licence,
  Resource,
  ResourceKind,
  ResourceSummary,
  ResourceUse,
} from '@fingerpost/contracts/resources';
import { request } from '../api/request';
import type { ListPlace } from '../api/list-place';

export type LibraryFilter = {
  space?: string;
  kind?: ResourceKind;
  tag?: string;
  audience?: Sector;
  licence?: Licence;
  sort: 'new' | 'used';
};

export const fetchResources = (filter: LibraryFilter & ListPlace, signal?: AbortSignal) =>
  request<Page<ResourceSummary>>('/resources', { query: filter, signal });
export const fetchResource = (id: number, signal?: AbortSignal) =>
  request<Resource>(`/resources/${id}`, { signal });
export const createResource = (body: Partial<CreateResource>) =>
  request<Resource>('/resources', { method: 'POST', body });
export const changeResource = (id: number, body: ChangeResource) =>
  request<Resource>(`/resources/${id}`, { method: 'PATCH', body });
export const removeResource = (id: number) => request<void>(`/resources/${id}`, { method: 'DELETE' });
export const addVersion = (id: number, body: AddVersion) =>
  request<Resource>(`/resources/${id}/versions`, { method: 'POST', body });

/** What a form sends that fetches a version, so that it is counted. */
export const downloadAddress = (id: number, version: number | null) =>
  `/api/resources/${id}/downloads${version === null ? '' : `?version=${version}`}`;

export const fetchUses = (id: number, place: ListPlace, signal?: AbortSignal) =>
  request<Page<ResourceUse>>(`/resources/${id}/uses`, { query: place, signal });
export const sayUsed = (id: number, words: string) =>
  request<void>(`/resources/${id}/use`, { method: 'PUT', body: { words } });
export const takeUseBack = (id: number) => request<void>(`/resources/${id}/use`, { method: 'DELETE' });
export const openDiscussion = (id: number, body: string) =>
  request<Discussion>(`/resources/${id}/discussion`, { method: 'POST', body: { body } });

/** The only addresses of partnerships and organisations. */
import type { Page } from '@fingerpost/contracts/common';
import { PAGE_MAX } from '@fingerpost/contracts/limits';
import type {
  ChangeOrganisation,
  Organisation,
  OrganisationDetail,
} from '@fingerpost/contracts/organisations';
import type { PartnershipFeatures } from '@fingerpost/contracts/partnership-files';
import type { ChangePartnership, CreatePartnership } from '@fingerpost/contracts/partnership-input';
import type { DirectoryFilter } from '@fingerpost/contracts/partnership-kinds';
import type {
  Claim,
  Partnership,
  PartnershipHistory,
  PartnershipSummary,
} from '@fingerpost/contracts/partnerships';
import { request } from '../api/request';
import type { ListPlace } from '../api/list-place';

/** What is in sight of a map: its zoom and, unless it shows all, its box as west,south,east,north. */
export type MapSight = { zoom: number; box?: string };
export type ListFilter = DirectoryFilter & ListPlace & { organisation?: string; limit?: number };
/** Of a new record, what its form asks; the server fills in the rest. */
export type PartnershipDraft = Partial<CreatePartnership> &
  Pick<CreatePartnership, 'name' | 'nation' | 'scale' | 'area'>;

const at = (slug: string, rest = '') => `/partnerships/${slug}${rest}`;

export const fetchPartnerships = (filter: ListFilter, signal?: AbortSignal) =>
  request<Page<PartnershipSummary>>('/partnerships', { query: { ...filter }, signal });
export const fetchMap = (filter: DirectoryFilter, sight: MapSight, signal?: AbortSignal) =>
  request<PartnershipFeatures>('/partnerships.geojson', { query: { ...filter, ...sight }, signal });
export const fetchPartnership = (slug: string, signal?: AbortSignal) =>
  request<Partnership>(at(slug), { signal });
export const fetchPartnershipHistory = (slug: string, place: ListPlace, signal?: AbortSignal) =>
  request<PartnershipHistory>(at(slug, '/history'), { query: { ...place }, signal });
export const findPartnerships = (q: string, signal?: AbortSignal) =>
  fetchPartnerships({ q, limit: 8 }, signal);
export const fetchClaims = (signal?: AbortSignal) =>
  request<Page<Claim>>('/partnerships/claims', { query: { limit: PAGE_MAX }, signal });
export const fetchHidden = (signal?: AbortSignal) =>
  request<Page<PartnershipSummary>>('/partnerships', { query: { hidden: 'true', limit: PAGE_MAX }, signal });
export const mergePartnership = (slug: string, into: string) =>
  request<Partnership>(at(slug, '/merge'), { method: 'POST', body: { into } });
export const createPartnership = (body: PartnershipDraft) =>
  request<Partnership>('/partnerships', { method: 'POST', body });
export const changePartnership = (slug: string, body: ChangePartnership) =>
  request<Partnership>(at(slug), { method: 'PATCH', body });
export const verifyPartnership = (slug: string, version: number) =>
  request<Partnership>(at(slug, '/verification'), { method: 'PUT', body: { version } });
export const claimPartnership = (slug: string, note: string) =>
  request<Partnership>(at(slug, '/claim'), { method: 'PUT', body: { note } });
export const leavePartnership = (slug: string) =>
  request<Partnership>(at(slug, '/claim'), { method: 'DELETE' });
export const confirmSteward = (slug: string, personId: number) =>
  request<Partnership>(at(slug, `/stewards/${personId}`), { method: 'PUT' });
export const refuseSteward = (slug: string, personId: number) =>
  request<Partnership>(at(slug, `/stewards/${personId}`), { method: 'DELETE' });

export const changeOrganisation = (id: number, body: ChangeOrganisation) =>
  request<Organisation>(`/organisations/${id}`, { method: 'PATCH', body });
export const mergeOrganisation = (id: number, into: number) =>
  request<Organisation>(`/organisations/${id}/merge`, { method: 'POST', body: { into } });
export const fetchOrganisation = (slug: string, signal?: AbortSignal) =>
  request<OrganisationDetail>(`/organisations/${slug}`, { signal });

/** The directory as a file, for a link. */
export const fileAddress = (kind: 'csv' | 'json' | 'geojson', query: Record<string, string>): string => {
  const search = new URLSearchParams(query).toString();
  return `/api/partnerships.${kind}${search && `?${search}`}`;
};

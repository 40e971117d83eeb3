/**
 * Reads of the directory through the cache. The server seeds them from `#page-data`; what a filter or a place leaves
 * out is left out of the key too:
 *   ['partnerships', 'list', { ...filter, after? | before? }]
 *   ['partnerships', 'map', filter, { zoom, box? }]
 *   ['partnerships', 'detail', slug]      ['partnerships', 'history', slug, { after? | before? }]
 *   ['partnerships', 'claims']      ['partnerships', 'hidden']      ['organisations', 'detail', slug]
 */
import { computed } from 'vue';
import { keepPreviousData, useQuery } from '@tanstack/vue-query';
import type { Page } from '@fingerpost/contracts/common';
import type { DirectoryFilter } from '@fingerpost/contracts/partnership-kinds';
import type { PartnershipSummary } from '@fingerpost/contracts/partnerships';
import type { ListPlace } from '../api/list-place';
import {
  fetchClaims,
  fetchHidden,
  fetchMap,
  fetchOrganisation,
  fetchPartnership,
  fetchPartnershipHistory,
  fetchPartnerships,
  type ListFilter,
  type MapSight,
} from './partnerships.api';

type Signal = { signal: AbortSignal };

export const partnershipKeys = {
  all: ['partnerships'] as const,
  detail: (slug: string) => ['partnerships', 'detail', slug] as const,
  history: (slug: string) => ['partnerships', 'history', slug] as const,
  claims: ['partnerships', 'claims'] as const,
  hidden: ['partnerships', 'hidden'] as const,
};

/** What waits for who looks after the directory; what is beyond the first page comes as these are settled. */
export const useClaims = () =>
  useQuery({ queryKey: partnershipKeys.claims, queryFn: ({ signal }) => fetchClaims(signal) });
export const useHidden = () =>
  useQuery({ queryKey: partnershipKeys.hidden, queryFn: ({ signal }) => fetchHidden(signal) });

export const listQuery = (filter: ListFilter) => ({
  queryKey: ['partnerships', 'list', filter] as const,
  queryFn: ({ signal }: Signal): Promise<Page<PartnershipSummary>> => fetchPartnerships(filter, signal),
});

/** What a map shows stays until the next is here, so that it never goes blank. */
export const useDirectoryMap = (filter: () => DirectoryFilter, sight: () => MapSight) =>
  useQuery({
    queryKey: computed(() => ['partnerships', 'map', filter(), sight()] as const),
    queryFn: ({ signal }) => fetchMap(filter(), sight(), signal),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });

export const usePartnership = (slug: () => string) =>
  useQuery({
    queryKey: computed(() => partnershipKeys.detail(slug())),
    queryFn: ({ signal }) => fetchPartnership(slug(), signal),
  });

export const historyQuery = (slug: string, place: ListPlace) => ({
  queryKey: [...partnershipKeys.history(slug), place] as const,
  queryFn: ({ signal }: Signal) => fetchPartnershipHistory(slug, place, signal),
});

export const useOrganisation = (slug: () => string) =>
  useQuery({
    queryKey: computed(() => ['organisations', 'detail', slug()] as const),
    queryFn: ({ signal }) => fetchOrganisation(slug(), signal),
  });

export const usePartnershipsOf = (filter: () => ListFilter) =>
  useQuery({
    queryKey: computed(() => ['partnerships', 'list', filter()] as const),
    queryFn: ({ signal }) => fetchPartnerships(filter(), signal),
  });

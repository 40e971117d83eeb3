/**
 * Reads and writes of spaces through the cache. The server seeds the first three from `#page-data`; a place that the
 * address leaves out is left out of the key too:
 *   ['spaces', 'list', { after? | before? }]
 *   ['spaces', 'detail', slug]
 *   ['spaces', 'members', slug, { after? | before? }]
 *   ['spaces', 'asking', slug], ['spaces', 'invitations', slug]     for its moderators
 *   ['spaces', 'names']                                             for pickers
 */
import { computed } from 'vue';
import { useQuery } from '@tanstack/vue-query';
import type { Page } from '@fingerpost/contracts/common';
import type { Space, SpaceMember } from '@fingerpost/contracts/spaces';
import {
  fetchAsking,
  fetchInvitations,
  fetchMembers,
  fetchSpace,
  fetchSpaceNames,
  fetchSpaces,
} from './spaces.api';
import type { ListPlace } from '../api/list-place';

type Signal = { signal: AbortSignal };

export const spaceKeys = {
  all: ['spaces'] as const,
  list: (place: ListPlace) => ['spaces', 'list', place] as const,
  detail: (slug: string) => ['spaces', 'detail', slug] as const,
  members: (slug: string, place: ListPlace) => ['spaces', 'members', slug, place] as const,
  asking: (slug: string) => ['spaces', 'asking', slug] as const,
  invitations: (slug: string) => ['spaces', 'invitations', slug] as const,
};

export const spacesQuery = (place: ListPlace) => ({
  queryKey: spaceKeys.list(place),
  queryFn: ({ signal }: Signal): Promise<Page<Space>> => fetchSpaces(place, signal),
});

export const membersQuery = (slug: string, place: ListPlace) => ({
  queryKey: spaceKeys.members(slug, place),
  queryFn: ({ signal }: Signal): Promise<Page<SpaceMember>> => fetchMembers(slug, place, signal),
});

export const useSpace = (slug: () => string) =>
  useQuery({
    queryKey: computed(() => spaceKeys.detail(slug())),
    queryFn: ({ signal }) => fetchSpace(slug(), signal),
  });

export const useAsking = (slug: () => string, wanted: () => boolean) =>
  useQuery({
    queryKey: computed(() => spaceKeys.asking(slug())),
    queryFn: ({ signal }) => fetchAsking(slug(), signal),
    enabled: wanted,
  });

export const useInvitations = (slug: () => string, wanted: () => boolean) =>
  useQuery({
    queryKey: computed(() => spaceKeys.invitations(slug())),
    queryFn: ({ signal }) => fetchInvitations(slug(), signal),
    enabled: wanted,
  });

export function useSpaceNames() {
  const names = useQuery({
    queryKey: ['spaces', 'names'],
    queryFn: ({ signal }) => fetchSpaceNames(signal),
    staleTime: 60_000,
  });
  /** For a form that is sent before its choices came. */
  const came = async () => void (names.isPending.value && (await names.suspense()));
  return { ...names, came };
}

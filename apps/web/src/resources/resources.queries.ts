/**
 * Reads of the library through the cache. The server seeds them from `#page-data`:
 *   ['resources', 'list', { …filter, after? | before? }]
 *   ['resources', 'detail', id]
 *   ['resources', 'uses', id, { after? | before? }]
 */
import { useQuery, useQueryClient, type QueryClient } from '@tanstack/vue-query';
import type { Page } from '@fingerpost/contracts/common';
import type { Resource, ResourceSummary, ResourceUse } from '@fingerpost/contracts/resources';
import type { ListPlace } from '../api/list-place';
import { fetchResource, fetchResources, fetchUses, type LibraryFilter } from './resources.api';

type Signal = { signal: AbortSignal };
const given = <T extends object>(parts: T): T =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined && value !== '')) as T;

export const resourceKeys = {
  all: ['resources'] as const,
  lists: ['resources', 'list'] as const,
  list: (filter: LibraryFilter & ListPlace) => ['resources', 'list', given(filter)] as const,
  detail: (id: number) => ['resources', 'detail', id] as const,
  uses: (id: number) => ['resources', 'uses', id] as const,
};

export const libraryQuery = (filter: LibraryFilter & ListPlace) => ({
  queryKey: resourceKeys.list(filter),
  queryFn: ({ signal }: Signal): Promise<Page<ResourceSummary>> => fetchResources(given(filter), signal),
});

export const usesQuery = (id: number, place: ListPlace) => ({
  queryKey: [...resourceKeys.uses(id), place],
  queryFn: ({ signal }: Signal): Promise<Page<ResourceUse>> => fetchUses(id, place, signal),
});

/** While something of it is being looked at, its page asks again. */
const LOOK_EVERY = 3_000;
const isWaiting = (resource: Resource | undefined) =>
  resource?.versions.some(({ file }) => file?.state === 'scanning') ?? false;

export const useResource = (id: () => number, wanted: () => boolean = () => true) =>
  useQuery(() => ({
    enabled: wanted(),
    queryKey: resourceKeys.detail(id()),
    queryFn: ({ signal }: Signal): Promise<Resource> => fetchResource(id(), signal),
    refetchInterval: ({ state }) => (isWaiting(state.data as Resource | undefined) ? LOOK_EVERY : false),
  }));

/** Takes what a write answered for what is known of it; lists are asked anew when they are next looked at. */
export function keepResource(client: QueryClient, resource: Resource): void {
  client.setQueryData(resourceKeys.detail(resource.id), resource);
  void client.invalidateQueries({ queryKey: resourceKeys.lists, refetchType: 'none' });
}

export function useKeep() {
  const client = useQueryClient();
  return (resource: Resource) => keepResource(client, resource);
}

/**
 * Reads of collections through the cache. The server seeds them from `#page-data`:
 *   ['collections', 'list', { space?, resource?, may?, limit?, after? | before? }]
 *   ['collections', 'detail', id]
 */
import { useQuery, useQueryClient } from '@tanstack/vue-query';
import type { Collection, CollectionSummary } from '@fingerpost/contracts/collections';
import type { Page } from '@fingerpost/contracts/common';
import type { ListPlace } from '../../api/list-place';
import { fetchCollection, fetchCollections, type CollectionFilter } from './collections.api';

type Signal = { signal: AbortSignal };

export const collectionKeys = {
  lists: ['collections', 'list'] as const,
  detail: (id: number) => ['collections', 'detail', id] as const,
};

export const collectionsQuery = (filter: CollectionFilter & ListPlace) => ({
  queryKey: [...collectionKeys.lists, filter],
  queryFn: ({ signal }: Signal): Promise<Page<CollectionSummary>> => fetchCollections(filter, signal),
});

export const useCollections = (filter: () => CollectionFilter, wanted: () => boolean = () => true) =>
  useQuery(() => ({ ...collectionsQuery(filter()), enabled: wanted() }));

export const useCollection = (id: () => number) =>
  useQuery(() => ({
    queryKey: collectionKeys.detail(id()),
    queryFn: ({ signal }: Signal): Promise<Collection> => fetchCollection(id(), signal),
  }));

/** Takes what a write answered for what is known of it; lists are asked anew. */
export function useKeepCollection() {
  const client = useQueryClient();
  return {
    keep(collection: Collection) {
      client.setQueryData(collectionKeys.detail(collection.id), collection);
      void client.invalidateQueries({ queryKey: collectionKeys.lists });
    },
    forget(id: number) {
      client.removeQueries({ queryKey: collectionKeys.detail(id) });
      void client.invalidateQueries({ queryKey: collectionKeys.lists });
    },
  };
}

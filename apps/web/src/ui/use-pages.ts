import { computed, nextTick, ref, shallowRef, watch, type ComputedRef } from 'vue';
import { useQueries, useQueryClient, type QueryFunctionContext, type QueryKey } from '@tanstack/vue-query';
import type { ListPlace } from '../api/list-place';

interface Paged {
  next: string | null;
  previous: string | null;
}
export interface PageQuery<P> {
  queryKey: QueryKey;
  queryFn: (context: QueryFunctionContext) => Promise<P>;
}
export type Direction = 'next' | 'previous';

/**
 * A list read page by page in both directions, each page a plain entry of the cache. `start` says where the first
 * page begins; when it moves elsewhere the list begins anew, when it moves to a page already here nothing happens.
 * `kept` are the pages that were here when it was left: it stands as it did, unless one of them was forgotten since.
 */
export function usePages<P extends Paged, S extends ListPlace>(
  subject: () => unknown,
  start: () => S,
  query: (place: S | ListPlace) => PageQuery<P>,
  kept: ListPlace[] = [],
) {
  const client = useQueryClient();
  const isWhole = kept.length > 0 && kept.every((place) => client.getQueryData(query(place).queryKey));
  const places = shallowRef<(S | ListPlace)[]>(isWhole ? kept : [start()]);
  const loading = ref<Direction | null>(null);
  const failure = shallowRef<unknown>(null);
  /** Goes up each time the list begins anew. */
  const run = ref(0);
  const isHere = (place: S | ListPlace) =>
    places.value.some((known) => JSON.stringify(known) === JSON.stringify(place));

  function begin() {
    places.value = [start()];
    failure.value = null;
    run.value++;
  }
  watch(() => JSON.stringify(subject()), begin);
  watch(
    () => JSON.stringify(start()),
    () => isHere(start()) || begin(),
  );

  const results = useQueries({
    // What is read does not change under the reader's eye: changes come in by themselves, told and marked.
    queries: computed(() =>
      places.value.map((place) => ({
        ...query(place),
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      })),
    ),
  });
  const pages = computed(() =>
    results.value.map((result) => result.data as P | undefined).filter((page) => page !== undefined),
  ) as ComputedRef<P[]>;
  const next = computed(() => pages.value.at(-1)?.next ?? null);
  const previous = computed(() => pages.value[0]?.previous ?? null);

  /** Fetches first and shows then, so that nothing jumps while it is on its way. @returns the place, or null. */
  async function load(direction: Direction): Promise<ListPlace | null> {
    const cursor = direction === 'next' ? next.value : previous.value;
    if (!cursor || loading.value) return null;
    const place: ListPlace = direction === 'next' ? { after: cursor } : { before: cursor };
    loading.value = direction;
    failure.value = null;
    const subjectBefore = JSON.stringify(subject());
    try {
      await client.fetchQuery({ ...query(place), staleTime: 0 });
      if (JSON.stringify(subject()) !== subjectBefore) return null;
      places.value = direction === 'next' ? [...places.value, place] : [place, ...places.value];
      await nextTick();
      return place;
    } catch (error) {
      failure.value = error;
      return null;
    } finally {
      loading.value = null;
    }
  }

  return {
    places,
    pages,
    run,
    next,
    previous,
    loading,
    failure,
    load,
    isHere,
    pending: computed(() => results.value[0]?.isPending ?? true),
    error: computed(() => (pages.value.length > 0 ? null : (results.value[0]?.error ?? null))),
    retry: () => results.value[0]?.refetch(),
  };
}

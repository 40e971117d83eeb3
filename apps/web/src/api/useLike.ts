import { computed, onScopeDispose, ref, watch } from 'vue';
import { keepPreviousData, useQuery } from '@tanstack/vue-query';
import type { Page } from '@fingerpost/contracts/common';

/** So that typing a name asks once, not once a letter. */
const PAUSE = 200;
const WORTH_ASKING = 2;

/** Things whose name is like what is being typed. Key: [what, 'like', q]. */
export function useLike<T>(
  what: string,
  find: (q: string, signal: AbortSignal) => Promise<Page<T>>,
  typed: () => string,
  wanted: () => boolean,
) {
  const q = ref(typed().trim());
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(typed, (text) => {
    clearTimeout(timer);
    timer = setTimeout(() => (q.value = text.trim()), PAUSE);
  });
  onScopeDispose(() => clearTimeout(timer));

  const query = useQuery({
    queryKey: computed(() => [what, 'like', q.value]),
    queryFn: ({ signal }) => find(q.value, signal),
    enabled: () => wanted() && q.value.length >= WORTH_ASKING,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });
  return {
    found: computed(() => (q.value.length < WORTH_ASKING ? [] : (query.data.value?.items ?? []))),
    /** The list on show is of what is typed now. */
    settled: computed(
      () => q.value === typed().trim() && !query.isFetching.value && q.value.length >= WORTH_ASKING,
    ),
    failed: computed(() => query.isError.value),
  };
}

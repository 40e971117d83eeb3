import { computed, ref } from 'vue';
import { useQuery, useQueryClient } from '@tanstack/vue-query';
import type { Me, Viewing } from '@fingerpost/contracts/accounts';
import { SITE_KEY, VIEWER_KEY } from './page-data';
import { request } from './request';

const MINUTES = 60_000;
/** All else was read as a member, and a guest on the same machine must not find it. */
const KEPT = new Set<unknown>([SITE_KEY[0], VIEWER_KEY[0]]);

/** The server knows the member of this page no more, and they chose to leave the page as it is for now. */
export const isSessionOver = ref(false);

async function fetchViewer(signal: AbortSignal): Promise<Viewing> {
  const viewing = await request<Viewing>('/me', { signal });
  if (viewing.member) isSessionOver.value = false;
  return viewing;
}

/** Who is looking: `member` is null for a guest; `known` is false until the server has said. */
export function useViewer() {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: VIEWER_KEY,
    queryFn: ({ signal }) => fetchViewer(signal),
    staleTime: 5 * MINUTES,
  });
  return {
    member: computed<Me | null>(() => query.data.value?.member ?? null),
    known: computed(() => query.data.value !== undefined),
    /** After signing in or out, and after a change of one's own details: everything may look different. */
    changed: async (member?: Me | null) => {
      isSessionOver.value = false;
      if (member !== undefined) client.setQueryData<Viewing>(VIEWER_KEY, { member });
      if (member === null) await client.resetQueries({ predicate: ({ queryKey }) => !KEPT.has(queryKey[0]) });
      else await client.invalidateQueries();
    },
  };
}

import { useRoute, useRouter, type LocationQuery } from 'vue-router';
import type { ListPlace } from '../discussions/discussions.api';

export type { ListPlace };

/** At the list's start, after a row or before one. */
export function placeOf({ after, before }: LocationQuery): ListPlace {
  if (typeof after === 'string' && after) return { after };
  return typeof before === 'string' && before ? { before } : {};
}

/** The list begins where the address says, and the address follows when more is fetched. */
export function useListPlace() {
  const route = useRoute();
  const router = useRouter();
  return {
    start: () => placeOf(route.query),
    async follow(place: ListPlace | null) {
      if (!place) return;
      const { after: _after, before: _before, ...rest } = route.query;
      await router.replace({ query: { ...rest, ...place }, hash: route.hash });
    },
  };
}

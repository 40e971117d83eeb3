import { computed } from 'vue';
import { useQuery } from '@tanstack/vue-query';
import type { Site } from '@fingerpost/contracts/settings';
import { SITE_KEY } from './page-data';
import { request } from './request';

/** What every page may know of the site: its name, who runs it, whether it is a demonstration. */
export function useSite() {
  const query = useQuery({
    queryKey: SITE_KEY,
    queryFn: ({ signal }) => request<Site>('/site', { signal }),
    staleTime: Infinity,
  });
  return { site: computed<Site | null>(() => query.data.value ?? null) };
}

import { nextTick } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { ListPlace } from '../discussions/discussions.api';
import { listPlaceOf } from '../discussions/listFilter';
import type { Direction } from '../discussions/usePages';

interface Pages {
  load: (direction: Direction) => Promise<ListPlace | null>;
  next: { value: string | null };
  previous: { value: string | null };
}

/** The list begins where the address says, and the address follows when more is fetched. */
export function useListPlace() {
  const route = useRoute();
  const router = useRouter();

  return {
    start: () => listPlaceOf(route.query),
    /** Fetches more. `links` finds the rows' own links, for the keyboard to go on at when the button goes. */
    async more(pages: Pages, direction: Direction, links: string): Promise<void> {
      const before = document.querySelectorAll(links).length;
      const place = await pages.load(direction);
      if (!place) return;
      const { after: _after, before: _before, ...rest } = route.query;
      await router.replace({ query: { ...rest, ...place }, hash: route.hash });
      await nextTick();
      if (direction === 'next' ? pages.next.value : pages.previous.value) return;
      const rows = document.querySelectorAll<HTMLElement>(links);
      rows[direction === 'next' ? before : 0]?.focus();
    },
  };
}

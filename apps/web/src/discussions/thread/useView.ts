import { computed } from 'vue';
import { useRoute } from 'vue-router';
import type { ThreadView } from '../discussions.api';

const shelf = (memberId: number | null) => `fp_view${memberId === null ? '' : `@${memberId}`}`;
const isView = (value: unknown): value is ThreadView => value === 'flat' || value === 'threaded';

/** Flat or threaded: what the address says, else what this reader chose last, else as it was said. */
export function useView(memberId: () => number | null) {
  const route = useRoute();
  const chosen = () => {
    try {
      const kept = localStorage.getItem(shelf(memberId()));
      return isView(kept) ? kept : null;
    } catch {
      return null;
    }
  };
  return {
    view: computed<ThreadView>(() => (isView(route.query.view) ? route.query.view : (chosen() ?? 'flat'))),
    choose: (view: ThreadView) => {
      try {
        localStorage.setItem(shelf(memberId()), view);
      } catch {
        // The address alone then says it.
      }
    },
  };
}

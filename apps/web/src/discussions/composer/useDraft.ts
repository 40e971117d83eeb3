import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import { DraftStore } from './draftStore';

const PAUSE = 500;
let store: DraftStore | undefined;

function shelf(): DraftStore {
  if (!store) {
    store = new DraftStore();
    store.prune();
  }
  return store;
}

/** The rest of the keys under which words of this viewer wait: `reply:12:` gives the ids of posts. */
export const unfinished = (prefix: string, viewerId: number): string[] => shelf().keys(prefix, viewerId);

/** Keeps words in this browser while they are written. `isEmpty` says when there is nothing worth keeping. */
export function useDraft<T>(
  key: () => string,
  viewerId: () => number | null,
  isEmpty: (words: T) => boolean,
) {
  const savedAt = shallowRef<Date | null>(null);
  const refused = ref(false);
  let pending: { key: string; words: T } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush() {
    clearTimeout(timer);
    if (!pending) return;
    const { key: name, words } = pending;
    pending = null;
    if (isEmpty(words)) {
      shelf().clear(name, viewerId());
      savedAt.value = null;
      return;
    }
    savedAt.value = shelf().save(name, words, viewerId());
    refused.value = savedAt.value === null;
  }

  // A phone may never come back to a page that it put away.
  window.addEventListener('pagehide', flush);
  document.addEventListener('visibilitychange', flush);
  onScopeDispose(() => {
    flush();
    window.removeEventListener('pagehide', flush);
    document.removeEventListener('visibilitychange', flush);
  });
  watch(key, flush, { flush: 'sync' });

  return {
    savedAt,
    /** The browser has no room: nothing is kept over a reload. */
    refused,
    load: (): T | null => {
      const draft = shelf().load<T>(key(), viewerId());
      savedAt.value = draft && new Date(draft.savedAt);
      return draft?.words ?? null;
    },
    keep: (words: T) => {
      pending = { key: key(), words };
      clearTimeout(timer);
      timer = setTimeout(flush, PAUSE);
    },
    clear: () => {
      pending = null;
      clearTimeout(timer);
      shelf().clear(key(), viewerId());
      savedAt.value = null;
    },
  };
}

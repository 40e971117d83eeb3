import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import { DraftStore, same, type Draft } from './draftStore';

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

/**
 * Keeps words in this browser while they are written. `isEmpty` says when there is nothing worth keeping.
 * Only the draft in hand is ever changed or removed; what else waits under the key is offered as `other`.
 */
export function useDraft<T>(
  key: () => string,
  viewerId: () => number | null,
  isEmpty: (words: T) => boolean,
) {
  const savedAt = shallowRef<Date | null>(null);
  const refused = ref(false);
  const other = shallowRef<Draft<T> | null>(null);
  /** The words in hand as they stand on the shelf, so that those of another tab are told apart. */
  let held: T | null = null;
  let pending: { key: string; words: T } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush() {
    clearTimeout(timer);
    if (!pending) return;
    const { key: name, words } = pending;
    pending = null;
    if (isEmpty(words)) return putDown(name);
    savedAt.value = shelf().save(name, words, viewerId(), held);
    refused.value = savedAt.value === null;
    if (savedAt.value) held = words;
  }

  function putDown(name: string) {
    if (held !== null) shelf().remove(name, held, viewerId());
    held = null;
    savedAt.value = null;
  }

  function takeUp(draft: Draft<T> | null): T | null {
    held = draft?.words ?? null;
    savedAt.value = draft && new Date(draft.savedAt);
    look();
    return held;
  }

  /** Not at every letter: a line that comes while somebody writes would only be in the way. */
  function look() {
    const drafts = shelf().load<T>(key(), viewerId());
    const present = drafts.findIndex(({ words }) => same(words, held));
    // The one after it, so that pressing on goes through them all.
    const next = drafts[(present + 1) % drafts.length];
    other.value = next && !same(next.words, held) ? next : null;
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
  watch(viewerId, look);

  return {
    savedAt,
    /** The browser has no room: nothing is kept over a reload. */
    refused,
    /** Another one that waits here. */
    other,
    load: (): T | null => takeUp(shelf().load<T>(key(), viewerId())[0] ?? null),
    keep: (words: T) => {
      clearTimeout(timer);
      pending = same(words, held) ? null : { key: key(), words };
      if (pending) timer = setTimeout(flush, PAUSE);
    },
    /** Puts the words in hand aside and takes the other ones up; null when they are gone meanwhile. */
    swap: (): T | null => {
      flush();
      const wanted = other.value;
      const there = shelf().load<T>(key(), viewerId());
      const found = there.find(({ words }) => same(words, wanted?.words));
      if (found) return takeUp(found);
      look();
      return null;
    },
    /** Lets go of the words in hand: they were sent, or given up. */
    clear: () => {
      pending = null;
      clearTimeout(timer);
      putDown(key());
      look();
    },
  };
}

import { reactive, watch, type Reactive } from 'vue';

type Kept = string | Record<string, string>[];

/** What was typed into a form outlives a reload of the page, in this tab alone. Never for passwords. */
export function useKept<T extends Record<string, Kept>>(
  name: string,
  empty: T,
): { words: Reactive<T>; forget: () => void } {
  const shelf = `fp_kept:${name}`;
  const words = reactive({ ...structuredClone(empty), ...stored(shelf, empty) }) as Reactive<T>;
  const stop = watch(words, () => {
    try {
      sessionStorage.setItem(shelf, JSON.stringify(words));
    } catch {
      // A browser that refuses storage still has the page's own memory.
    }
  });
  return {
    words,
    forget() {
      stop();
      try {
        sessionStorage.removeItem(shelf);
      } catch {
        // As above: then there was nothing to forget.
      }
    },
  };
}

function stored<T extends Record<string, Kept>>(shelf: string, empty: T): Partial<T> {
  try {
    const found = JSON.parse(sessionStorage.getItem(shelf) ?? '{}') as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(found).filter(
        ([key, value]) =>
          typeof value === typeof empty[key] && Array.isArray(value) === Array.isArray(empty[key]),
      ),
    ) as Partial<T>;
  } catch {
    return {};
  }
}

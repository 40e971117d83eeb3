/** Words that were not sent yet, kept in this browser. */
export interface Draft<T = string> {
  words: T;
  savedAt: string;
}

const PREFIX = 'fingerpost:draft:';
/** Longer than any holiday; after that a half sentence says nothing to its author either. */
const KEPT_DAYS = 90;

/** Each member has a shelf of their own: on a shared computer the next person must not meet the last one's words. */
const nameOf = (key: string, viewer: number | null) => PREFIX + key + (viewer === null ? '' : `@${viewer}`);

const timeOf = ({ savedAt }: Draft<unknown>) => Date.parse(savedAt);

/** Whether words are one of these; a draft may hold a whole form. */
export const same = (words: unknown, ...those: unknown[]) =>
  those.some((each) => JSON.stringify(each) === JSON.stringify(words));

export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** The browser's storage, or a stand-in for this page's life where the browser refuses it. */
function browserStorage(): DraftStorage {
  try {
    const storage = window.localStorage;
    storage.setItem(`${PREFIX}probe`, '');
    storage.removeItem(`${PREFIX}probe`);
    return storage;
  } catch {
    return memoryStorage();
  }
}

export function memoryStorage(): DraftStorage {
  const held = new Map<string, string>();
  return {
    get length() {
      return held.size;
    },
    key: (index) => [...held.keys()][index] ?? null,
    getItem: (name) => held.get(name) ?? null,
    setItem: (name, value) => void held.set(name, value),
    removeItem: (name) => void held.delete(name),
  };
}

export class DraftStore {
  constructor(
    private readonly storage: DraftStorage = browserStorage(),
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** All that `viewer` left under this key, the latest first: their own, and what a guest wrote before signing in. */
  load<T = string>(key: string, viewer: number | null): Draft<T>[] {
    return [...new Set([nameOf(key, viewer), nameOf(key, null)])]
      .flatMap((name) => this.read<T>(name))
      .sort((a, b) => timeOf(b) - timeOf(a));
  }

  /**
   * Puts words in the place of those that the page took up or saved `before`. What stands there otherwise came from
   * another tab or another day and stays beside them.
   * @returns when it was saved, or null where the browser has no room for it.
   */
  save<T>(key: string, words: T, viewer: number | null, before: T | null): Date | null {
    const savedAt = this.now();
    const others = this.load<T>(key, viewer).filter((draft) => !same(draft.words, before, words));
    if (!this.write(nameOf(key, viewer), [{ words, savedAt: savedAt.toISOString() }, ...others])) return null;
    // They are the member's now, and the next person at this computer must not meet them.
    if (viewer !== null) this.storage.removeItem(nameOf(key, null));
    return savedAt;
  }

  /** Removes the draft that holds these words, and no other. */
  remove<T>(key: string, words: T, viewer: number | null): void {
    for (const name of [nameOf(key, viewer), nameOf(key, null)])
      this.write(
        name,
        this.read<T>(name).filter((draft) => !same(draft.words, words)),
      );
  }

  /** What follows `prefix` in the keys of this viewer's drafts, the latest first. */
  keys(prefix: string, viewer: number): string[] {
    const mine = `@${viewer}`;
    return this.names()
      .filter((name) => name.startsWith(PREFIX + prefix) && name.endsWith(mine))
      .sort((a, b) => this.latest(b) - this.latest(a))
      .map((name) => name.slice(PREFIX.length + prefix.length, -mine.length));
  }

  /** Lets go of what nobody came back to. */
  prune(): void {
    const oldest = this.now().getTime() - KEPT_DAYS * 86_400_000;
    for (const name of this.names()) {
      const drafts = this.read(name);
      const young = drafts.filter((draft) => timeOf(draft) >= oldest);
      if (young.length === 0 || young.length < drafts.length) this.write(name, young);
    }
  }

  private names(): string[] {
    const all = Array.from({ length: this.storage.length }, (_, index) => this.storage.key(index));
    return all.filter((name) => name !== null).filter((name) => name.startsWith(PREFIX));
  }

  private latest(name: string): number {
    return Math.max(...this.read(name).map(timeOf));
  }

  private read<T>(name: string): Draft<T>[] {
    try {
      // A version before kept one draft where now stands a list.
      const drafts = [JSON.parse(this.storage.getItem(name) ?? '[]') as Draft<T> | Draft<T>[]].flat();
      return (drafts as Draft<T>[]).filter((draft) => 'words' in draft);
    } catch {
      return [];
    }
  }

  private write<T>(name: string, drafts: Draft<T>[]): boolean {
    try {
      if (drafts.length > 0) this.storage.setItem(name, JSON.stringify(drafts));
      else this.storage.removeItem(name);
      return true;
    } catch {
      return false;
    }
  }
}

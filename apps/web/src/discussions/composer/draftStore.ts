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

  /** What `viewer` left under this key: their own words, or what a guest wrote here before signing in. */
  load<T = string>(key: string, viewer: number | null): Draft<T> | null {
    return this.read<T>(nameOf(key, viewer)) ?? this.read<T>(nameOf(key, null));
  }

  /** @returns when it was saved, or null where the browser has no room for it. */
  save<T>(key: string, words: T, viewer: number | null): Date | null {
    const savedAt = this.now();
    try {
      this.storage.setItem(
        nameOf(key, viewer),
        JSON.stringify({ words, savedAt: savedAt.toISOString() } satisfies Draft<T>),
      );
    } catch {
      return null;
    }
    if (viewer !== null) this.storage.removeItem(nameOf(key, null));
    return savedAt;
  }

  clear(key: string, viewer: number | null): void {
    this.storage.removeItem(nameOf(key, viewer));
    this.storage.removeItem(nameOf(key, null));
  }

  /** What follows `prefix` in the keys of this viewer's drafts, the latest first. */
  keys(prefix: string, viewer: number): string[] {
    const mine = `@${viewer}`;
    return this.names()
      .filter((name) => name.startsWith(PREFIX + prefix) && name.endsWith(mine))
      .sort((a, b) => Date.parse(this.read(b)?.savedAt ?? '') - Date.parse(this.read(a)?.savedAt ?? ''))
      .map((name) => name.slice(PREFIX.length + prefix.length, -mine.length));
  }

  /** Lets go of what nobody came back to. */
  prune(): void {
    const oldest = this.now().getTime() - KEPT_DAYS * 86_400_000;
    for (const name of this.names()) {
      const draft = this.read(name);
      if (!draft || Date.parse(draft.savedAt) < oldest) this.storage.removeItem(name);
    }
  }

  private names(): string[] {
    const all = Array.from({ length: this.storage.length }, (_, index) => this.storage.key(index));
    return all.filter((name) => name !== null).filter((name) => name.startsWith(PREFIX));
  }

  private read<T>(name: string): Draft<T> | null {
    try {
      const draft = JSON.parse(this.storage.getItem(name) ?? 'null') as Draft<T> | null;
      return draft && 'words' in draft ? draft : null;
    } catch {
      return null;
    }
  }
}

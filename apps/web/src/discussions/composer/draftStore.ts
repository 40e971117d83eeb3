/** Words that were not sent yet, kept in this browser. */
export interface Draft<T = string> {
  words: T;
  savedAt: string;
  /** Whose words they are: on a shared computer the next person must not meet them. Null for a guest's. */
  by: number | null;
}
export interface Attempt {
  key: string;
  words: string;
}

const PREFIX = 'fingerpost:draft:';
/** Longer than any holiday; after that a half sentence says nothing to its author either. */
const KEPT_DAYS = 90;

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
    const draft = this.read<T>(PREFIX + key);
    return draft && (draft.by === null || draft.by === viewer) ? draft : null;
  }

  /** @returns when it was saved, or null where the browser has no room for it. */
  save<T>(key: string, words: T, by: number | null, attempt?: Attempt): Date | null {
    const savedAt = this.now();
    const draft: Draft<T> = { words, savedAt: savedAt.toISOString(), by, ...(attempt && { attempt }) };
    try {
      this.storage.setItem(PREFIX + key, JSON.stringify(draft));
      return savedAt;
    } catch {
      return null;
    }
  }

  clear(key: string): void {
    this.storage.removeItem(PREFIX + key);
  }

  /** Lets go of what nobody came back to. */
  prune(): void {
    const oldest = this.now().getTime() - KEPT_DAYS * 86_400_000;
    const names = Array.from({ length: this.storage.length }, (_, index) => this.storage.key(index));
    for (const name of names) {
      if (!name?.startsWith(PREFIX)) continue;
      const draft = this.read(name);
      if (!draft || Date.parse(draft.savedAt) < oldest) this.storage.removeItem(name);
    }
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

/** The key for sending these words: the same as before when the same words are tried again. */
export function attemptFor(words: string, former: Attempt | undefined, makeKey: () => string = () => crypto.randomUUID()): Attempt {
  return former?.words === words ? former : { key: makeKey(), words };
}

/** A write that was sent but not yet answered keeps its key, also over a reload: pressed again, it acts once. */
const SHELF = 'fp_intents';
const KEPT = 20;

const read = (): [string, string][] => {
  try {
    return JSON.parse(sessionStorage.getItem(SHELF) ?? '[]') as [string, string][];
  } catch {
    return [];
  }
};

const write = (entries: [string, string][]) => {
  try {
    sessionStorage.setItem(SHELF, JSON.stringify(entries.slice(-KEPT)));
  } catch {
    // A browser that refuses storage still has the page's own memory.
  }
};

const keys = new Map<string, string>(read());

// 53 bits are plenty to tell twenty pending writes apart, and no body is left in the storage.
function digest(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  return (a >>> 0).toString(36) + (b >>> 0).toString(36) + text.length.toString(36);
}

// `crypto.randomUUID` is missing on plain http outside this machine.
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export interface Intent {
  key: string;
  settle: () => void;
}

/** The same method, path and body mean the same intent until the server has given its answer. */
export function intentOf(method: string, path: string, body: string): Intent {
  const name = digest(`${method} ${path} ${body}`);
  const key = keys.get(name) ?? uuid();
  keys.set(name, key);
  write([...keys]);
  return {
    key,
    settle: () => {
      keys.delete(name);
      write([...keys]);
    },
  };
}

import { ref } from 'vue';
import { CODE_MINUTES } from '@fingerpost/contracts/limits';

const SHELF = 'fp_code';

interface Pending {
  email: string;
  at: number;
}

// Somebody fetches the code from a mail app and the phone forgets the page meanwhile: the address outlives that.
export function pendingCode(now = Date.now()): string | null {
  try {
    const { email, at } = JSON.parse(sessionStorage.getItem(SHELF) ?? '{}') as Partial<Pending>;
    return typeof email === 'string' && typeof at === 'number' && now - at < CODE_MINUTES * 60_000
      ? email
      : null;
  } catch {
    return null;
  }
}

/** The address that a code is on its way to, while one is. */
export function usePendingCode() {
  const email = ref(pendingCode());
  return {
    email,
    sentTo(address: string) {
      email.value = address;
      keep(JSON.stringify({ email: address, at: Date.now() } satisfies Pending));
    },
    forget() {
      email.value = null;
      keep(null);
    },
  };
}

function keep(text: string | null) {
  try {
    if (text === null) sessionStorage.removeItem(SHELF);
    else sessionStorage.setItem(SHELF, text);
  } catch {
    // A browser that refuses storage still has the page's own memory.
  }
}

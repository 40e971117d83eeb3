import { readonly, ref, shallowReadonly, shallowRef } from 'vue';
import type { Me, Viewing } from '@fingerpost/contracts/accounts';
import { request } from '../api/request';

/** Whose session ended while they were at work; null when nobody is asked. */
const asked = shallowRef<Me | null>(null);
/** How often somebody came back in this way. */
const returns = ref(0);
let waiting: ((again: boolean) => void)[] = [];
let looking = false;

/**
 * Asks to sign in again over the page as it is, so that no word on it is lost. `ask` answers true when somebody did,
 * and what was refused can be sent once more.
 */
export function useSignInAgain() {
  return {
    asked: shallowReadonly(asked),
    returns: readonly(returns),

    ask(was: Me): Promise<boolean> {
      return new Promise((resolve) => {
        waiting.push(resolve);
        void open(was);
      });
    },

    settle(again: boolean): void {
      asked.value = null;
      if (again) returns.value += 1;
      const told = waiting;
      waiting = [];
      told.forEach((tell) => tell(again));
    },
  };
}

// A wrong password is a 401 too: only who is no longer known is asked.
async function open(was: Me) {
  if (asked.value || looking) return;
  looking = true;
  try {
    const { member } = await request<Viewing>('/me');
    if (member) useSignInAgain().settle(true);
    else asked.value = was;
  } catch {
    useSignInAgain().settle(false);
  } finally {
    looking = false;
  }
}

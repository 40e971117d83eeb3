import { reactive, watch } from 'vue';
import type { Notification } from '@fingerpost/contracts/notifications';
import { fetchInbox } from './notifications.api';
import { useUnread } from './notifications.queries';

const AT_ONCE = 100;
const ROUNDS = 5;

/** What is shown and was read meanwhile, here or in another tab: it is marked as read, and nothing moves. */
export function useReadFlags(shown: () => Notification[]) {
  const read = reactive(new Set<number>());
  const unread = useUnread();

  async function look(): Promise<void> {
    const numbers = shown().map(({ number }) => number);
    const lowest = Math.min(...numbers);
    let after: string | null = `older-${Math.max(...numbers, 0) + 1}`;
    for (let round = 0; after && numbers.length > 0 && round < ROUNDS; round++) {
      const page = await fetchInbox({ after, limit: AT_ONCE });
      page.items.filter((item) => item.read).forEach(({ number }) => read.add(number));
      after = (page.items.at(-1)?.number ?? 0) > lowest ? page.next : null;
    }
  }
  watch(unread, (now, before) => {
    if (now < before) void look().catch(() => undefined);
  });

  return {
    readUpTo: (number: number) => shown().forEach((item) => item.number <= number && read.add(item.number)),
    withFlags: (item: Notification): Notification =>
      item.read || !read.has(item.number) ? item : { ...item, read: true },
  };
}

/**
 * The inbox through the cache:
 *   ['notifications', 'count']                       seeded by the server on every page of a member
 *   ['notifications', 'list', { after?, unread? }]   pages, the newest first
 */
import { computed } from 'vue';
import { useQuery } from '@tanstack/vue-query';
import type { NotificationCount } from '@fingerpost/contracts/notifications';
import { fetchCount, fetchInbox, type InboxPlace } from './notifications.api';

type Signal = { signal: AbortSignal };

export const inboxKeys = {
  count: ['notifications', 'count'] as const,
  lists: ['notifications', 'list'] as const,
  list: (place: InboxPlace) => ['notifications', 'list', place] as const,
};

export const inboxQuery = (place: InboxPlace) => ({
  queryKey: inboxKeys.list(place),
  queryFn: ({ signal }: Signal) => fetchInbox(place, signal),
});

/** How much is unread; kept in step by the page's one `useInboxLive`. */
export function useUnread() {
  const query = useQuery({
    queryKey: inboxKeys.count,
    queryFn: ({ signal }: Signal): Promise<NotificationCount> => fetchCount(signal),
    staleTime: Infinity,
  });
  return computed(() => query.data.value?.unread ?? 0);
}

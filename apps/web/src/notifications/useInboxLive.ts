import { onScopeDispose } from 'vue';
import { useQueryClient } from '@tanstack/vue-query';
import type { Notification, NotificationCount } from '@fingerpost/contracts/notifications';
import { watchOwn } from '../api/realtime';
import { fetchCount, fetchInbox } from './notifications.api';
import { inboxKeys } from './notifications.queries';
import { openTabs } from './tabs';

/**
 * Keeps the inbox of this page in step: by the member's own socket, by numbers after every gap, by polling where
 * sockets are blocked, and by what other tabs found. Each new notification is told once.
 */
export function useInboxLive(memberId: number, tell: (fresh: Notification[]) => void): void {
  const client = useQueryClient();
  const count = () => client.getQueryData<NotificationCount>(inboxKeys.count);
  const tabs = openTabs(memberId, heardFromTab);
  /** The number up to which everything was told here. */
  let told = count()?.last ?? null;
  let running: Promise<void> | null = null;
  let again = false;

  function set(next: NotificationCount) {
    const known = count();
    client.setQueryData<NotificationCount>(inboxKeys.count, next);
    // What was read elsewhere is shown as read in the list too.
    if (known && next.unread !== known.unread)
      void client.invalidateQueries({ queryKey: inboxKeys.lists, refetchType: 'none' });
  }

  function found(next: NotificationCount) {
    const known = count();
    set(next);
    if (known?.unread !== next.unread || known.last !== next.last) tabs.say(next);
  }

  async function ask(): Promise<void> {
    if (told === null) {
      const first = await fetchCount();
      told = first.last;
      return found(first);
    }
    for (let more = true; more;) {
      const from: number = told;
      const page = await fetchInbox({ after: String(from), limit: 100 });
      // Something came while the answer was on its way, which counts without it.
      if (told !== from) continue;
      const fresh = page.items.filter(({ number }) => number > told!);
      more = page.next !== null;
      told = Math.max(told, ...fresh.map(({ number }) => number), more ? 0 : page.last);
      found({ unread: page.unread, last: told });
      if (fresh.length > 0) tell(fresh);
    }
  }

  /** One at a time; whoever asks meanwhile gets another round after it. */
  function catchUp(): Promise<void> {
    again = running !== null;
    running ??= ask().finally(() => {
      running = null;
      if (again) void catchUp().catch(() => undefined);
      again = false;
    });
    return running;
  }
  const recount = () => void catchUp().catch(() => undefined);

  function heardFromTab(next: NotificationCount) {
    // It was asked before what this page has heard of since.
    if (next.last < (count()?.last ?? 0)) return recount();
    set(next);
    if (document.visibilityState === 'visible' && next.last > (told ?? 0)) recount();
  }

  function created(notification: Notification) {
    if (told === null || notification.number !== told + 1) return recount();
    told = notification.number;
    set({ unread: (count()?.unread ?? 0) + (notification.read ? 0 : 1), last: told });
    tell([notification]);
  }

  watchOwn({ 'notification.created': created, 'notifications.read': recount }, catchUp);
  const seen = () => document.visibilityState === 'visible' && recount();
  document.addEventListener('visibilitychange', seen);
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', seen);
    tabs.close();
  });
}

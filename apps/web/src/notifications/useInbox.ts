import { computed, nextTick, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRoute, useRouter } from 'vue-router';
import { useQueryClient } from '@tanstack/vue-query';
import { grouped } from '@fingerpost/contracts/inbox';
import type { NotificationPage } from '@fingerpost/contracts/notifications';
import { problemKey } from '../api/problem-words';
import { usePages } from '../ui/use-pages';
import { announce, toast } from '../ui/toasts';
import { arrived } from './arrived';
import { readUpTo } from './notifications.api';
import { inboxKeys, inboxQuery, useUnread } from './notifications.queries';
import { useReadFlags } from './useReadFlags';

/** The list of the inbox, page by page; what comes meanwhile waits to be shown. */
export function useInbox() {
  const { t } = useI18n();
  const route = useRoute();
  const router = useRouter();
  const client = useQueryClient();
  const unread = useUnread();

  const unreadOnly = computed(() => route.query.show === 'unread');
  const start = computed(() =>
    /^older-\d{1,15}$/.test(String(route.query.after)) ? String(route.query.after) : null,
  );
  const shown = () => (unreadOnly.value ? ({ unread: 'yes' } as const) : {});
  const list = usePages<NotificationPage, { after?: string }>(
    () => unreadOnly.value,
    () => (start.value ? { after: start.value } : {}),
    (place) => inboxQuery({ ...shown(), ...place }),
  );
  const items = computed(() => list.pages.value.flatMap((page) => page.items));
  const flags = useReadFlags(() => items.value);
  // Page by page, so that an older page changes nothing above it; and by what was unread when it came.
  const groups = computed(() =>
    list.pages.value.flatMap((page, index) =>
      grouped(page.items).map((group) => ({
        ...group,
        key: `${index}-${group.key}`,
        items: group.items.map(flags.withFlags),
      })),
    ),
  );
  /** The highest number that this list knows of. */
  const last = computed(() => list.pages.value[0]?.last ?? Infinity);
  const fresh = computed(() => arrived.value.filter(({ number }) => number > last.value).length);

  async function more() {
    const before = items.value.length;
    const place = await list.load('next');
    if (!place) return;
    announce(t('notifications.loaded', items.value.length - before));
    await router.replace({ query: { ...route.query, ...place } });
    if (list.next.value) return;
    // The button went with the last page; the keyboard goes on at what it brought.
    const number = items.value[before]?.number;
    document.querySelector<HTMLElement>(`.inbox-item[data-number="${number}"] a`)?.focus();
  }

  // Where nothing is read yet, nothing would be moved; it may have come before this list was built.
  watch(
    [fresh, list.pending],
    () => {
      if (fresh.value > 0 && !list.pending.value && items.value.length === 0) void showAtOnce();
    },
    { immediate: true },
  );

  async function showAtOnce() {
    await client.refetchQueries({ queryKey: inboxKeys.list(shown()), exact: true });
  }

  async function showNew() {
    await client.invalidateQueries({ queryKey: inboxKeys.lists, refetchType: 'none' });
    if (start.value) await router.replace({ query: { ...route.query, after: undefined } });
    else await showAtOnce();
    await nextTick();
    document.querySelector<HTMLElement>('.inbox-did a')?.focus();
  }

  async function readAll() {
    const upTo = Math.max(
      last.value === Infinity ? 0 : last.value,
      ...items.value.map(({ number }) => number),
    );
    try {
      const count = await readUpTo(upTo);
      flags.readUpTo(upTo);
      client.setQueryData(inboxKeys.count, count);
      void client.invalidateQueries({ queryKey: inboxKeys.lists, refetchType: 'none' });
      void client.invalidateQueries({ queryKey: ['home'], refetchType: 'none' });
      announce(t('notifications.allRead'));
      // The button is gone.
      document.querySelector<HTMLElement>('#main h1')?.focus();
    } catch (error) {
      toast(t(problemKey(error)), { look: 'bad' });
    }
  }

  return {
    groups,
    list,
    fresh,
    unreadOnly,
    start,
    someUnread: computed(() => unread.value > 0),
    more,
    showNew,
    readAll,
  };
}

import type { NotificationCount } from '@fingerpost/contracts/notifications';

interface Said {
  memberId: number;
  count: NotificationCount;
}

/** The other tabs of this browser, where somebody else may be signed in by now. */
export function openTabs(memberId: number, heard: (count: NotificationCount) => void) {
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel('fp-inbox') : null;
  channel?.addEventListener('message', ({ data }: MessageEvent<Said>) => {
    if (data.memberId === memberId) heard(data.count);
  });
  return {
    say: (count: NotificationCount) => channel?.postMessage({ memberId, count } satisfies Said),
    close: () => channel?.close(),
  };
}

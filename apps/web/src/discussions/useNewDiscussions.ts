import { computed, onScopeDispose, shallowRef, watch } from 'vue';
import type { DiscussionSummary } from '@fingerpost/contracts/discussions';
import type { Room, SpaceMessage } from '@fingerpost/contracts/realtime';
import { watchRoom } from '../api/realtime';
import { useViewer } from '../api/viewer';
import { fetchDiscussions, type DiscussionFilter } from './discussions.api';

/** A list of all spaces has no room whose gaps are caught up: while it is seen, it asks this often all the same. */
const EVERY = 20_000;
/** Everybody who has it open hears of a new discussion at once, and not all may ask at the same moment. */
const SPREAD_OVER = 1_500;

/**
 * Discussions that were opened after the list was fetched, for "2 new discussions, show". Only a list that begins at
 * the front knows what is new: to one that was entered further back, all before it would be.
 */
export function useNewDiscussions(
  filter: () => DiscussionFilter,
  spaceId: () => number | null,
  listed: () => DiscussionSummary[],
  atFront: () => boolean,
) {
  const { member } = useViewer();
  const found = shallowRef<DiscussionSummary[]>([]);
  /** The newest moment that the list knew of: the server's clock, never this browser's. */
  let since: string | null = null;

  watch(
    () => (listed().length > 0 && atFront() ? JSON.stringify(filter()) : null),
    (name) => {
      found.value = [];
      since = name && latest(listed());
    },
    { immediate: true },
  );

  async function look(): Promise<void> {
    if (!atFront()) return;
    const asked = JSON.stringify(filter());
    const { items } = await fetchDiscussions({ ...filter(), sort: 'new' });
    if (asked !== JSON.stringify(filter()) || !atFront()) return;
    const here = new Set(listed().map((row) => row.id));
    found.value = items.filter(
      (row) =>
        (since === null || row.createdAt > since) && !here.has(row.id) && row.author.id !== member.value?.id,
    );
  }

  const room = (): Room | null => {
    const id = spaceId();
    return id === null ? null : `space:${id}`;
  };
  watchRoom(room, { 'discussion.created': hear }, { catchUp: look });

  let soon: ReturnType<typeof setTimeout> | undefined;
  function hear(message: SpaceMessage) {
    const only = spaceId();
    if (only !== null && message.spaceId !== only) return;
    clearTimeout(soon);
    soon = setTimeout(() => void look().catch(() => undefined), Math.random() * SPREAD_OVER);
  }

  const timer = setInterval(() => {
    if (spaceId() === null && document.visibilityState === 'visible') void look().catch(() => undefined);
  }, EVERY);
  onScopeDispose(() => {
    clearInterval(timer);
    clearTimeout(soon);
  });

  return {
    count: computed(() => found.value.length),
    shown: () => {
      found.value = [];
      since = null;
    },
  };
}

const latest = (rows: DiscussionSummary[]) =>
  rows
    .map((row) => (row.lastActivityAt > row.createdAt ? row.lastActivityAt : row.createdAt))
    .sort()
    .at(-1) ?? null;

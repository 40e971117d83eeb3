import { onScopeDispose, watch, type Ref } from 'vue';
import { useQueryClient } from '@tanstack/vue-query';
import type { PostPage, PostSeen } from '@fingerpost/contracts/discussions';
import { markRead, type ThreadView } from '../discussions.api';
import { discussionKeys, patchDetail } from '../discussions.queries';
import { watermark } from './readMark';

export interface ReadingOf {
  id: () => number;
  viewerId: () => number | null;
  /** The watermark that the server knows. */
  readNumber: () => number | null;
  pages: Ref<PostPage[]>;
  posts: Ref<PostSeen[]>;
  view: () => ThreadView;
}

/** Long enough to have been looked at, short enough for a quick reader. */
const LOOK = 700;
const QUIET = 1200;

/** Moves the member's watermark as posts really stand before their eyes. */
export function useReading({ id, viewerId, readNumber, pages, posts, view }: ReadingOf) {
  const client = useQueryClient();
  const seen = new Set<number>();
  const looking = new Map<Element, ReturnType<typeof setTimeout>>();
  const numberOf = (element: Element) => Number((element as HTMLElement).dataset.number);
  let sent = 0;
  /** Somebody who comes back to what they have read tells that once: what was told of it meanwhile is known then. */
  let cameBack = true;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const observer = new IntersectionObserver((entries) => entries.forEach(look), {
    // A long post never fits whole: a third of the window full of it counts as well, however little of it that is.
    threshold: [0, 0.02, 0.05, 0.1, 0.25, 0.5, 0.75, 1],
  });

  function look({
    target,
    isIntersecting,
    intersectionRatio,
    intersectionRect,
    rootBounds,
  }: IntersectionObserverEntry) {
    const enough =
      isIntersecting &&
      (intersectionRatio >= 0.75 || intersectionRect.height >= (rootBounds?.height ?? Infinity) / 3);
    if (enough && !looking.has(target)) {
      looking.set(
        target,
        setTimeout(() => {
          if (document.visibilityState !== 'visible') return void looking.delete(target);
          seen.add(numberOf(target));
          observer.unobserve(target);
          settle();
        }, LOOK),
      );
    } else if (!enough) {
      clearTimeout(looking.get(target));
      looking.delete(target);
    }
  }

  function settle() {
    clearTimeout(timer);
    timer = setTimeout(() => void tell(), QUIET);
  }

  async function tell(): Promise<void> {
    if (viewerId() === null) return;
    const own = posts.value.filter((post) => post.author?.id === viewerId()).map((post) => post.number);
    const paged = new Set(pages.value.flatMap((page) => page.items.map((post) => post.number)));
    const whole = pages.value[0]?.previous === null && pages.value.at(-1)?.next === null;
    const read = Math.max(readNumber() ?? 0, sent);
    const mark = watermark({ read, seen: new Set([...seen, ...own]), paged, view: view(), whole });
    if (mark <= read && !(cameBack && seen.size > 0)) return;
    const before = sent;
    sent = mark;
    cameBack = false;
    try {
      const state = await markRead(id(), mark);
      patchDetail(client, id(), () => state);
      void client.invalidateQueries({ queryKey: discussionKeys.lists, refetchType: 'none' });
    } catch {
      // Told again with the next post that is seen.
      sent = before;
      cameBack = true;
    }
  }

  const leave = () => document.visibilityState === 'hidden' && void tell();
  document.addEventListener('visibilitychange', leave);
  watch([id, viewerId], () => {
    seen.clear();
    sent = 0;
    cameBack = true;
  });
  onScopeDispose(() => {
    observer.disconnect();
    looking.forEach(clearTimeout);
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', leave);
    void tell();
  });

  return {
    /** For `:ref` of an article. */
    watchPost: (element: Element | null) => {
      if (element && !seen.has(numberOf(element))) observer.observe(element);
    },
    readAgain: settle,
  };
}

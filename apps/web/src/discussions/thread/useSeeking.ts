import { nextTick, watch, type Ref } from 'vue';
import { useRoute } from 'vue-router';
import type { PostSeen } from '@fingerpost/contracts/discussions';
import type { ListPlace } from '../../api/list-place';
import type { PostPlace } from '../discussions.api';
import { shown } from '../../app/served-page';
import { placeOf } from './place';

interface Here {
  isHere: (place: ListPlace) => boolean;
  posts: () => PostSeen[];
  find: (number: number) => void;
}

/** Moves the start of the pages with the address, unless what it asks for is here already. */
export function useStart(start: Ref<PostPlace>, { isHere, posts, find }: Here): void {
  const route = useRoute();
  watch(
    () => [route.query.at, route.query.after, route.query.before, route.hash],
    () => {
      const place = placeOf(route.query);
      if (typeof place.around === 'number' && posts().some((post) => post.number === place.around))
        find(place.around);
      else if (!isHere(place) || place.around === 'last') start.value = place;
    },
  );
}

/** Brings a post before the reader's eyes and gives it the focus. */
export async function showPost(number: number): Promise<void> {
  await shown;
  await nextTick();
  // After the router's own move to the page's heading.
  await new Promise((frame) => requestAnimationFrame(frame));
  const article = document.getElementById(`post-${number}`);
  article?.scrollIntoView({ block: 'start' });
  article?.focus({ preventScroll: true });
}

/** The post that a place means among those that are here: itself, or the next one where it is gone. */
export function targetOf(
  place: PostPlace,
  posts: readonly PostSeen[],
  { cameTo, isFresh }: { cameTo: number | null; isFresh: (post: PostSeen) => boolean },
): number | null {
  if (place.around === undefined) return null;
  if (place.around === 'last') return posts.at(-1)?.number ?? null;
  const unread = posts.filter(isFresh).map(({ number }) => number);
  // One's own and what was deleted are not what somebody has to read yet.
  if (place.around === 'first-unread' && unread.length > 0) return Math.min(...unread);
  const from = place.around === 'first-unread' ? (cameTo ?? 0) + 1 : place.around;
  const numbers = posts.map((post) => post.number);
  if (numbers.includes(from)) return from;
  return numbers.filter((number) => number > from).sort((a, b) => a - b)[0] ?? numbers.at(-1) ?? null;
}

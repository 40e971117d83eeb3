import { nextTick } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRoute, useRouter } from 'vue-router';
import type { PostSeen } from '@fingerpost/contracts/discussions';
import { announce } from '../../ui/toasts';
import type { Direction } from '../../ui/use-pages';
import { queryOf } from './place';
import type { useThread } from './useThread';

const topOf = (post: PostSeen | undefined) =>
  (post && document.getElementById(`post-${post.number}`)?.getBoundingClientRect().top) ?? 0;

/** More posts at either end: the address follows, what is read stays where it is, and focus is not lost. */
export function usePaging(thread: ReturnType<typeof useThread>) {
  const { t } = useI18n();
  const route = useRoute();
  const router = useRouter();
  let last: Direction = 'next';

  async function turn(direction: Direction): Promise<void> {
    last = direction;
    const before = new Set(thread.posts.value.map((post) => post.id));
    const anchor = direction === 'previous' ? thread.posts.value[0] : undefined;
    const top = topOf(anchor);
    const place = await thread.load(direction);
    if (!place) return;
    await nextTick();
    if (anchor) window.scrollBy({ top: topOf(anchor) - top, behavior: 'instant' });
    const fresh = thread.posts.value.filter((post) => !before.has(post.id));
    announce(t('discussions.page.loaded', fresh.length));
    await router.replace({ query: queryOf(route.query, place) });
    // The button is gone with the last page; reading goes on at the first post that it brought.
    const more = direction === 'next' ? thread.next.value : thread.previous.value;
    const reached = direction === 'next' ? fresh[0] : fresh.at(-1);
    if (!more && reached)
      document.getElementById(`post-${reached.number}`)?.focus({ preventScroll: direction === 'previous' });
  }
  return { turn, again: () => void turn(last) };
}

import { computed, ref, watch } from 'vue';
import type { Discussion, PostSeen } from '@fingerpost/contracts/discussions';

/** What is new to the reader, counted from where they stood when they came: it does not fade under their eyes. */
export function useFresh(
  discussion: () => Discussion,
  viewerId: () => number | null,
  posts: () => PostSeen[],
) {
  const cameTo = ref(discussion().readNumber);
  let asAnother = false;
  watch(viewerId, () => (asAnother = true));
  watch(discussion, ({ readNumber }) => {
    if (asAnother) cameTo.value = readNumber;
    asAnother = false;
  });
  const isFresh = (post: PostSeen) =>
    cameTo.value !== null &&
    post.number > cameTo.value &&
    post.state === 'published' &&
    post.author?.id !== viewerId();
  return {
    cameTo,
    isFresh,
    /** The post before which the reader stopped last time. */
    firstFresh: computed(() => (cameTo.value ? (posts().find(isFresh)?.number ?? null) : null)),
  };
}

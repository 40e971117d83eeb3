import { watch, type Ref } from 'vue';
import type { PostSeen } from '@fingerpost/contracts/discussions';
import { unfinished } from '../composer/useDraft';
import type { useActs } from './useActs';

/** Words that a reload or a lost session interrupted: the composer under their post opens again with them. */
export function useUnfinished(
  discussionId: number,
  viewerId: () => number | null,
  posts: Ref<PostSeen[]>,
  acts: ReturnType<typeof useActs>,
): void {
  let looked: number | null | undefined;
  watch(
    () => [viewerId(), posts.value.length > 0] as const,
    ([viewer, here]) => {
      if (!here || viewer === null || looked === viewer) return;
      looked = viewer;
      const under = (prefix: string, may: (post: PostSeen) => boolean) => {
        const ids = unfinished(prefix, viewer).map(Number);
        return posts.value.find((post) => ids.includes(post.id) && may(post));
      };
      const reply = under(`reply:${discussionId}:`, () => true);
      const edit = under('edit:', (post) => post.can.edit);
      if (reply || edit) acts.resume(reply?.id ?? null, edit?.id ?? null);
    },
    { immediate: true },
  );
}

import { nextTick, ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRouter } from 'vue-router';
import { useQueryClient } from '@tanstack/vue-query';
import type { Discussion, PostSeen } from '@fingerpost/contracts/discussions';
import { problemKey } from '../../api/problem-words';
import { announce, toast } from '../../ui/toasts';
import { createPost, removePost } from '../discussions.api';
import { discussionKeys, useAnswer } from '../discussions.queries';
import { postPlace } from '../paths';
import type { PostVerb } from '../posts/verbs';
import { showPost } from './useSeeking';
import type { useThread } from './useThread';

/** What is being done with the posts of a thread, one thing at a time. */
export function useActs(discussion: () => Discussion, thread: ReturnType<typeof useThread>) {
  const { t } = useI18n();
  const router = useRouter();
  const client = useQueryClient();
  const answer = useAnswer(() => discussion().id);

  const replyingTo = ref<number | null>(null);
  const editing = ref<number | null>(null);
  const removing = ref<PostSeen | null>(null);
  const looking = ref<PostSeen | null>(null);
  const blocking = ref<PostSeen | null>(null);

  /** Opened by itself after a reload: it must not take the focus. */
  const restored = ref(false);

  async function reply(body: string, parent?: PostSeen): Promise<void> {
    const post = await createPost(discussion().id, { body, ...(parent && { parentId: parent.id }) });
    replyingTo.value = null;
    void client.invalidateQueries({ queryKey: discussionKeys.lists, refetchType: 'none' });
    void client.invalidateQueries({ queryKey: ['home'], refetchType: 'none' });
    // Whoever takes part follows.
    void client.invalidateQueries({ queryKey: ['watch', 'discussion', discussion().id] });
    if (thread.append(post)) {
      announce(t('discussions.reply.sent', { number: post.number }));
      void showPost(post.number);
    } else {
      void router.push(postPlace(discussion(), post.number));
    }
    void thread.catchUp().catch(() => undefined);
  }

  function settle(post: PostSeen) {
    thread.take([post], discussion().replyCount - (post.state === 'removed' ? 1 : 0));
    editing.value = null;
    void showPost(post.number);
  }

  async function remove(): Promise<void> {
    if (!removing.value) return;
    settle(await removePost(removing.value.id));
    announce(t('discussions.post.removed'));
  }

  function accept(post: PostSeen | null) {
    answer.mutate(post, {
      onSuccess: () => toast(t(post ? 'discussions.answer.accepted' : 'discussions.answer.withdrawn')),
      onError: (problem) => toast(t(problemKey(problem)), { look: 'bad' }),
    });
  }

  const VERBS: Record<PostVerb, (post: PostSeen) => void> = {
    reply: (post) => open(post.id, null),
    edit: (post) => open(null, post.id),
    delete: (post) => (removing.value = post),
    history: (post) => (looking.value = post),
    block: (post) => (blocking.value = post),
    accept: (post) => accept(post),
    withdraw: () => accept(null),
  };

  function open(reply: number | null, edit: number | null, byItself = false) {
    restored.value = byItself;
    replyingTo.value = reply;
    editing.value = edit;
  }

  /** Focus goes back to the post whose composer was put away. */
  function cancel(post: PostSeen) {
    open(null, null);
    void nextTick(() =>
      document.querySelector<HTMLElement>(`#post-${post.number} .post-actions button`)?.focus(),
    );
  }

  return {
    replyingTo,
    editing,
    removing,
    looking,
    blocking,
    restored,
    reply,
    settle,
    remove,
    cancel,
    resume: (reply: number | null, edit: number | null) => open(reply, edit, true),
    act: (verb: PostVerb, post: PostSeen) => VERBS[verb](post),
  };
}

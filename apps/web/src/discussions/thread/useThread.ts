import { computed, ref, shallowRef, watch } from 'vue';
import { useQueryClient } from '@tanstack/vue-query';
import type { Discussion, Post, PostPage, PostSeen } from '@fingerpost/contracts/discussions';
import type { PostMessage } from '@fingerpost/contracts/realtime';
import { isCode } from '../../api/problem';
import { watchRoom } from '../../api/realtime';
import { useViewer } from '../../api/viewer';
import { fetchChanges, type PostPlace, type ThreadView } from '../discussions.api';
import { detailQuery, discussionKeys, patchDetail, patchThread, postsQuery } from '../discussions.queries';
import { usePages } from '../../ui/use-pages';
import { seenBy } from './abilities';
import { Versions } from './versions';
import { belongsIn, joinPages, newcomers, patchPosts } from './window';

/** A change that comes late is waited for this long before it is asked for. */
const PATIENCE = 1500;

/** The posts of a thread around one place, kept in step with the server; what others add waits to be shown. */
export function useThread(id: () => number, view: () => ThreadView, place: () => PostPlace) {
  const client = useQueryClient();
  const { member } = useViewer();
  const pages = usePages<PostPage, PostPlace>(
    () => [id(), view()],
    place,
    (at) => postsQuery(id(), { view: view(), ...at }),
  );
  /** Shown beside the pages: one's own new posts, and what was asked for by "show". */
  const added = shallowRef<PostSeen[]>([]);
  const waiting = shallowRef<PostSeen[]>([]);
  const versions = shallowRef<Versions | null>(null);
  const lastNumber = ref(0);

  const posts = computed(() => joinPages(pages.pages.value, added.value));
  const reachesEnd = computed(() => pages.pages.value.length > 0 && pages.next.value === null);

  let entered = -1;
  // After the flush, when the pages of a new run have taken the place of the old ones.
  watch(
    () => (pages.pages.value.length > 0 ? pages.run.value : -1),
    (run) => {
      const [first] = pages.pages.value;
      if (!first || run === entered) return;
      entered = run;
      added.value = [];
      waiting.value = [];
      versions.value = new Versions(first.version);
      lastNumber.value = first.lastNumber;
    },
    { immediate: true, flush: 'post' },
  );
  watch(posts, (run) => {
    const here = new Set(run.map((post) => post.id));
    if (waiting.value.some((post) => here.has(post.id)))
      waiting.value = waiting.value.filter((post) => !here.has(post.id));
  });

  const fits = (post: PostSeen) => belongsIn(posts.value, post, view(), reachesEnd.value);

  function take(changes: PostSeen[], replyCount: number): void {
    const fresh = newcomers([...posts.value, ...waiting.value], changes, {
      lastNumber: lastNumber.value,
      viewerId: member.value?.id ?? null,
    });
    patchThread(client, id(), changes);
    added.value = patchPosts(added.value, changes);
    waiting.value = [
      ...patchPosts(waiting.value, changes).filter((post) => post.state === 'published'),
      ...fresh,
    ].sort((a, b) => a.number - b.number);
    changes
      .filter((post) => post.number > lastNumber.value && post.author?.id === member.value?.id)
      .forEach(append);
    lastNumber.value = Math.max(lastNumber.value, ...changes.map((post) => post.number));
    patchDetail(client, id(), (known) => ({
      replyCount,
      lastNumber: Math.max(known.lastNumber, lastNumber.value),
    }));
  }

  /** One's own post, at its place. @returns false where its place is on a page that is not here. */
  function append(post: PostSeen): boolean {
    if (posts.value.some((known) => known.id === post.id)) return true;
    if (!fits(post)) return false;
    added.value = [...added.value, post];
    return true;
  }

  /** Shows what waited. @returns the first of it; `placed` is false where it stands on another page. */
  function reveal(): { first: PostSeen; placed: boolean } | null {
    const [first] = waiting.value;
    if (!first) return null;
    const placed = waiting.value.every(fits);
    if (placed) {
      added.value = [...added.value, ...waiting.value];
      waiting.value = [];
    }
    return { first, placed };
  }

  async function catchUp(): Promise<void> {
    for (let more = true; more && versions.value;) {
      const asked = versions.value;
      const changes = await fetchChanges(id(), asked.known).catch((fault: unknown) => {
        // Deleted, or no longer theirs to see: the page finds that out from the discussion itself.
        if (isCode(fault, 'not_found')) void refreshDetail();
        throw fault;
      });
      if (versions.value !== asked) return;
      if (changes.version - asked.known > changes.items.length) void refreshDetail();
      if (changes.items.length > 0) take(changes.items, changes.replyCount);
      asked.caughtUp(changes.version);
      more = changes.more;
    }
  }
  // Closing, pinning, renaming and accepting raise the version without a post that tells of it.
  const refreshDetail = () => client.invalidateQueries({ queryKey: discussionKeys.detail(id()) });

  let gapTimer: ReturnType<typeof setTimeout> | undefined;
  function heard(version: number): void {
    versions.value?.heard(version);
    patchDetail(client, id(), (known) => ({ version: Math.max(known.version, version) }));
    clearTimeout(gapTimer);
    if (versions.value?.gap) gapTimer = setTimeout(() => void catchUp().catch(() => undefined), PATIENCE);
  }

  function onPost(message: PostMessage): void {
    if (message.discussionId !== id()) return;
    const { replyCount, ...post } = message;
    take([withAbilities(post)], replyCount);
    heard(post.version);
  }
  const withAbilities = (post: Post): PostSeen =>
    seenBy(
      post,
      client.getQueryData<Discussion>(detailQuery(id()).queryKey),
      member.value?.id ?? null,
      posts.value.find((known) => known.id === post.id),
    );

  watchRoom(
    () => (versions.value ? `discussion:${id()}` : null),
    {
      'post.created': onPost,
      'post.updated': onPost,
      'post.deleted': onPost,
      'discussion.updated': (message) => {
        if (message.discussionId !== id()) return;
        patchDetail(client, id(), () => ({ title: message.title, closed: message.closed }));
        void refreshDetail();
        heard(message.version);
      },
      'room.left': () => void refreshDetail(),
    },
    { version: () => versions.value?.known, catchUp },
  );

  return { ...pages, posts, waiting, reachesEnd, append, reveal, take, catchUp };
}

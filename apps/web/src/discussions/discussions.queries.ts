/**
 * Reads and writes of discussions through the cache. The server seeds these keys from `#page-data`; parts that an
 * address leaves out are left out of the key too, `sort` and `view` are always there:
 *   ['discussions', 'list', { space?, kind?, tag?, status?, sort, after? | before? }]
 *   ['discussions', 'detail', id]
 *   ['discussions', 'history', postId, version, { after? }]
 *   ['discussions', 'posts', id, { view, around? | after? | before? }]      around: a number, 'first-unread', 'last'
 */
import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/vue-query';
import type { Page } from '@fingerpost/contracts/common';
import type {
  ChangeDiscussion,
  Discussion,
  DiscussionSummary,
  PostPage,
  PostSeen,
} from '@fingerpost/contracts/discussions';
import type { ListPlace } from '../api/list-place';
import { isProblem } from '../api/problem';
import {
  acceptAnswer,
  changeDiscussion,
  fetchDiscussion,
  fetchDiscussions,
  fetchHistory,
  fetchPosts,
  withdrawAnswer,
  type DiscussionFilter,
  type PostFilter,
} from './discussions.api';
import { patchPosts } from './thread/window';

const given = <T extends object>(parts: T): T =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined && value !== '')) as T;

export const discussionKeys = {
  all: ['discussions'] as const,
  lists: ['discussions', 'list'] as const,
  list: (filter: DiscussionFilter & ListPlace) => ['discussions', 'list', given(filter)] as const,
  detail: (id: number) => ['discussions', 'detail', id] as const,
  threadPosts: (id: number) => ['discussions', 'posts', id] as const,
  history: (id: number, version: number, place: ListPlace) =>
    ['discussions', 'history', id, version, place] as const,
  posts: (id: number, filter: PostFilter) => ['discussions', 'posts', id, given(filter)] as const,
};

/** Former bodies of a post as it is now: an edit makes another list of them. */
export const historyQuery = ({ id, version }: Pick<PostSeen, 'id' | 'version'>, place: ListPlace) => ({
  queryKey: discussionKeys.history(id, version, place),
  queryFn: ({ signal }: { signal: AbortSignal }) => fetchHistory(id, place, signal),
});
export const listQuery = (filter: DiscussionFilter & ListPlace) => ({
  queryKey: discussionKeys.list(filter),
  queryFn: ({ signal }: { signal: AbortSignal }): Promise<Page<DiscussionSummary>> =>
    fetchDiscussions(given(filter), signal),
});

export const postsQuery = (id: number, filter: PostFilter) => ({
  queryKey: discussionKeys.posts(id, filter),
  queryFn: ({ signal }: { signal: AbortSignal }): Promise<PostPage> => fetchPosts(id, given(filter), signal),
});

export const detailQuery = (id: number) => ({
  queryKey: discussionKeys.detail(id),
  queryFn: ({ signal }: { signal: AbortSignal }): Promise<Discussion> => fetchDiscussion(id, signal),
});

export const useDiscussion = (id: () => number) => useQuery(() => detailQuery(id()));

/** Lays changed posts over every cached page of their thread, and over the answer that stands on top. */
export function patchThread(client: QueryClient, id: number, changes: readonly PostSeen[]): void {
  client.setQueriesData<PostPage>(
    { queryKey: discussionKeys.threadPosts(id) },
    (page) => page && { ...page, items: patchPosts(page.items, changes) },
  );
  patchDetail(client, id, ({ answer }) => {
    const change = answer && changes.find((post) => post.id === answer.id && post.version > answer.version);
    if (!change) return {};
    return change.state === 'removed' ? { answer: null, answered: false } : { answer: change };
  });
}

export function patchDetail(
  client: QueryClient,
  id: number,
  change: (known: Discussion) => Partial<Discussion>,
): void {
  client.setQueryData<Discussion>(
    discussionKeys.detail(id),
    (known) => known && { ...known, ...change(known) },
  );
}

/** Shows the outcome at once, and what was there before when the server refuses. */
function useOptimistic<V>(
  id: () => number,
  send: (value: V) => Promise<Discussion>,
  foresee: (value: V, known: Discussion) => Partial<Discussion>,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onMutate: async (value: V) => {
      await client.cancelQueries({ queryKey: discussionKeys.detail(id()) });
      const before = client.getQueryData<Discussion>(discussionKeys.detail(id()));
      patchDetail(client, id(), (known) => foresee(value, known));
      return { before };
    },
    onError: (_error, _value, context) => client.setQueryData(discussionKeys.detail(id()), context?.before),
    onSuccess: (discussion) => {
      client.setQueryData(discussionKeys.detail(discussion.id), discussion);
      void client.invalidateQueries({ queryKey: discussionKeys.lists, refetchType: 'none' });
    },
  });
}

export type Changes = Omit<ChangeDiscussion, 'version'>;

export function useChangeDiscussion(id: () => number) {
  const client = useQueryClient();
  const known = () => client.getQueryData<Discussion>(discussionKeys.detail(id()))!;
  let base: Discussion | undefined;
  return useOptimistic<Changes>(
    id,
    async (changes) => {
      const from = base ?? known();
      try {
        return await changeDiscussion(id(), { ...changes, version: from.version });
      } catch (error) {
        const present =
          isProblem(error) && error.status === 409 ? (error.current as Discussion | undefined) : undefined;
        if (!present || clashes(changes, from, present)) throw error;
        return await changeDiscussion(id(), { ...changes, version: present.version });
      }
    },
    (changes, before) => {
      base = before;
      return changes;
    },
  );
}

// A reply raises the version as well; only a change of the same part is somebody else's word against ours.
const clashes = (changes: Changes, from: Discussion, present: Discussion) =>
  (Object.keys(changes) as (keyof Changes)[]).some(
    (part) => JSON.stringify(from[part]) !== JSON.stringify(present[part]),
  );

/** Accepts a post as the answer, or with null withdraws what was accepted. */
export const useAnswer = (id: () => number) =>
  useOptimistic<PostSeen | null>(
    id,
    (post) => (post ? acceptAnswer(id(), post.id) : withdrawAnswer(id())),
    (post) => ({ answer: post, answered: post !== null }),
  );

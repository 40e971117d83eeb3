/** The only addresses of discussions and posts. */
import type { Page } from '@fingerpost/contracts/common';
import type {
  ChangeDiscussion,
  CreateDiscussion,
  CreatePost,
  Discussion,
  DiscussionKind,
  DiscussionSummary,
  MarkdownPreview,
  PostChanges,
  PostHistory,
  PostPage,
  PostSeen,
  PostWithBody,
  ReadState,
} from '@fingerpost/contracts/discussions';
import type { Mentionable } from '@fingerpost/contracts/notifications';
import type { Suggestions } from '@fingerpost/contracts/search';
import type { ListPlace } from '../api/list-place';
import { request } from '../api/request';

export type DiscussionFilter = {
  space?: string;
  kind?: DiscussionKind;
  tag?: string;
  status?: 'unanswered' | 'answered';
  sort: 'active' | 'new';
};
export type ThreadView = 'flat' | 'threaded';
export type PostPlace = ListPlace & { around?: number | 'first-unread' | 'last' };
export type PostFilter = { view: ThreadView } & PostPlace;

export const fetchDiscussions = (filter: DiscussionFilter & ListPlace, signal?: AbortSignal) =>
  request<Page<DiscussionSummary>>('/discussions', { query: filter, signal });
export const fetchDiscussion = (id: number, signal?: AbortSignal) =>
  request<Discussion>(`/discussions/${id}`, { signal });
export const previewMarkdown = (body: string, signal?: AbortSignal) =>
  request<MarkdownPreview>('/markdown/preview', { method: 'POST', body: { body }, signal });
export const createDiscussion = (body: CreateDiscussion) =>
  request<Discussion>('/discussions', { method: 'POST', body });
export const changeDiscussion = (id: number, body: ChangeDiscussion) =>
  request<Discussion>(`/discussions/${id}`, { method: 'PATCH', body });
export const removeDiscussion = (id: number) => request<void>(`/discussions/${id}`, { method: 'DELETE' });
export const acceptAnswer = (id: number, postId: number) =>
  request<Discussion>(`/discussions/${id}/answer`, { method: 'PUT', body: { postId } });
export const withdrawAnswer = (id: number) =>
  request<Discussion>(`/discussions/${id}/answer`, { method: 'DELETE' });
export const markRead = (id: number, number: number) =>
  request<ReadState>(`/discussions/${id}/read`, { method: 'PUT', body: { number }, unasked: true });
export const fetchSimilar = (q: string, signal?: AbortSignal) =>
  request<Suggestions>('/search/suggest', { query: { q }, signal });

/** Who may be named in a space. */
export const fetchMentionable = (space: string, q: string, signal?: AbortSignal) =>
  request<{ items: Mentionable[] }>(`/spaces/${space}/mentionable`, { query: { q }, signal });

export const fetchPosts = (discussionId: number, filter: PostFilter, signal?: AbortSignal) =>
  request<PostPage>(`/discussions/${discussionId}/posts`, { query: filter, signal });
export const fetchChanges = (discussionId: number, changedAfter: number, signal?: AbortSignal) =>
  request<PostChanges>(`/discussions/${discussionId}/posts`, { query: { changedAfter }, signal });
export const createPost = (discussionId: number, body: CreatePost) =>
  request<PostSeen>(`/discussions/${discussionId}/posts`, { method: 'POST', body });
export const fetchPostBody = (id: number) => request<PostWithBody>(`/posts/${id}`);
export const changePost = (id: number, version: number, body: string) =>
  request<PostSeen>(`/posts/${id}`, { method: 'PATCH', body: { version, body } });
export const removePost = (id: number) => request<PostSeen>(`/posts/${id}`, { method: 'DELETE' });
/** The latest first. */
export const fetchHistory = (id: number, place: ListPlace, signal?: AbortSignal) =>
  request<PostHistory>(`/posts/${id}/history`, { query: { order: 'desc', ...place }, signal });

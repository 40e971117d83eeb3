import type { APIRequestContext, APIResponse } from '@playwright/test';
import type { Me } from '@fingerpost/contracts/accounts';
import type { Discussion, DiscussionKind, PostPage, PostSeen } from '@fingerpost/contracts/discussions';
import type { Space, Visibility } from '@fingerpost/contracts/spaces';
import { DEMO_PASSWORD } from './site.js';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The API as somebody's browser would call it, with the cookies of their context. */
export class Api {
  constructor(
    readonly request: APIRequestContext,
    readonly origin: string,
  ) {}

  /** The answer whatever it is. */
  ask(method: Method, path: string, data?: unknown): Promise<APIResponse> {
    const url = new URL(path, this.origin).href;
    return this.request[method](url, {
      headers: { origin: this.origin },
      ...(data !== undefined && { data }),
    });
  }

  private async must<T>(method: Method, path: string, data?: unknown): Promise<T> {
    const response = await this.ask(method, path, data);
    if (!response.ok())
      throw new Error(`${method} ${path}: ${response.status()} ${(await response.text()).slice(0, 500)}`);
    return (response.status() === 204 ? undefined : await response.json()) as T;
  }

  get = <T>(path: string) => this.must<T>('get', path);
  post = <T>(path: string, data?: unknown) => this.must<T>('post', path, data);
  put = <T>(path: string, data?: unknown) => this.must<T>('put', path, data);
  patch = <T>(path: string, data?: unknown) => this.must<T>('patch', path, data);
  delete = <T = void>(path: string) => this.must<T>('delete', path);

  me = async () => (await this.get<{ member: Me | null }>('/api/me')).member;
  signIn = (email: string, password = DEMO_PASSWORD) => this.post('/api/auth/sign-in', { email, password });

  space = (slug: string) => this.get<Space>(`/api/spaces/${slug}`);
  join = (slug: string) => this.put(`/api/spaces/${slug}/membership`);
  makeSpace = (name: string, visibility: Visibility) =>
    this.post<Space>('/api/spaces', { name, visibility, summary: `About ${name}` });

  async question(
    title: string,
    body = 'What would you do?',
    more: { space?: string; kind?: DiscussionKind } = {},
  ) {
    const { id: spaceId } = await this.space(more.space ?? 'national');
    const kind = more.kind ?? 'question';
    return this.post<Discussion>('/api/discussions', { spaceId, kind, title, body, tags: [] });
  }

  reply = (discussionId: number, body: string, parentId?: number) =>
    this.post<PostSeen>(`/api/discussions/${discussionId}/posts`, { body, ...(parentId && { parentId }) });
  posts = (discussionId: number, query = '') =>
    this.get<PostPage>(`/api/discussions/${discussionId}/posts${query}`);
  async edit(post: Pick<PostSeen, 'id'>, body: string) {
    const { version } = await this.get<PostSeen>(`/api/posts/${post.id}`);
    return this.patch<PostSeen>(`/api/posts/${post.id}`, { version, body });
  }
  remove = (post: Pick<PostSeen, 'id'>) => this.delete<PostSeen>(`/api/posts/${post.id}`);
  accept = (discussionId: number, postId: number) =>
    this.put<Discussion>(`/api/discussions/${discussionId}/answer`, { postId });
}

import type { Person } from '@fingerpost/contracts/accounts';
import type { Page } from '@fingerpost/contracts/common';
import type {
  ChangeMember,
  ChangeSpace,
  CreateSpace,
  Invitation,
  Invite,
  Invited,
  Membership,
  Space,
  SpaceDetail,
  SpaceMember,
} from '@fingerpost/contracts/spaces';
import { PAGE_MAX } from '@fingerpost/contracts/limits';
import { request } from '../api/request';
import type { ListPlace } from '../api/list-place';

export type SpaceDraft = Omit<CreateSpace, 'slug'>;

export const fetchSpaces = (place: ListPlace, signal?: AbortSignal) =>
  request<Page<Space>>('/spaces', { query: { ...place }, signal });
export const fetchSpaceNames = (signal?: AbortSignal) =>
  request<Page<Space>>('/spaces', { query: { limit: PAGE_MAX }, signal });
export const fetchSpace = (slug: string, signal?: AbortSignal) =>
  request<SpaceDetail>(`/spaces/${slug}`, { signal });
export const createSpace = (body: SpaceDraft) => request<SpaceDetail>('/spaces', { method: 'POST', body });
export const changeSpace = (slug: string, body: ChangeSpace) =>
  request<SpaceDetail>(`/spaces/${slug}`, { method: 'PATCH', body });

/** Joins a public space, asks a members' one, accepts an invitation. */
export const joinSpace = (slug: string) =>
  request<Membership>(`/spaces/${slug}/membership`, { method: 'PUT' });
export const leaveSpace = (slug: string) => request<void>(`/spaces/${slug}/membership`, { method: 'DELETE' });

export const fetchMembers = (slug: string, place: ListPlace, signal?: AbortSignal) =>
  request<Page<SpaceMember>>(`/spaces/${slug}/members`, { query: { ...place }, signal });
/** So many fit below a field. */
const SUGGESTED = 8;
/** Members of a space by the beginning of a name. */
export async function findMembers(slug: string, q: string, signal?: AbortSignal): Promise<Page<Person>> {
  const query = { q, limit: SUGGESTED };
  const page = await request<Page<SpaceMember>>(`/spaces/${slug}/members`, { query, signal });
  return { ...page, items: page.items.map(({ person }) => person) };
}
export const fetchAsking = (slug: string, signal?: AbortSignal) =>
  request<Page<SpaceMember>>(`/spaces/${slug}/members`, {
    query: { state: 'asked', limit: PAGE_MAX },
    signal,
  });
export const fetchInvitations = (slug: string, signal?: AbortSignal) =>
  request<Page<Invitation>>(`/spaces/${slug}/invitations`, { query: { limit: PAGE_MAX }, signal });
export const withdrawInvitation = (slug: string, id: number) =>
  request<void>(`/spaces/${slug}/invitations/${id}`, { method: 'DELETE' });
export const changeMember = (slug: string, personId: number, body: ChangeMember) =>
  request<SpaceMember>(`/spaces/${slug}/members/${personId}`, { method: 'PUT', body });
export const removeMember = (slug: string, personId: number) =>
  request<void>(`/spaces/${slug}/members/${personId}`, { method: 'DELETE' });
export const invite = (slug: string, body: Invite) =>
  request<Invited>(`/spaces/${slug}/invitations`, { method: 'POST', body });

/** The only addresses of the directory of people and of messages between members. */
import type { Page } from '@fingerpost/contracts/common';
import type { Sector } from '@fingerpost/contracts/organisations';
import type { Conversation, DirectoryPerson, Message } from '@fingerpost/contracts/people';
import { request } from '../api/request';
import type { ListPlace } from '../api/list-place';

export type PeopleFilter = { q?: string; sector?: Sector };

export const fetchPeople = (filter: PeopleFilter & ListPlace, signal?: AbortSignal) =>
  request<Page<DirectoryPerson>>('/people', { query: filter, signal });
export const fetchPerson = (id: number, signal?: AbortSignal) =>
  request<DirectoryPerson>(`/people/${id}`, { signal });
export const writeTo = (id: number, body: string) =>
  request<Message>(`/people/${id}/messages`, { method: 'POST', body: { body } });
export const fetchMessages = (place: ListPlace, signal?: AbortSignal) =>
  request<Page<Message>>('/messages', { query: { ...place }, signal });
export const fetchConversation = (id: number, signal?: AbortSignal) =>
  request<Conversation>(`/messages/${id}`, { signal });
export const answerMessage = (id: number, body: string) =>
  request<Message>(`/messages/${id}/answers`, { method: 'POST', body: { body } });
export const block = (personId: number) => request<unknown>(`/me/blocks/${personId}`, { method: 'PUT' });

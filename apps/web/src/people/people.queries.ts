/**
 * Reads of people and messages through the cache, seeded by the server:
 *   ['people', 'list', { q?, sector?, after? | before? }]   ['people', 'person', id]
 *   ['messages', 'list', { after? | before? }]              ['messages', 'conversation', id]
 */
import { computed } from 'vue';
import { useQuery } from '@tanstack/vue-query';
import type { ListPlace } from '../api/list-place';
import { fetchConversation, fetchMessages, fetchPeople, fetchPerson, type PeopleFilter } from './people.api';

type Signal = { signal: AbortSignal };

export const peopleQuery = (filter: PeopleFilter & ListPlace) => ({
  queryKey: ['people', 'list', filter] as const,
  queryFn: ({ signal }: Signal) => fetchPeople(filter, signal),
});
export const messagesQuery = (place: ListPlace) => ({
  queryKey: ['messages', 'list', place] as const,
  queryFn: ({ signal }: Signal) => fetchMessages(place, signal),
});
export const usePerson = (id: () => number) =>
  useQuery({
    queryKey: computed(() => ['people', 'person', id()] as const),
    queryFn: ({ signal }) => fetchPerson(id(), signal),
  });
export const useConversation = (id: () => number) =>
  useQuery({
    queryKey: computed(() => ['messages', 'conversation', id()] as const),
    queryFn: ({ signal }) => fetchConversation(id(), signal),
  });

/**
 * Reads and writes of accounts through the cache:
 *   ['viewer'], ['site']                 in api/, seeded by the server
 *   ['me', 'sessions']                   where one is signed in, tokens included
 *   ['organisations', 'like', q]         suggestions while a name is typed
 */
import { computed } from 'vue';
import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query';
import type { Session } from '@fingerpost/contracts/accounts';
import type { Page } from '@fingerpost/contracts/common';
import { endSession, fetchSessions } from './accounts.api';

export const accountKeys = { sessions: ['me', 'sessions'] as const };

export function useSessions() {
  const query = useQuery({
    queryKey: accountKeys.sessions,
    queryFn: ({ signal }) => fetchSessions(signal),
  });
  const ofKind = (kind: Session['kind']) =>
    query.data.value?.items.filter((session) => session.kind === kind) ?? [];
  return { query, browsers: computed(() => ofKind('cookie')), tokens: computed(() => ofKind('bearer')) };
}

/** Takes the row away at once, and puts it back when the server refuses. */
export function useEndSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (session: Session) => endSession(session.id),
    onMutate: async (session) => {
      await client.cancelQueries({ queryKey: accountKeys.sessions });
      const before = client.getQueryData<Page<Session>>(accountKeys.sessions);
      client.setQueryData<Page<Session>>(
        accountKeys.sessions,
        (page) => page && { ...page, items: page.items.filter(({ id }) => id !== session.id) },
      );
      return { before };
    },
    onError: (_error, _session, context) => client.setQueryData(accountKeys.sessions, context?.before),
    onSettled: () => client.invalidateQueries({ queryKey: accountKeys.sessions }),
  });
}

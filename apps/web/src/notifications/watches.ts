/**
 * How much of a space or a discussion reaches the member; the server seeds what its page shows:
 *   ['watch', 'discussion', id], ['watch', 'space', slug]
 */
import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query';
import type { Watch, WatchLevel } from '@fingerpost/contracts/notifications';
import { request } from '../api/request';

export type Watched = { kind: 'discussion'; id: number } | { kind: 'space'; slug: string };

const nameOf = (of: Watched) => (of.kind === 'space' ? of.slug : of.id);
const addressOf = (of: Watched) => `/${of.kind}s/${nameOf(of)}/watch`;
export const watchKey = (of: Watched) => ['watch', of.kind, nameOf(of)] as const;

/** `known` is what a list of several has said already. */
export const useWatch = (of: () => Watched, known?: () => Watch | undefined) =>
  useQuery(() => ({
    queryKey: watchKey(of()),
    queryFn: ({ signal }: { signal: AbortSignal }) => request<Watch>(addressOf(of()), { signal }),
    ...(known?.() && { initialData: known() }),
  }));

/** Shows the choice at once, and what was there before when the server refuses. */
export function useChooseWatch(of: () => Watched) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (level: WatchLevel | null) =>
      request<Watch>(addressOf(of()), { method: 'PUT', body: { level } }),
    onMutate: async (level) => {
      await client.cancelQueries({ queryKey: watchKey(of()) });
      const before = client.getQueryData<Watch>(watchKey(of()));
      if (level) client.setQueryData<Watch>(watchKey(of()), { level, source: 'chosen' });
      return { before };
    },
    onError: (_error, _level, context) => client.setQueryData(watchKey(of()), context?.before),
    onSuccess: (watch) => {
      client.setQueryData(watchKey(of()), watch);
      // A discussion without a choice of its own is as its space.
      void client.invalidateQueries({ queryKey: ['watch', 'discussion'], refetchType: 'none' });
      void client.invalidateQueries({ queryKey: ['me', 'notification-settings'], refetchType: 'none' });
    },
  });
}

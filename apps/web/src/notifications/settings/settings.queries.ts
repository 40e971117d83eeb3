/**
 *   ['me', 'notification-settings']
 *   ['me', 'blocks']
 */
import { useQuery } from '@tanstack/vue-query';
import { fetchBlocks, fetchSettings } from './settings.api';

type Signal = { signal: AbortSignal };

export const settingsKeys = {
  settings: ['me', 'notification-settings'] as const,
  blocks: ['me', 'blocks'] as const,
};

export const useSettings = () =>
  useQuery({
    queryKey: settingsKeys.settings,
    queryFn: ({ signal }: Signal) => fetchSettings(signal),
    // What is being chosen does not change under the chooser's hand.
    refetchOnWindowFocus: false,
  });
export const useBlocks = () =>
  useQuery({ queryKey: settingsKeys.blocks, queryFn: ({ signal }: Signal) => fetchBlocks(signal) });

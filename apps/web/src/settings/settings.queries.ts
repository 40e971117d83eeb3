/**
 * Reads of the operator's pages through the cache:
 *   ['settings']                         the operator's settings
 *   ['organisations', 'unlisted']        names that members wrote themselves
 */
import { useQuery } from '@tanstack/vue-query';
import { fetchSettings, fetchUnlisted } from './settings.api';

export const settingsKeys = {
  settings: ['settings'] as const,
  organisations: ['organisations'] as const,
  unlisted: ['organisations', 'unlisted'] as const,
};

export const useSettings = () =>
  useQuery({ queryKey: settingsKeys.settings, queryFn: ({ signal }) => fetchSettings(signal) });

export const useUnlisted = () =>
  useQuery({ queryKey: settingsKeys.unlisted, queryFn: ({ signal }) => fetchUnlisted(signal) });

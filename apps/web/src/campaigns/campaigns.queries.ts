/**
 * Reads of campaigns through the cache, seeded by the server from `#page-data`:
 *   ['campaigns', 'list'], ['campaigns', 'detail', slug], ['campaigns', 'events', slug], ['campaigns', 'resources', slug],
 *   ['campaigns', 'discussions', slug]
 */
import { computed } from 'vue';
import { useQuery } from '@tanstack/vue-query';
import {
  fetchCampaign,
  fetchCampaignEvents,
  fetchCampaignResources,
  fetchCampaigns,
  fetchTagged,
} from './campaigns.api';

export const campaignKeys = {
  list: ['campaigns', 'list'] as const,
  detail: (slug: string) => ['campaigns', 'detail', slug] as const,
  resources: (slug: string) => ['campaigns', 'resources', slug] as const,
  events: (slug: string) => ['campaigns', 'events', slug] as const,
  discussions: (slug: string) => ['campaigns', 'discussions', slug] as const,
};

export const useCampaigns = () =>
  useQuery({ queryKey: campaignKeys.list, queryFn: ({ signal }) => fetchCampaigns(signal) });

export const useCampaign = (slug: () => string) =>
  useQuery({
    queryKey: computed(() => campaignKeys.detail(slug())),
    queryFn: ({ signal }) => fetchCampaign(slug(), signal),
  });

export const useCampaignEvents = (slug: () => string) =>
  useQuery({
    queryKey: computed(() => campaignKeys.events(slug())),
    queryFn: ({ signal }) => fetchCampaignEvents(slug(), signal),
  });

export const useCampaignResources = (slug: () => string) =>
  useQuery({
    queryKey: computed(() => campaignKeys.resources(slug())),
    queryFn: ({ signal }) => fetchCampaignResources(slug(), signal),
  });

export const useTagged = (slug: () => string) =>
  useQuery({
    queryKey: computed(() => campaignKeys.discussions(slug())),
    queryFn: ({ signal }) => fetchTagged(slug(), signal),
  });

import type { Campaign, CampaignSummary, SetCampaignYear } from '@fingerpost/contracts/campaigns';
import type { Page } from '@fingerpost/contracts/common';
import type { DiscussionSummary } from '@fingerpost/contracts/discussions';
import { request } from '../api/request';

/** As many discussions as a campaign's page shows; the list has the rest. */
const DISCUSSIONS = 5;

export const fetchCampaigns = (signal?: AbortSignal) =>
  request<Page<CampaignSummary>>('/campaigns', { signal });
export const fetchCampaign = (slug: string, signal?: AbortSignal) =>
  request<Campaign>(`/campaigns/${slug}`, { signal });
export const fetchTagged = (slug: string, signal?: AbortSignal) =>
  request<Page<DiscussionSummary>>('/discussions', { query: { tag: slug, limit: DISCUSSIONS }, signal });
export const setCampaignYear = (slug: string, year: number, body: SetCampaignYear) =>
  request<Campaign>(`/campaigns/${slug}/years/${year}`, { method: 'PUT', body });

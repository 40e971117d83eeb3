import type { Campaign, CampaignSummary, SetCampaignYear } from '@fingerpost/contracts/campaigns';
import type { Page } from '@fingerpost/contracts/common';
import type { EventSummary } from '@fingerpost/contracts/events';
import type { DiscussionSummary } from '@fingerpost/contracts/discussions';
import type { ResourceSummary } from '@fingerpost/contracts/resources';
import { request } from '../api/request';

/** As much as a campaign's page shows; the list has the rest. */
const DISCUSSIONS = 5;
const EVENTS = 10;
const RESOURCES = 5;

export const fetchCampaigns = (signal?: AbortSignal) =>
  request<Page<CampaignSummary>>('/campaigns', { signal });
export const fetchCampaign = (slug: string, signal?: AbortSignal) =>
  request<Campaign>(`/campaigns/${slug}`, { signal });
export const fetchTagged = (slug: string, signal?: AbortSignal) =>
  request<Page<DiscussionSummary>>('/discussions', { query: { tag: slug, limit: DISCUSSIONS }, signal });
export const fetchCampaignEvents = (slug: string, signal?: AbortSignal) =>
  request<Page<EventSummary>>('/events', { query: { campaign: slug, limit: EVENTS }, signal });
export const fetchCampaignResources = (slug: string, signal?: AbortSignal) =>
  request<Page<ResourceSummary>>('/resources', { query: { tag: slug, limit: RESOURCES }, signal });
export const setCampaignYear = (slug: string, year: number, body: SetCampaignYear) =>
  request<Campaign>(`/campaigns/${slug}/years/${year}`, { method: 'PUT', body });

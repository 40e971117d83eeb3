import type { Viewing } from '@fingerpost/contracts/accounts';
import type { Page } from '@fingerpost/contracts/common';
import type { Organisation } from '@fingerpost/contracts/organisations';
import type { ChangeSettings, FirstOperator, Settings } from '@fingerpost/contracts/settings';
import { request } from '../api/request';

export const fetchSettings = (signal?: AbortSignal) => request<Settings>('/settings', { signal });
export const changeSettings = (body: ChangeSettings) => request<Settings>('/settings', { method: 'PATCH', body });

export const becomeFirstOperator = (body: FirstOperator) =>
  request<Viewing>('/settings/first-operator', { method: 'POST', body });

export const fetchUnlisted = (after: string | null, signal?: AbortSignal) =>
  request<Page<Organisation>>('/organisations', { query: { listed: false, after }, signal });
export const findListed = (q: string, signal?: AbortSignal) =>
  request<Page<Organisation>>('/organisations', { query: { q, listed: true, limit: 8 }, signal });

import type { Viewing } from '@fingerpost/contracts/accounts';
import type { Page } from '@fingerpost/contracts/common';
import { PAGE_MAX } from '@fingerpost/contracts/limits';
import type { Organisation } from '@fingerpost/contracts/organisations';
import type {
  ChangeSettings,
  FirstOperator,
  RemoveDemonstration,
  Settings,
} from '@fingerpost/contracts/settings';
import { request } from '../api/request';

export const fetchSettings = (signal?: AbortSignal) => request<Settings>('/settings', { signal });
export const changeSettings = (body: ChangeSettings) =>
  request<Settings>('/settings', { method: 'PATCH', body });

export const becomeFirstOperator = (body: FirstOperator) =>
  request<Viewing>('/site/first-operator', { method: 'POST', body });
export const checkOneTimeToken = (token: string) =>
  request<void>('/site/first-operator/token', { method: 'POST', body: { token } });
export const removeDemonstration = (body: RemoveDemonstration) =>
  request<Viewing>('/site/demonstration', { method: 'DELETE', body });

export const fetchUnlisted = (signal?: AbortSignal) =>
  request<Page<Organisation>>('/organisations', { query: { listed: false, limit: PAGE_MAX }, signal });

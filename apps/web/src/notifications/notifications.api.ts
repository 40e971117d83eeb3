/** The only addresses of the inbox. */
import type { NotificationCount, NotificationPage } from '@fingerpost/contracts/notifications';
import { request } from '../api/request';

/** `after` is a number, for what came since, or the cursor of older ones; without it the newest come first. */
export type InboxPlace = { after?: string; unread?: 'yes'; limit?: number };

export const fetchInbox = (place: InboxPlace, signal?: AbortSignal) =>
  request<NotificationPage>('/notifications', { query: place, signal });
export const fetchCount = (signal?: AbortSignal) =>
  request<NotificationCount>('/notifications/count', { signal });
export const readUpTo = (upTo: number) =>
  request<NotificationCount>('/notifications/read', { method: 'POST', body: { upTo }, unasked: true });

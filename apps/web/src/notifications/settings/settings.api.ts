import type { Person } from '@fingerpost/contracts/accounts';
import type {
  ChangeNotificationSettings,
  NotificationSettings,
  PushSubscriptionInput,
} from '@fingerpost/contracts/notifications';
import { request } from '../../api/request';

export interface BlockList {
  items: Person[];
}

export const fetchSettings = (signal?: AbortSignal) =>
  request<NotificationSettings>('/me/notification-settings', { signal });
export const changeSettings = (body: ChangeNotificationSettings) =>
  request<NotificationSettings>('/me/notification-settings', { method: 'PUT', body });
export const addPush = (body: PushSubscriptionInput) =>
  request<void>('/me/push-subscription', { method: 'PUT', body });
export const removePush = (body: PushSubscriptionInput) =>
  request<void>('/me/push-subscription', { method: 'DELETE', body });

export const fetchBlocks = (signal?: AbortSignal) => request<BlockList>('/me/blocks', { signal });
export const block = (personId: number) => request<BlockList>(`/me/blocks/${personId}`, { method: 'PUT' });
export const unblock = (personId: number) =>
  request<BlockList>(`/me/blocks/${personId}`, { method: 'DELETE' });

/** Web push in this browser. Nothing is asked of the browser before somebody presses the button. */
import type { PushSubscriptionInput } from '@fingerpost/contracts/notifications';
import { addPush, fetchSettings, removePush } from './settings.api';

export type PushState = 'unsupported' | 'refused' | 'off' | 'on';

const supported = () =>
  'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window && isSecureContext;

function bytes(key: string): Uint8Array<ArrayBuffer> {
  const text = atob(key.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

async function subscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration('/');
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/** `wanted` is the member's setting: a browser may hold the subscription of somebody who used it before. */
export async function pushState(wanted: boolean): Promise<PushState> {
  if (!supported()) return 'unsupported';
  if (Notification.permission === 'denied') return 'refused';
  return wanted && (await subscription()) ? 'on' : 'off';
}

/**
 * The server forgets a browser with the session that it was signed in by. A member who comes back to a browser that
 * still takes push is sent it again, when they want push at all; most browsers hold none, and ask nothing.
 */
export async function keepPush(): Promise<void> {
  if (!supported() || Notification.permission !== 'granted') return;
  const made = await subscription();
  if (made && (await fetchSettings()).push) await addPush(inputOf(made));
}

const inputOf = (made: PushSubscription) => made.toJSON() as PushSubscriptionInput;

export async function switchPushOn(key: string): Promise<PushState> {
  if (!supported()) return 'unsupported';
  if ((await Notification.requestPermission()) !== 'granted') return 'refused';
  const registration = await navigator.serviceWorker.register('/sw.js');
  await navigator.serviceWorker.ready;
  const made = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: bytes(key),
  });
  await addPush(inputOf(made));
  return 'on';
}

export async function switchPushOff(): Promise<PushState> {
  const made = await subscription();
  if (made) {
    await removePush(inputOf(made));
    await made.unsubscribe();
  }
  return 'off';
}

/** How the inbox is laid out, as pure functions: for both writers of HTML. */
import type { Notification, Reason } from './notifications.js';

export interface InboxGroup {
  key: string;
  items: Notification[];
  unread: number;
}

/** So many of one thread are shown; the rest stands behind a button, or in the thread. */
export const GROUP_SHOWN = 3;

/** One group a thread, the newest first; those with something unread stand before the others. */
export function grouped(items: readonly Notification[]): InboxGroup[] {
  const groups = new Map<string, InboxGroup>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key) ?? { key, items: [], unread: 0 };
    groups.set(key, group);
    group.items.push(item);
    if (!item.read) group.unread += 1;
  }
  const all = [...groups.values()];
  return [...all.filter(({ unread }) => unread > 0), ...all.filter(({ unread }) => unread === 0)];
}

function keyOf({ thread, subject, number }: Notification): string {
  if (thread) return `thread-${thread.discussionId}`;
  return subject ? `${subject.kind}-${subject.id}` : `one-${number}`;
}

/** Of a personal reason the message says what was done; else the kind of thing does. */
const PERSONAL: Record<Reason, boolean> = {
  mention: true,
  reply: true,
  answer: true,
  accepted: true,
  message: true,
  asked_to_join: true,
  asked_to_look_after: true,
  looks_after: true,
  report_decided: true,
  event_rsvp: true,
  event_going: true,
  resource_handed: true,
  resource_review: true,
  resource_version: false,
  partnership_review: true,
  watch_discussion: false,
  watch_space: false,
};
/** What is new in what somebody watches, by the kind of its activity. */
export const DID: Record<string, string> = {
  'discussion.created': 'started',
  'post.created': 'replied',
  'event.listed': 'listed',
  'resource.created': 'shared',
  'resource.versioned': 'versioned',
};
/** A personal reason that several things can give says which of them it was. */
const DID_TO_ME: Record<string, string> = {
  'rsvp.confirmed': 'rsvp_confirmed',
  'rsvp.waitlisted': 'rsvp_waitlisted',
  'rsvp.promoted': 'rsvp_promoted',
  'rsvp.withdrawn': 'rsvp_withdrawn',
  'event.changed': 'event_changed',
  'event.called_off': 'event_called_off',
  'event.reminded': 'event_reminded',
  'partnership.refused': 'claim_refused',
  'partnership.released': 'stewardship_ended',
  'partnership.stale': 'partnership_stale',
  'resource.review_passed': 'resource_passed',
};
/** A second reminder says more than the first. */
const LATER: Record<string, string> = {
  'partnership.stale': 'partnership_stale',
  'resource.review_passed': 'resource_passed',
};
/** What members did themselves a moment ago needs no word in the corner. */
export const isOwnDoing = ({ kind }: Pick<Notification, 'kind'>): boolean =>
  kind === 'rsvp.confirmed' || kind === 'rsvp.waitlisted' || kind === 'rsvp.withdrawn';
// A reason newer than this page still has words.
const isKnown = (reason: Reason): boolean => reason in PERSONAL;
export const isPersonal = (reason: Reason): boolean => isKnown(reason) && PERSONAL[reason];

/** The messages that say who did what, and why it came. */
export function didKey({ reason, kind }: Pick<Notification, 'reason' | 'kind'>): string {
  if (!isKnown(reason)) return 'notifications.did.other';
  if (PERSONAL[reason]) return `notifications.did.${DID_TO_ME[kind] ?? reason}`;
  return `notifications.did.${DID[kind] ?? 'other'}`;
}
/** What a page says in its corner when it comes; a personal reason alone is told there. */
export const toastKey = ({ reason, kind }: Pick<Notification, 'reason' | 'kind'>): string =>
  `notifications.toast.${LATER[kind] ?? reason}`;
export const whyKey = ({ reason }: Notification): string =>
  `notifications.why.${isKnown(reason) ? reason : 'other'}`;

/** One reason for all of a group is said once. */
export const sharedReason = (items: readonly Notification[]): boolean =>
  items.every(({ reason }) => reason === items[0]?.reason);

/** Where the member changes that such things come: at what they watch, or in their settings. */
export function changePath({ reason, thread, space }: Notification): string {
  if (reason === 'watch_space' && space) return `/spaces/${space.slug}#watch`;
  return thread ? `${thread.path}#watch` : '/me/notifications';
}
export const titleOf = ({ thread, subject, space }: Notification): string =>
  thread?.title ?? subject?.title ?? space?.name ?? '';
/** To where the reader stopped in the thread, or to the thing itself. */
export const groupPath = ({ thread, path }: Notification): string =>
  thread ? `${thread.path}?at=first-unread` : path;

import { z } from 'zod';
import { MailStopped, Person } from './accounts.js';
import { SpaceRef } from './discussions.js';
import { Id, Instant, textLine, wholeOf } from './common.js';
import { PAGE_DEFAULT, PAGE_MAX } from './limits.js';

/** How much of a space or a discussion concerns a member. */
export const WATCH_LEVELS = ['everything', 'digest', 'nothing'] as const;
export const WatchLevel = z.enum(WATCH_LEVELS);
export type WatchLevel = z.infer<typeof WatchLevel>;

/** `source` says where the level comes from: chosen here, from the space, from having asked or replied, or nobody chose. */
export const Watch = z
  .object({
    level: WatchLevel,
    source: z.enum(['chosen', 'space', 'taking_part', 'default', 'not_a_member']),
  })
  .meta({ id: 'Watch' });
export type Watch = z.infer<typeof Watch>;

/** `level: null` goes back to what holds when nothing was chosen. */
export const SetWatch = z.strictObject({ level: WatchLevel.nullable() }).meta({ id: 'SetWatch' });
export type SetWatch = z.infer<typeof SetWatch>;

/** Why something concerns a member, the strongest first. */
export const REASONS = [
  'mention',
  'reply',
  'answer',
  'accepted',
  'message',
  'asked_to_join',
  'asked_to_look_after',
  'looks_after',
  'report_decided',
  'event_rsvp',
  'event_going',
  'resource_handed',
  'resource_review',
  'resource_version',
  'partnership_review',
  'watch_discussion',
  'watch_space',
] as const;
export const Reason = z.enum(REASONS);
export type Reason = z.infer<typeof Reason>;
/** Reasons that are about the member personally; the rest is new in what they watch. */
export const PERSONAL_REASONS: readonly Reason[] = [
  'mention',
  'reply',
  'answer',
  'accepted',
  'message',
  'asked_to_join',
  'asked_to_look_after',
  'looks_after',
  'report_decided',
  'event_rsvp',
  'event_going',
  'resource_handed',
  'resource_review',
  'partnership_review',
];

/** One thing that concerns the member, at its place in their inbox. `path` opens it. */
export const Notification = z
  .object({
    number: z.number().int(),
    kind: z.string(),
    reason: Reason,
    read: z.boolean(),
    at: Instant,
    actor: Person.nullable(),
    space: SpaceRef.nullable(),
    /** The discussion that it belongs to; the inbox groups by it. */
    thread: z.object({ discussionId: Id, title: z.string(), path: z.string() }).nullable(),
    /** The thing that it is about, when that is no discussion. */
    subject: z.object({ kind: z.string(), id: Id, title: z.string(), path: z.string() }).nullable(),
    path: z.string(),
    excerpt: z.string(),
  })
  .meta({ id: 'Notification' });
export type Notification = z.infer<typeof Notification>;

/**
 * `?after=SEQ` reads upwards from a number, for whoever was away; without it the newest come first, and `next` leads to older ones.
 * `last` is the highest number of the inbox that the member may see, read or not: the next `after`.
 */
export const NotificationPage = z
  .object({
    items: z.array(Notification),
    next: z.string().nullable(),
    previous: z.string().nullable(),
    unread: z.number().int(),
    last: z.number().int(),
  })
  .meta({ id: 'NotificationPage' });
export type NotificationPage = z.infer<typeof NotificationPage>;

export const NotificationQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_DEFAULT),
  /** A number of the inbox, or the cursor of an older page. */
  after: z
    .string()
    .regex(/^(?:\d{1,15}|older-\d{1,15})$/, 'is not a place in the inbox')
    .optional(),
  unread: z.enum(['yes']).optional(),
});
export type NotificationQuery = z.infer<typeof NotificationQuery>;

export const NotificationCount = z
  .object({ unread: z.number().int(), last: z.number().int() })
  .meta({ id: 'NotificationCount' });
export type NotificationCount = z.infer<typeof NotificationCount>;

/** All up to a number, or all about one thing that somebody has before their eyes. */
export const ReadNotifications = z
  .union([
    z.strictObject({ upTo: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER) }),
    z.strictObject({ subject: z.strictObject({ kind: z.string().max(40), id: Id }) }),
  ])
  .meta({ id: 'ReadNotifications' });
export type ReadNotifications = z.infer<typeof ReadNotifications>;

/** By which way and when something reaches a member outside the site. */
export const MAIL_WHEN = ['now', 'digest', 'never'] as const;
export const MailWhen = z.enum(MAIL_WHEN);
export type MailWhen = z.infer<typeof MailWhen>;

const Hour = z.number().int().min(0).max(23);

/** Untouched: personal now, the rest in one digest at 08:00 on weekdays. */
export const NotificationSettings = z
  .object({
    personal: MailWhen,
    rest: MailWhen,
    /** Overrides for single reasons. */
    reasons: z.partialRecord(Reason, MailWhen),
    digest: z.object({
      days: z.enum(['weekdays', 'daily', 'weekly']),
      /** 1 is Monday; counts when `days` is weekly. */
      weekday: z.number().int().min(1).max(7),
      hour: Hour,
    }),
    timeZone: z.string().max(64),
    /** Between these hours nothing is sent "now"; it follows when they end. */
    quiet: z.object({ from: Hour, to: Hour }).nullable(),
    /** Some browser takes push; `PUT` and `DELETE /api/me/push-subscription` change it, nothing else does. */
    push: z.boolean(),
    version: z.number().int(),
    /** Web push: the site's public key, for the browser to subscribe with. */
    pushKey: z.string(),
    /** The member's address stopped taking mail. */
    mailStopped: MailStopped.nullable(),
    spaces: z.array(z.object({ slug: z.string(), name: z.string(), level: WatchLevel, chosen: z.boolean() })),
  })
  .meta({ id: 'NotificationSettings' });
export type NotificationSettings = z.infer<typeof NotificationSettings>;

export const ChangeNotificationSettings = NotificationSettings.pick({
  personal: true,
  rest: true,
  reasons: true,
  digest: true,
  timeZone: true,
  quiet: true,
  version: true,
})
  .strict()
  .meta({ id: 'ChangeNotificationSettings' });
export type ChangeNotificationSettings = z.infer<typeof ChangeNotificationSettings>;

/** A browser that takes web push (RFC 8030), as `PushSubscription.toJSON()` gives it. */
export const PushSubscriptionInput = z
  .strictObject({
    endpoint: z.url().max(1_000),
    expirationTime: z.number().nullable().optional(),
    keys: z.strictObject({ p256dh: z.string().max(200), auth: z.string().max(100) }),
  })
  .meta({ id: 'PushSubscriptionInput' });
export type PushSubscriptionInput = z.infer<typeof PushSubscriptionInput>;

/** Somebody who can be named in a post: written as `@handle`. `moderators` stands for those of the space. */
export const Mentionable = z
  .object({ handle: z.string(), name: z.string(), organisation: z.string().nullable() })
  .meta({ id: 'Mentionable' });
export type Mentionable = z.infer<typeof Mentionable>;
export const Mentionables = wholeOf(Mentionable, 'Mentionables');
export const MentionQuery = z.strictObject({ q: textLine(0, 60).default('') });
export type MentionQuery = z.infer<typeof MentionQuery>;

export const Blocks = wholeOf(Person, 'Blocks');

/** Everything that can happen, and what is told of it. The one map that features write and listeners read. */
export interface ActivityData {
  'campaign.changed': Record<string, never>;
  'discussion.created': { postId: number; spaceId: number };
  'discussion.updated': { version: number };
  'discussion.removed': { version: number };
  'post.created': { discussionId: number; number: number; parentId: number | null; version: number };
  'post.updated': { discussionId: number; version: number };
  'post.removed': { discussionId: number; version: number };
  'answer.accepted': { discussionId: number; version: number };
  'space.created': Record<string, never>;
  'space.updated': Record<string, never>;
  'membership.changed': { personId: number; state: string | null; role: string | null };
  'account.created': Record<string, never>;
  'resource.created': { number: number };
  'resource.updated': { version: number };
  /** A further version that others have now. */
  'resource.versioned': { version: number; number: number };
  'resource.removed': { version: number };
  /** Somebody else looks after it from now on. */
  'resource.handed_over': { version: number; personId: number };
  'resource.used': Record<string, never>;
  'resource.review_due': { reviewBy: string };
  /** The day has gone by, and its page says that it may be out of date. */
  'resource.review_passed': { reviewBy: string };
  'collection.created': Record<string, never>;
  'collection.updated': { version: number };
  'collection.removed': { version: number };
  'partnership.created': Record<string, never>;
  'partnership.updated': { version: number };
  'partnership.claimed': { personId: number };
  'partnership.confirmed': { personId: number };
  /** Who asked to look after it will not, or who did no longer does. */
  'partnership.refused': { personId: number };
  'partnership.released': { personId: number };
  /** To one steward: `since` is when it was checked, or, where it never was, when they came to look after it. */
  'partnership.review_due': { personId: number; verifiedAt: string | null; since: string };
  'partnership.stale': { personId: number; verifiedAt: string | null; since: string };
  'organisation.updated': Record<string, never>;
  'message.sent': { toId: number };
  'report.decided': { reporterId: number; decision: string };
  'event.listed': Record<string, never>;
  /** Another date of a series, of which the first alone is told. */
  'event.repeated': { seriesOf: number };
  'event.changed': { fields: string[]; from: Record<string, unknown>; to: Record<string, unknown> };
  'event.called_off': { reason: string };
  'event.reminded': { days: number };
  'rsvp.confirmed': { personId: number };
  'rsvp.waitlisted': { personId: number };
  'rsvp.promoted': { personId: number };
  'rsvp.withdrawn': { personId: number; was: 'confirmed' | 'waitlisted' };
}
export type ActivityKind = keyof ActivityData;
export type SubjectKind =
  | 'campaign'
  | 'collection'
  | 'discussion'
  | 'event'
  | 'message'
  | 'organisation'
  | 'partnership'
  | 'person'
  | 'post'
  | 'resource'
  | 'site'
  | 'space';

export interface Activity<K extends ActivityKind = ActivityKind> {
  id: number;
  kind: K;
  actorId: number | null;
  spaceId: number | null;
  subjectKind: SubjectKind;
  subjectId: number;
  data: ActivityData[K];
  at: Date;
}

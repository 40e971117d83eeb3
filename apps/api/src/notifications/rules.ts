import type { ActivityKind } from '../activity/activity.js';
import type { Reason } from '@fingerpost/contracts/notifications';
import { NATIONAL_SLUG } from '@fingerpost/contracts/permissions';

/**
 * Who hears of what, and why. One row is one rule: the activities it is about, and a SELECT of
 * `activity_id, person_id` over `happened`, those of them that are at hand (columns: see fan-out.statement.ts).
 * The first rule of this table that names a person gives the reason; permission, levels and blocks are asked after.
 */
export interface Rule {
  reason: Reason;
  on: readonly ActivityKind[];
  who: string;
  /** Comes also to who said Nothing of the space. */
  regardless?: true;
}

const POSTS = ['post.created', 'discussion.created'] as const satisfies ActivityKind[];
/** What is new in a space, for whoever follows it, at once or in the digest. */
export const NEWS_OF_A_SPACE: readonly ActivityKind[] = [
  ...POSTS,
  'event.listed',
  'resource.created',
  'resource.versioned',
];

/** The names in a post are found by `mentionedIn`. */
const named = `FROM happened h JOIN said ON said.activity_id = h.id`;

export const RULES: readonly Rule[] = [
  {
    reason: 'mention',
    on: POSTS,
    who: `SELECT h.id, mentioned.id ${named} JOIN people mentioned ON mentioned.handle = said.handle
      UNION ALL
      SELECT h.id, m.person_id ${named} JOIN memberships m ON m.space_id = h.space_id AND m.state = 'active' AND m.role IN ('owner', 'moderator')
      WHERE said.handle = 'moderators'`,
  },
  {
    reason: 'reply',
    on: ['post.created'],
    who: `SELECT h.id, parent.author_id FROM happened h JOIN posts parent ON parent.id = h.parent_id`,
  },
  {
    reason: 'answer',
    on: ['post.created'],
    who: `SELECT h.id, h.asker_id FROM happened h WHERE h.parent_id IS NULL AND h.discussion_kind = 'question'`,
  },
  {
    reason: 'reply',
    on: ['post.created'],
    who: `SELECT h.id, h.asker_id FROM happened h WHERE h.parent_id IS NULL AND h.discussion_kind <> 'question'`,
  },
  {
    reason: 'accepted',
    on: ['answer.accepted'],
    who: `SELECT h.id, h.author_id FROM happened h`,
  },
  {
    reason: 'asked_to_join',
    on: ['membership.changed'],
    who: `SELECT h.id, m.person_id FROM happened h JOIN memberships m ON m.space_id = h.space_id AND m.state = 'active' AND m.role IN ('owner', 'moderator')
      WHERE h.data ->> 'state' = 'asked'`,
    // No news of the space but a duty: where all who look after it had muted it, whoever asks would wait for ever.
    regardless: true,
  },
  {
    reason: 'message',
    on: ['message.sent'],
    who: `SELECT h.id, (h.data ->> 'toId')::bigint FROM happened h`,
    regardless: true,
  },
  {
    reason: 'asked_to_look_after',
    on: ['partnership.claimed'],
    who: `SELECT h.id, m.person_id FROM happened h JOIN spaces n ON n.slug = '${NATIONAL_SLUG}'
      JOIN memberships m ON m.space_id = n.id AND m.state = 'active' AND m.role IN ('owner', 'moderator')`,
    regardless: true,
  },
  {
    reason: 'looks_after',
    on: ['partnership.confirmed', 'partnership.refused', 'partnership.released'],
    who: `SELECT h.id, (h.data ->> 'personId')::bigint FROM happened h`,
    regardless: true,
  },
  {
    reason: 'report_decided',
    on: ['report.decided'],
    // Reports come with moderation, which records the decision with the space of what was reported. The reporter
    // asked for it, so no level keeps it away, and it names no post, since the decision may have removed it.
    who: `SELECT h.id, (h.data ->> 'reporterId')::bigint FROM happened h`,
    regardless: true,
  },
  {
    reason: 'event_rsvp',
    on: ['rsvp.confirmed', 'rsvp.waitlisted', 'rsvp.promoted', 'rsvp.withdrawn'],
    // What came of one's own answer, and the calendar entry with it.
    who: `SELECT h.id, (h.data ->> 'personId')::bigint FROM happened h`,
    regardless: true,
  },
  {
    reason: 'event_going',
    on: ['event.changed', 'event.called_off', 'event.reminded'],
    who: `SELECT h.id, r.person_id FROM happened h JOIN rsvps r ON r.event_id = h.subject_id
        AND (r.status = 'confirmed' OR (r.status = 'waitlisted' AND h.kind <> 'event.reminded'))
      WHERE h.kind <> 'event.changed' OR jsonb_array_length(h.data -> 'fields') > 0`,
    // Who sets out must hear that it is elsewhere, whatever else of the space they want to hear.
    regardless: true,
  },
  {
    reason: 'resource_handed',
    on: ['resource.handed_over'],
    // Whoever took it themselves did it, and who did it is never told.
    who: `SELECT h.id, (h.data ->> 'personId')::bigint FROM happened h`,
    regardless: true,
  },
  {
    reason: 'resource_review',
    on: ['resource.review_due', 'resource.review_passed'],
    // A duty of who looks after it, whatever else of the space they want to hear.
    who: `SELECT h.id, r.owner_id FROM happened h JOIN resources r ON r.id = h.subject_id`,
    regardless: true,
  },
  {
    reason: 'resource_version',
    on: ['resource.versioned'],
    // Whoever said that they used it has the one before.
    who: `SELECT h.id, u.person_id FROM happened h JOIN resource_uses u ON u.resource_id = h.subject_id`,
  },
  {
    reason: 'partnership_review',
    on: ['partnership.review_due', 'partnership.stale'],
    // Each steward has months of their own; what was recorded before that names nobody and is for all of them.
    who: `SELECT h.id, s.person_id FROM happened h JOIN partnership_stewards s ON s.partnership_id = h.subject_id AND s.state = 'confirmed'
      AND s.person_id = coalesce((h.data ->> 'personId')::bigint, s.person_id)`,
    regardless: true,
  },
  {
    reason: 'watch_discussion',
    on: ['post.created'],
    who: `SELECT h.id, w.person_id FROM happened h
      JOIN watches w ON w.subject_kind = 'discussion' AND w.subject_id = h.discussion_id AND w.level = 'everything'
      UNION ALL
      SELECT h.id, taking_part.person_id FROM happened h
      JOIN participants taking_part ON taking_part.discussion_id = h.discussion_id AND taking_part.since_number < h.post_number`,
  },
  {
    reason: 'watch_space',
    on: NEWS_OF_A_SPACE,
    who: `SELECT h.id, w.person_id FROM happened h
      JOIN watches w ON w.subject_kind = 'space' AND w.subject_id = h.space_id AND w.level = 'everything'`,
  },
];

/** What comes to those alone whose level is Everything, whichever rule found them. */
export const FOLLOWING: readonly Reason[] = ['watch_discussion', 'watch_space'];

/** Everything that a rule is about; the fan-out follows these and no others. */
export const NOTIFYING: readonly ActivityKind[] = [...new Set(RULES.flatMap((rule) => rule.on))];

import type { Notification, Reason } from '@fingerpost/contracts/notifications';
import type { Person } from '@fingerpost/contracts/accounts';
import type { Visibility } from '@fingerpost/contracts/spaces';
import { readsSpace, seesContent } from '../access/predicate.js';
import { subjectSeen } from '../access/subjects.js';
import { saidOfEvent } from './event-changes.js';
import { isRead } from './read-state.js';
import { stillSo } from './still-so.js';

const EXCERPT = 200;

/** Notifications `n` with what they tell of, only those that `viewer` may still see; `joins` may bring more tables. */
export const shown = (viewer: string, joins = ''): string => `
  FROM notifications n
  JOIN inboxes i ON i.person_id = n.person_id
  LEFT JOIN spaces s ON s.id = n.space_id
  LEFT JOIN discussions d ON d.id = n.discussion_id
  LEFT JOIN posts p ON p.id = n.post_id
  LEFT JOIN post_sources source ON source.post_id = n.post_id
  LEFT JOIN people actor ON actor.id = n.actor_id
  LEFT JOIN organisations o ON o.id = actor.organisation_id
  LEFT JOIN LATERAL ${subjectSeen('n.subject_kind', 'n.subject_id', viewer)} subject ON n.subject_kind IS NOT NULL
  ${joins}
  WHERE (n.space_id IS NULL OR ${readsSpace('s', viewer)})
    AND (n.discussion_id IS NULL OR ${seesContent('d', 's', viewer)} AND p.state = 'published')
    AND (n.subject_kind IS NULL OR subject.path IS NOT NULL)
    AND ${stillSo('n', 's', 'd', viewer)}
    AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.person_id = n.person_id AND b.blocked_id = n.actor_id)`;

export const COLUMNS = `n.person_id, n.number, n.kind, n.reason, n.at, ${isRead('n', 'i')} AS read,
  s.id AS space_id, s.slug AS space_slug, s.name AS space_name, s.visibility AS space_visibility,
  n.subject_kind, n.subject_id, subject.title AS subject_title, subject.path AS subject_path,
  d.id AS discussion_id, d.title, d.slug, n.post_number, left(source.text, ${EXCERPT}) AS excerpt,
  CASE WHEN n.kind IN ('event.changed', 'event.called_off') THEN (SELECT told.data FROM activity told WHERE told.id = n.activity_id) END AS data,
  actor.id AS actor_id, actor.kind AS actor_kind, actor.name AS actor_name, actor.sector AS actor_sector, o.name AS actor_organisation`;

export interface NotificationRow {
  person_id: number;
  number: number;
  kind: string;
  reason: Reason;
  at: Date;
  read: boolean;
  space_id: number | null;
  space_slug: string;
  space_name: string;
  space_visibility: Visibility;
  subject_kind: string | null;
  subject_id: number;
  subject_title: string;
  subject_path: string;
  discussion_id: number | null;
  title: string;
  slug: string;
  post_number: number | null;
  excerpt: string | null;
  data: Record<string, unknown> | null;
  actor_id: number | null;
  actor_kind: Person['kind'];
  actor_name: string;
  actor_sector: Person['sector'];
  actor_organisation: string | null;
}

export function toNotification(row: NotificationRow): Notification {
  const thread = row.discussion_id !== null && `/discussions/${row.discussion_id}-${row.slug}`;
  return {
    number: row.number,
    kind: row.kind,
    reason: row.reason,
    read: row.read,
    at: row.at.toISOString(),
    actor:
      row.actor_id === null
        ? null
        : {
            id: row.actor_id,
            kind: row.actor_kind,
            name: row.actor_name,
            sector: row.actor_sector,
            organisation: row.actor_organisation,
          },
    space:
      row.space_id === null
        ? null
        : { id: row.space_id, slug: row.space_slug, name: row.space_name, visibility: row.space_visibility },
    thread: thread ? { discussionId: row.discussion_id!, title: row.title, path: thread } : null,
    subject:
      row.subject_kind === null
        ? null
        : { kind: row.subject_kind, id: row.subject_id, title: row.subject_title, path: row.subject_path },
    path: thread ? `${thread}?at=${row.post_number}#post-${row.post_number}` : pathOf(row),
    excerpt: row.excerpt ?? saidOfEvent(row.kind, row.data),
  };
}

function pathOf(row: NotificationRow): string {
  if (row.subject_kind !== null) return row.subject_path;
  return `/spaces/${row.space_slug}${row.reason === 'asked_to_join' ? '/members' : ''}`;
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { readsSpace } from '../access/predicate.js';
import type { Activity } from '../activity/activity.js';
import { AfterCommit } from '../activity/after-commit.js';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { Realtime } from '../realtime/realtime.service.js';
import { personColumns, toPost, type PostRow } from './discussion.rows.js';
import { DiscussionQueries } from './discussions.queries.js';

const EVENTS = {
  'post.created': 'post.created',
  'post.updated': 'post.updated',
  'post.removed': 'post.deleted',
} as const;

interface LiveRow extends PostRow {
  reply_count: number;
  title: string;
  slug: string;
  closed: boolean;
  answer_post_id: number | null;
  thread_version: number;
}

const LIVE = statement(
  'discussion-live',
  `
  SELECT p.*, ${personColumns('a', 'o', 'author')}, d.reply_count, d.title, d.slug, d.version AS thread_version, d.closed_at IS NOT NULL AS closed,
    d.answer_post_id
  FROM posts p JOIN discussions d ON d.id = p.discussion_id
  LEFT JOIN people a ON a.id = p.author_id LEFT JOIN organisations o ON o.id = a.organisation_id
  WHERE p.discussion_id = $1 AND ($2::bigint IS NULL OR p.id = $2) ORDER BY p.number LIMIT 1`,
);

interface ReadersRow {
  by_everybody: boolean;
  space_id: number;
  /** PostgreSQL's arrays of bigint arrive as text. */
  members: string[];
}

/** Who reads a new discussion; members are counted out only where it is not everybody. */
const READERS = statement(
  'discussion-readers',
  `
  SELECT s.id AS space_id, ${readsSpace('s', 'NULL')} AS by_everybody,
    CASE WHEN ${readsSpace('s', 'NULL')} THEN '{}' ELSE ARRAY(
      SELECT m.person_id FROM memberships m WHERE m.space_id = s.id AND ${readsSpace('s', 'm.person_id')}) END AS members
  FROM discussions d JOIN spaces s ON s.id = d.space_id WHERE d.id = $1 AND d.state = 'published'`,
);

/** What open pages hear of discussions, and who may listen. */
@Injectable()
export class DiscussionsRealtime implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly realtime: Realtime,
    private readonly afterCommit: AfterCommit,
    private readonly queries: DiscussionQueries,
  ) {}

  onModuleInit(): void {
    this.realtime.keep('discussion', (viewer, id) => this.queries.version(viewer, id));
    this.realtime.keep('space', (viewer, id) => this.queries.spaceVersion(viewer, id));
    this.afterCommit.on(['post.created', 'post.updated', 'post.removed'], (activity) =>
      this.post(activity as Activity<keyof typeof EVENTS>),
    );
    this.afterCommit.on(['discussion.updated', 'answer.accepted'], (activity) => this.discussion(activity));
    this.afterCommit.on(['discussion.created'], ({ subjectId }) => this.created(subjectId));
  }

  /** What was read in a thread is read in the inbox too: the bells of the reader's other pages hear of it. */
  readBy(personId: number): void {
    this.realtime.toPerson(personId, 'notifications.read', {});
  }

  /** Lists of all spaces watch no room: who reads the discussion is told at every page, with nothing of its words. */
  private async created(discussionId: number): Promise<void> {
    const row = await this.db.one<ReadersRow>(READERS, [discussionId]);
    if (!row) return;
    const spaceId = row.space_id;
    const message = { spaceId, discussionId };
    if (row.by_everybody) this.realtime.toEverybody('discussion.created', message);
    else
      this.realtime.toRoomAndPeople(
        `space:${spaceId}`,
        row.members.map(Number),
        'discussion.created',
        message,
      );
  }

  private async post(activity: Activity<keyof typeof EVENTS>): Promise<void> {
    const { discussionId, version } = activity.data;
    const room = `discussion:${discussionId}` as const;
    // Most posts come to a thread that nobody has open: what nobody hears need not be read.
    if (!this.realtime.mayBeHeard(room)) return;
    const row = await this.db.one<LiveRow>(LIVE, [discussionId, activity.subjectId]);
    if (!row) return;
    this.realtime.toRoom(room, EVENTS[activity.kind], {
      ...toPost(row),
      version,
      replyCount: row.reply_count,
    });
  }

  private async discussion(activity: Activity): Promise<void> {
    const discussionId =
      activity.kind === 'answer.accepted'
        ? (activity as Activity<'answer.accepted'>).data.discussionId
        : activity.subjectId;
    const row = await this.db.one<LiveRow>(LIVE, [discussionId, null]);
    if (!row) return;
    this.realtime.toRoom(`discussion:${discussionId}`, 'discussion.updated', {
      id: discussionId,
      discussionId,
      version: row.thread_version,
      title: row.title,
      closed: row.closed,
      answerPostId: row.answer_post_id,
    });
  }
}

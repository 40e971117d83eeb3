import { Injectable } from '@nestjs/common';
import type {
  AcceptAnswer,
  ChangeDiscussion,
  CreateDiscussion,
  Discussion,
  MarkRead,
  ReadState,
} from '@fingerpost/contracts/discussions';
import { canAnnounce, canModerate, canWrite, discussionPolicy } from '@fingerpost/contracts/permissions';
import { Access } from '../access/access.service.js';
import { Activities } from '../activity/activity.service.js';
import { audit } from '../activity/audit.js';
import type { Activity, ActivityKind, SubjectKind } from '../activity/activity.js';
import { Clock } from '../config/clock.js';
import { Database, type Transaction } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { DomainError, forbidden, invalid, notFound, stale } from '../http/problem.js';
import type { Viewer } from '../http/viewer.js';
import { toExcerpt, toHtml, toText } from '../text/markdown.js';
import { toSlug } from '../text/slug.js';
import { toSummary } from './discussion.rows.js';
import { DiscussionQueries, type DetailRow } from './discussions.queries.js';
import { DiscussionsRealtime } from './discussions.realtime.js';
import { keepTags, openDiscussion } from './opening.js';
import { PostFiles } from './post-files.js';
import { PostQueries } from './posts.queries.js';

@Injectable()
export class Discussions {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly access: Access,
    private readonly activities: Activities,
    private readonly queries: DiscussionQueries,
    private readonly posts: PostQueries,
    private readonly live: DiscussionsRealtime,
    private readonly files: PostFiles,
  ) {}

  async detail(viewer: Viewer, id: number): Promise<Discussion> {
    return this.present(viewer, await this.visible(viewer, id));
  }

  /** Asks, starts or announces: a discussion with its opening post. */
  async create(
    viewer: Viewer,
    input: CreateDiscussion,
    about?: { kind: SubjectKind; id: number },
  ): Promise<Discussion> {
    const space = await this.access.readableSpace(viewer, { id: input.spaceId });
    const standing = this.access.standing(viewer, space.role);
    if (!canWrite(standing)) throw new DomainError('join_first', 403, 'Join this space to write in it.');
    if (input.kind === 'announcement' && !canAnnounce(standing))
      throw forbidden('Announcements are for those who look after the space.');
    const files = await this.files.named(viewer, input.body);
    const html = toHtml(input.body, files.shown);
    const told: Activity[] = [];
    const { id } = await this.db.write(viewer, async (tx) => {
      const now = this.clock.now();
      const text = toText(html);
      const opened = await openDiscussion(tx, {
        ...input,
        authorId: viewer.personId,
        slug: toSlug(input.title, input.kind),
        excerpt: toExcerpt(text),
        html,
        text,
        at: now,
        ...(about && { about }),
      });
      await this.files.attach(tx, opened.postId, files);
      told.push(
        await this.activities.record(tx, viewer, {
          kind: 'discussion.created',
          spaceId: space.id,
          subjectKind: 'discussion',
          subjectId: opened.id,
          data: { postId: opened.postId, spaceId: space.id },
        }),
      );
      return { id: opened.id };
    });
    await this.activities.told(...told);
    return this.detail(viewer, id);
  }

  async change(viewer: Viewer, id: number, input: ChangeDiscussion): Promise<Discussion> {
    const row = await this.visible(viewer, id);
    const standing = this.access.standing(viewer, row.role);
    const may = discussionPolicy(standing, factsOf(row));
    const edits = input.title !== undefined || input.tags !== undefined || input.kind !== undefined;
    if (
      (edits && !may.edit) ||
      (input.closed !== undefined && !may.close) ||
      (input.pinned !== undefined && !may.pin)
    )
      throw forbidden();
    if (input.kind === 'announcement' && row.kind !== 'announcement' && !canModerate(standing))
      throw forbidden();
    const { version: _version, ...changes } = input;
    await this.changing(viewer, id, 'discussion.updated', async (tx, present) => {
      if (present.version !== input.version) throw stale(await this.detail(viewer, id));
      const now = this.clock.now();
      await tx.query(
        `UPDATE discussions SET title = coalesce($2, title), slug = coalesce($3, slug), kind = coalesce($4, kind), tags = coalesce($5, tags),
           answer_post_id = CASE WHEN coalesce($4, kind) = 'question' THEN answer_post_id END,
           closed_at = CASE WHEN $6::boolean IS NULL THEN closed_at WHEN $6 THEN coalesce(closed_at, $8) END,
           closed_by = CASE WHEN $6::boolean IS NULL THEN closed_by WHEN $6 THEN coalesce(closed_by, $9) END,
           pinned_at = CASE WHEN $7::boolean IS NULL THEN pinned_at WHEN $7 THEN coalesce(pinned_at, $8) END
         WHERE id = $1`,
        [
          id,
          input.title ?? null,
          input.title === undefined ? null : toSlug(input.title, row.kind),
          input.kind ?? null,
          input.tags ? await keepTags(tx, input.tags, now) : null,
          input.closed ?? null,
          input.pinned ?? null,
          now,
          viewer.personId,
        ],
      );
      // Pinning is for moderators, so it is one's office even for one's own.
      if (row.author_id !== viewer.personId || input.pinned !== undefined)
        await this.audit(tx, viewer, row, 'discussion.changed', changes);
    });
    return this.detail(viewer, id);
  }

  async remove(viewer: Viewer, id: number): Promise<void> {
    const row = await this.visible(viewer, id);
    const standing = this.access.standing(viewer, row.role);
    const may = (replyCount: number) => discussionPolicy(standing, { ...factsOf(row), replyCount }).delete;
    if (!may(row.reply_count)) throw forbidden();
    await this.changing(viewer, id, 'discussion.removed', async (tx, present) => {
      // Asked again under the lock: somebody may have replied since it was read.
      if (!may(present.reply_count)) throw forbidden();
      await tx.query(`UPDATE discussions SET state = 'removed' WHERE id = $1`, [id]);
      await tx.query(`UPDATE spaces SET discussion_count = discussion_count - 1 WHERE id = $1`, [
        row.space_id,
      ]);
      if (row.author_id !== viewer.personId) await this.audit(tx, viewer, row, 'discussion.removed', {});
    });
  }

  /** Accepts an answer, or withdraws it with null. */
  async accept(viewer: Viewer, id: number, input: AcceptAnswer | null): Promise<Discussion> {
    const row = await this.visible(viewer, id);
    if (!discussionPolicy(this.access.standing(viewer, row.role), factsOf(row)).accept) throw forbidden();
    const post = input && (await this.posts.one(viewer, input.postId));
    if (input && (!post || post.discussion_id !== id || post.number === 1 || post.state === 'removed'))
      throw invalid('postId', 'is not a reply of this discussion');
    const answer = input?.postId ?? null;
    await this.changing(
      viewer,
      id,
      input ? 'answer.accepted' : 'discussion.updated',
      async (tx, present) => {
        if (present.answer_post_id === answer) return UNCHANGED;
        // Asked again under the lock: the post may have been deleted since it was read.
        const [, taken] = await tx.query<[unknown, number]>(ACCEPT, [id, answer]);
        if (taken === 0) throw invalid('postId', 'is not a reply of this discussion');
      },
      post?.id,
    );
    return this.detail(viewer, id);
  }

  /** Moves the member's watermark forward, never back, and never past the last post. */
  async markRead(viewer: Viewer, id: number, input: MarkRead): Promise<ReadState> {
    const row = await this.visible(viewer, id);
    const number = Math.min(input.number, row.last_number);
    await this.db.write(viewer, (tx) => tx.query(MARK_READ, [viewer.personId, id, number, this.clock.now()]));
    if (viewer.personId !== null) this.live.readBy(viewer.personId);
    const after = await this.visible(viewer, id);
    return { readNumber: after.read_number ?? 0, unread: after.unread ?? 0 };
  }

  private async visible(viewer: Viewer, id: number): Promise<DetailRow> {
    const row = await this.queries.detail(viewer, id);
    if (!row) throw notFound();
    return row;
  }

  private async present(viewer: Viewer, row: DetailRow): Promise<Discussion> {
    const standing = this.access.standing(viewer, row.role);
    const answer = row.answer_post_id === null ? null : await this.posts.post(viewer, row.answer_post_id);
    return {
      ...toSummary(row),
      answer,
      subject:
        row.subject_kind !== null && row.subject_path !== null
          ? { kind: row.subject_kind, title: row.subject_title ?? '', path: row.subject_path }
          : null,
      can: { ...discussionPolicy(standing, factsOf(row)), join: row.role === null },
    };
  }

  /** Who moderated what, with the title it had. */
  private audit(
    tx: Transaction,
    viewer: Viewer,
    { id, space_id: spaceId, author_id: authorId, title }: DetailRow,
    kind: 'discussion.changed' | 'discussion.removed',
    changes: object,
  ): Promise<void> {
    return audit(tx, viewer, {
      kind,
      spaceId,
      subjectKind: 'discussion',
      subjectId: id,
      data: { authorId, from: { title }, ...(kind === 'discussion.changed' && { to: changes }) },
      at: this.clock.now(),
    });
  }

  /** One change of the discussion under its lock, with its next version and its activity. */
  private async changing(
    viewer: Viewer,
    id: number,
    kind: ActivityKind & ('discussion.updated' | 'discussion.removed' | 'answer.accepted'),
    change: (tx: Transaction, present: Present) => Promise<unknown>,
    postId?: number,
  ): Promise<void> {
    const told: Activity[] = [];
    await this.db.write(viewer, async (tx) => {
      const [present] = await tx.query<Present[]>(
        `SELECT version, space_id, answer_post_id, reply_count FROM discussions WHERE id = $1 AND state = 'published' FOR UPDATE`,
        [id],
      );
      if (!present) throw notFound();
      if ((await change(tx, present)) === UNCHANGED) return { version: present.version };
      const version = present.version + 1;
      await tx.query(`UPDATE discussions SET version = $2 WHERE id = $1`, [id, version]);
      const what = { spaceId: present.space_id, data: { discussionId: id, version } };
      told.push(
        kind === 'answer.accepted'
          ? await this.activities.record(tx, viewer, {
              ...what,
              kind,
              subjectKind: 'post',
              subjectId: postId ?? 0,
            })
          : await this.activities.record(tx, viewer, {
              ...what,
              kind,
              subjectKind: 'discussion',
              subjectId: id,
              data: { version },
            }),
      );
      return { version };
    });
    await this.activities.told(...told);
  }
}

const factsOf = (row: DetailRow) => ({
  authorId: row.author_id,
  closed: row.closed,
  kind: row.kind,
  replyCount: row.reply_count,
});

/** What a discussion is under its lock. */
interface Present {
  version: number;
  space_id: number;
  answer_post_id: number | null;
  reply_count: number;
}
/** What a change answers that found all as it should be: no new version, and nobody is told. */
const UNCHANGED = Symbol('unchanged');

const ACCEPT = `
  UPDATE discussions SET answer_post_id = $2 WHERE id = $1 AND ($2::bigint IS NULL OR EXISTS (
    SELECT 1 FROM posts WHERE id = $2 AND discussion_id = $1 AND number > 1 AND state = 'published'))`;

const MARK_READ = statement(
  'discussion-mark-read',
  `
  INSERT INTO read_marks (person_id, discussion_id, read_number, seen_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (person_id, discussion_id) DO UPDATE SET read_number = greatest(read_marks.read_number, excluded.read_number),
    seen_at = greatest(read_marks.seen_at, excluded.seen_at)`,
).text;

import { Injectable } from '@nestjs/common';
import type { PageQuery } from '@fingerpost/contracts/common';
import type { ChangePost, PostHistory, PostSeen, PostWithBody } from '@fingerpost/contracts/discussions';
import { postPolicy } from '@fingerpost/contracts/permissions';
import { Access } from '../access/access.service.js';
import type { Activity } from '../activity/activity.js';
import { Activities } from '../activity/activity.service.js';
import { audit } from '../activity/audit.js';
import { Clock } from '../config/clock.js';
import { Database, type Transaction } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { cursorIdOf, readingOf, toPage } from '../http/paging.js';
import { forbidden, notFound, stale } from '../http/problem.js';
import type { Viewer } from '../http/viewer.js';
import { toExcerpt, toHtml, toText } from '../text/markdown.js';
import { threadFacts, toPerson, toPostSeen, type AuthorRow } from './discussion.rows.js';
import { PostFiles } from './post-files.js';
import { PostQueries, type OnePostRow } from './posts.queries.js';

/** Editing, deleting and the former bodies of posts. */
@Injectable()
export class Posts {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly access: Access,
    private readonly activities: Activities,
    private readonly queries: PostQueries,
    private readonly files: PostFiles,
  ) {}

  async one(viewer: Viewer, id: number): Promise<PostWithBody> {
    const { row, can } = await this.visible(viewer, id);
    const source = can.edit ? await this.db.one<{ body: string }>(SOURCE, [id]) : undefined;
    return {
      ...toPostSeen(row, this.access.standing(viewer, row.role), threadFacts(row)),
      body: source?.body ?? null,
    };
  }

  async edit(viewer: Viewer, id: number, input: ChangePost): Promise<PostSeen> {
    const { row, can } = await this.visible(viewer, id);
    if (!can.edit) throw forbidden();
    const files = await this.files.named(viewer, input.body);
    const html = toHtml(input.body, files.shown);
    return this.changing(
      viewer,
      row,
      { from: input.version, kind: 'post.updated' },
      async (tx, version, now) => {
        await tx.query(`UPDATE posts SET html = $2, version = $3, edited_at = $4 WHERE id = $1`, [
          id,
          html,
          version,
          now,
        ]);
        await tx.query(`UPDATE post_sources SET body = $2, text = $3 WHERE post_id = $1`, [
          id,
          input.body,
          toText(html),
        ]);
        await this.files.attachAnew(tx, id, files);
        if (row.number === 1)
          await tx.query(`UPDATE discussions SET excerpt = $2 WHERE id = $1`, [
            row.discussion_id,
            toExcerpt(toText(html)),
          ]);
      },
    );
  }

  /** Leaves a tombstone, so that replies keep their place. */
  async remove(viewer: Viewer, id: number): Promise<PostSeen> {
    const { row, can } = await this.visible(viewer, id);
    if (!can.delete) throw forbidden();
    return this.changing(
      viewer,
      row,
      { from: row.version, kind: 'post.removed' },
      async (tx, version, now) => {
        await tx.query(
          `UPDATE posts SET state = 'removed', version = $2, removed_at = $3, removed_by = $4 WHERE id = $1`,
          [id, version, now, viewer.personId],
        );
        await tx.query(
          `UPDATE discussions SET reply_count = reply_count - 1, answer_post_id = nullif(answer_post_id, $2) WHERE id = $1`,
          [row.discussion_id, id],
        );
      },
    );
  }

  /** One keyset page of the former bodies, the first first unless they are asked for the other way. */
  async history(viewer: Viewer, id: number, query: PageQuery): Promise<PostHistory> {
    const { can } = await this.visible(viewer, id);
    if (!can.history) throw notFound();
    const reading = readingOf(query, 'asc');
    const rows = await this.db.query<
      AuthorRow & { id: number; body: string; html: string; written_at: Date; replaced_at: Date }
    >(reading.descending ? HISTORY_DESC : HISTORY_ASC, [id, cursorIdOf(reading), reading.limit + 1]);
    return toPage(
      rows,
      reading,
      (row) => [row.id],
      (row) => ({
        html: row.html,
        body: row.body,
        writtenAt: row.written_at.toISOString(),
        replacedAt: row.replaced_at.toISOString(),
        replacedBy: row.author_id === null ? null : toPerson(row),
      }),
    );
  }

  private async visible(viewer: Viewer, id: number) {
    const row = await this.queries.one(viewer, id);
    if (!row) throw notFound();
    const can = postPolicy(
      this.access.standing(viewer, row.role),
      { authorId: row.author_id, number: row.number, removed: row.state === 'removed' },
      threadFacts(row),
    );
    return { row, can };
  }

  /**
   * Runs a change of one post under its discussion's lock: with the next version, its former body kept, its activity,
   * and the audit when it is somebody else's. A stale version is a 409 with the present post.
   */
  private async changing(
    viewer: Viewer,
    row: OnePostRow,
    { from, kind }: { from: number; kind: 'post.updated' | 'post.removed' },
    change: (tx: Transaction, version: number, now: Date) => Promise<void>,
  ): Promise<PostSeen> {
    const told: Activity[] = [];
    const answer = await this.db.writeAnswer(viewer, async (tx) => {
      const [thread] = (
        await tx.query(
          `UPDATE discussions SET version = version + 1 WHERE id = $1 RETURNING version, space_id AS "spaceId"`,
          [row.discussion_id],
        )
      )[0] as { version: number; spaceId: number }[];
      const [present] = await tx.query<{ version: number }[]>(
        `SELECT version FROM posts WHERE id = $1 AND state = 'published' FOR UPDATE`,
        [row.id],
      );
      if (!thread || !present) throw notFound();
      if (present.version !== from) throw stale(await this.queries.seen(viewer, row.id));
      const now = this.clock.now();
      await this.keepFormer(tx, viewer, row.id, now);
      await change(tx, thread.version, now);
      const about = { spaceId: thread.spaceId, subjectKind: 'post', subjectId: row.id } as const;
      const data = { discussionId: row.discussion_id, version: thread.version };
      told.push(await this.activities.record(tx, viewer, { kind, ...about, data }));
      if (row.author_id !== viewer.personId)
        await audit(tx, viewer, {
          kind: kind === 'post.updated' ? 'post.changed' : 'post.removed',
          ...about,
          data: { discussionId: row.discussion_id, number: row.number, authorId: row.author_id },
          at: now,
        });
      const [after] = await tx.query<
        { html: string; state: 'published' | 'removed'; edited_at: Date | null }[]
      >(`SELECT html, state, edited_at FROM posts WHERE id = $1`, [row.id]);
      return toPostSeen(
        { ...row, ...after, version: thread.version },
        this.access.standing(viewer, row.role),
        threadFacts(row),
      );
    });
    await this.activities.told(...told);
    return answer;
  }

  private async keepFormer(tx: Transaction, viewer: Viewer, id: number, now: Date): Promise<void> {
    await tx.query(
      `INSERT INTO post_revisions (post_id, body, html, written_at, replaced_at, replaced_by)
       SELECT p.id, s.body, p.html, coalesce(p.edited_at, p.written_at), $2, $3 FROM posts p JOIN post_sources s ON s.post_id = p.id WHERE p.id = $1`,
      [id, now, viewer.personId],
    );
  }
}

const SOURCE = statement('post-source', `SELECT body FROM post_sources WHERE post_id = $1`);
const history = (compare: string, direction: string) => `
  SELECT r.id, r.body, r.html, r.written_at, r.replaced_at, a.id AS author_id, a.kind AS author_kind, a.name AS author_name, a.sector AS author_sector, o.name AS author_organisation
  FROM post_revisions r LEFT JOIN people a ON a.id = r.replaced_by LEFT JOIN organisations o ON o.id = a.organisation_id
  WHERE r.post_id = $1 AND ($2::bigint IS NULL OR r.id ${compare} $2) ORDER BY r.id ${direction} LIMIT $3`;
const HISTORY_ASC = statement('post-history-asc', history('>', 'ASC'));
const HISTORY_DESC = statement('post-history-desc', history('<', 'DESC'));

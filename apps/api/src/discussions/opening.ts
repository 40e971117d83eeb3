import type { DiscussionKind } from '@fingerpost/contracts/discussions';
import type { SubjectKind } from '../activity/activity.js';
import type { Transaction } from '../database/database.service.js';

export interface Opening {
  spaceId: number;
  authorId: number | null;
  kind: DiscussionKind;
  title: string;
  slug: string;
  excerpt: string;
  tags: string[];
  body: string;
  html: string;
  text: string;
  at: Date;
  /** The thing that it is about. */
  about?: { kind: SubjectKind; id: number };
}

/** Each tag once, and known to the site, whose tags they are. */
export async function keepTags(tx: Transaction, wanted: string[], at: Date): Promise<string[]> {
  const tags = [...new Set(wanted)];
  if (tags.length > 0)
    await tx.query(
      `INSERT INTO tags (name, created_at) SELECT unnest($1::text[]), $2 ON CONFLICT DO NOTHING`,
      [tags, at],
    );
  return tags;
}

/** Writes a discussion and its opening post, number 1 and version 1, and counts it in its space. */
export async function openDiscussion(
  tx: Transaction,
  opening: Opening,
): Promise<{ id: number; postId: number }> {
  const { spaceId, authorId, kind, title, slug, excerpt, body, html, text, at } = opening;
  const tags = await keepTags(tx, opening.tags, at);
  const [row] = await tx.query<{ id: number; post_id: number }[]>(
    `WITH thread AS (
       INSERT INTO discussions (space_id, author_id, kind, title, slug, excerpt, tags, last_activity_at, written_at, subject_kind, subject_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $12, $13) RETURNING id, space_id
     ), post AS (
       INSERT INTO posts (discussion_id, space_id, author_id, number, root_number, html, version, written_at)
       SELECT id, space_id, $2, 1, 1, $9, 1, $8 FROM thread RETURNING id
     ), source AS (
       INSERT INTO post_sources (post_id, body, text) SELECT id, $10, $11 FROM post
     ), space AS (
       UPDATE spaces SET discussion_count = discussion_count + 1 WHERE id = $1
     ), mark AS (
       INSERT INTO read_marks (person_id, discussion_id, read_number) SELECT $2, id, 1 FROM thread WHERE $2::bigint IS NOT NULL
     )
     SELECT thread.id, post.id AS post_id FROM thread, post`,
    [
      spaceId,
      authorId,
      kind,
      title,
      slug,
      excerpt,
      tags,
      at,
      html,
      body,
      text,
      opening.about?.kind ?? null,
      opening.about?.id ?? null,
    ],
  );
  if (!row) throw new Error('a discussion was not stored');
  return { id: row.id, postId: row.post_id };
}

/** Other words for an opening, and whose they are. */
export interface Reworded {
  body: string;
  html: string;
  text: string;
  excerpt: string;
  by: number | null;
  at: Date;
}

/** Puts other words into an opening that still says `former`, and keeps those. Null where it says something else by now. */
export async function rewordOpening(
  tx: Transaction,
  discussionId: number,
  former: string,
  { body, html, text, excerpt, by, at }: Reworded,
): Promise<{ postId: number; spaceId: number; version: number } | null> {
  const [row] = await tx.query<{ post_id: number; space_id: number; version: number }[]>(
    `WITH thread AS (
       UPDATE discussions d SET version = d.version + 1, excerpt = $6 FROM posts p JOIN post_sources s ON s.post_id = p.id
       WHERE d.id = $1 AND d.state = 'published' AND p.discussion_id = d.id AND p.number = 1 AND p.state = 'published' AND s.body = $2
       RETURNING p.id AS post_id, d.space_id, d.version
     ), former AS (
       INSERT INTO post_revisions (post_id, body, html, written_at, replaced_at, replaced_by)
       SELECT p.id, s.body, p.html, coalesce(p.edited_at, p.written_at), $8, $7
       FROM thread t JOIN posts p ON p.id = t.post_id JOIN post_sources s ON s.post_id = p.id
     ), post AS (
       UPDATE posts p SET html = $4, version = t.version, edited_at = $8 FROM thread t WHERE p.id = t.post_id
     ), source AS (
       UPDATE post_sources s SET body = $3, text = $5 FROM thread t WHERE s.post_id = t.post_id
     )
     SELECT * FROM thread`,
    [discussionId, former, body, html, text, excerpt, by, at],
  );
  return row ? { postId: row.post_id, spaceId: row.space_id, version: row.version } : null;
}

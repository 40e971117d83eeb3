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

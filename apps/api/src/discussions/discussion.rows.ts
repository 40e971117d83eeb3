import type { DiscussionSummary, Post, PostSeen } from '@fingerpost/contracts/discussions';
import type { Person } from '@fingerpost/contracts/accounts';
import type { Role, Visibility } from '@fingerpost/contracts/spaces';
import { postPolicy, type DiscussionFacts, type Standing } from '@fingerpost/contracts/permissions';

/** Columns of a person joined as `alias`, with the organisation joined as `organisation`. */
export const personColumns = (alias: string, organisation: string, prefix: string): string =>
  `${alias}.id AS ${prefix}_id, ${alias}.kind AS ${prefix}_kind, ${alias}.name AS ${prefix}_name, ${alias}.sector AS ${prefix}_sector, ${organisation}.name AS ${prefix}_organisation`;

export interface AuthorRow {
  author_id: number | null;
  author_kind: Person['kind'];
  author_name: string;
  author_sector: Person['sector'];
  author_organisation: string | null;
}

/** Who wrote it; somebody erased stays as a former member without a name. */
export const toPerson = (row: AuthorRow): Person =>
  row.author_id === null
    ? FORMER
    : {
        id: row.author_id,
        kind: row.author_kind,
        name: row.author_name,
        sector: row.author_sector,
        organisation: row.author_organisation,
      };

const FORMER: Person = {
  id: Number.MAX_SAFE_INTEGER,
  kind: 'former',
  name: '',
  sector: null,
  organisation: null,
};

export interface SummaryRow extends AuthorRow {
  id: number;
  slug: string;
  kind: DiscussionSummary['kind'];
  title: string;
  excerpt: string;
  tags: string[];
  space_id: number;
  space_slug: string;
  space_name: string;
  space_visibility: Visibility;
  written_at: Date;
  last_activity_at: Date;
  reply_count: number;
  last_number: number;
  answer_post_id: number | null;
  pinned: boolean;
  closed: boolean;
  version: number;
  unread: number | null;
  read_number: number | null;
}

export const toSummary = (row: SummaryRow): DiscussionSummary => ({
  id: row.id,
  slug: row.slug,
  kind: row.kind,
  title: row.title,
  excerpt: row.excerpt,
  tags: row.tags,
  space: { id: row.space_id, slug: row.space_slug, name: row.space_name, visibility: row.space_visibility },
  author: toPerson(row),
  createdAt: row.written_at.toISOString(),
  lastActivityAt: row.last_activity_at.toISOString(),
  replyCount: row.reply_count,
  lastNumber: row.last_number,
  answered: row.answer_post_id !== null,
  pinned: row.pinned,
  closed: row.closed,
  version: row.version,
  unread: row.unread,
  readNumber: row.read_number,
});

export interface PostRow extends AuthorRow {
  id: number;
  discussion_id: number;
  number: number;
  root_number: number;
  parent_id: number | null;
  parent_number: number | null;
  depth: number;
  state: Post['state'];
  html: string;
  written_at: Date;
  edited_at: Date | null;
  version: number;
}

/** A post as everybody who sees the thread reads it. A tombstone keeps its place and says nothing. */
export function toPost(row: PostRow): Post {
  const removed = row.state === 'removed';
  return {
    id: row.id,
    discussionId: row.discussion_id,
    number: row.number,
    parentId: row.parent_id,
    inReplyTo: row.parent_number === null ? null : { number: row.parent_number, name: null },
    depth: row.depth,
    state: removed ? 'removed' : 'published',
    author: removed ? null : toPerson(row),
    html: removed ? '' : row.html,
    writtenAt: row.written_at.toISOString(),
    editedAt: row.edited_at?.toISOString() ?? null,
    version: row.version,
  };
}

/** What the viewer's page must know of the discussion around its posts. */
export interface ThreadRow {
  thread_version: number;
  thread_kind: DiscussionSummary['kind'];
  thread_author_id: number | null;
  thread_closed: boolean;
  thread_reply_count: number;
  thread_last_number: number;
  role: Role | null;
}

export const threadFacts = (row: ThreadRow): DiscussionFacts => ({
  authorId: row.thread_author_id,
  closed: row.thread_closed,
  kind: row.thread_kind,
  replyCount: row.thread_reply_count,
});

export function toPostSeen(row: PostRow, standing: Standing, thread: DiscussionFacts): PostSeen {
  const can = postPolicy(
    standing,
    { authorId: row.author_id, number: row.number, removed: row.state === 'removed' },
    thread,
  );
  return { ...toPost(row), can };
}

/** Names whom a reply answers where both are on the page: a join for it would make deep pages dearer than flat ones. */
export function nameParents(posts: PostSeen[]): PostSeen[] {
  const byNumber = new Map(posts.map((post) => [post.number, post]));
  for (const post of posts)
    if (post.inReplyTo) post.inReplyTo.name = byNumber.get(post.inReplyTo.number)?.author?.name ?? null;
  return posts;
}

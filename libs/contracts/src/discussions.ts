import { z } from 'zod';
import { Person } from './accounts.js';
import { Id, Instant, PageQuery, PathId, Slug, Version, pageOf, textBlock, textLine } from './common.js';
import { BODY_MAX, TAGS_MAX, TAG_MAX, TITLE_MAX, TITLE_MIN } from './limits.js';

export const DISCUSSION_KINDS = ['question', 'discussion', 'announcement'] as const;
export const DiscussionKind = z.enum(DISCUSSION_KINDS);
export type DiscussionKind = z.infer<typeof DiscussionKind>;

export const SpaceRef = z
  .object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    visibility: z.enum(['public', 'members', 'private']),
  })
  .meta({ id: 'SpaceRef' });
export type SpaceRef = z.infer<typeof SpaceRef>;

/** One row of a list. `unread` counts posts after the member's watermark; null for guests and for what was never opened. */
export const DiscussionSummary = z
  .object({
    id: Id,
    slug: z.string(),
    kind: DiscussionKind,
    title: z.string(),
    excerpt: z.string(),
    tags: z.array(z.string()),
    space: SpaceRef,
    author: Person,
    createdAt: Instant,
    lastActivityAt: Instant,
    replyCount: z.number().int(),
    lastNumber: z.number().int(),
    answered: z.boolean(),
    pinned: z.boolean(),
    closed: z.boolean(),
    version: Version,
    unread: z.number().int().nullable(),
    /** The member's watermark, for "jump to first unread". */
    readNumber: z.number().int().nullable(),
  })
  .meta({ id: 'DiscussionSummary' });
export type DiscussionSummary = z.infer<typeof DiscussionSummary>;
export const DiscussionPage = pageOf(DiscussionSummary, 'DiscussionPage');

/** A post as pages carry it. A deleted one is a tombstone: `state: "removed"`, empty html, no author. */
export const Post = z
  .object({
    id: Id,
    discussionId: Id,
    number: z.number().int(),
    parentId: Id.nullable(),
    /** Number and author's name of the post that this one answers; null on top-level posts. */
    inReplyTo: z.object({ number: z.number().int(), name: z.string().nullable() }).nullable(),
    depth: z.number().int(),
    state: z.enum(['published', 'removed']),
    author: Person.nullable(),
    html: z.string(),
    writtenAt: Instant,
    editedAt: Instant.nullable(),
    version: Version,
  })
  .meta({ id: 'Post' });
export type Post = z.infer<typeof Post>;

export const PostAbilities = z.object({
  edit: z.boolean(),
  delete: z.boolean(),
  accept: z.boolean(),
  history: z.boolean(),
});
/** A post as one viewer sees it. */
export const PostSeen = Post.extend({ can: PostAbilities }).meta({ id: 'PostSeen' });
export type PostSeen = z.infer<typeof PostSeen>;
/** With its Markdown, for who may edit it. */
export const PostWithBody = PostSeen.extend({ body: z.string().nullable() }).meta({ id: 'PostWithBody' });
export type PostWithBody = z.infer<typeof PostWithBody>;

/** A keyset page of posts, in arrival (`flat`) or threaded order; both carry the discussion's version for catching up. */
export const PostPage = z
  .object({
    items: z.array(PostSeen),
    next: z.string().nullable(),
    previous: z.string().nullable(),
    version: Version,
    /** The highest number that was given out: what comes with a higher one is new to this page. */
    lastNumber: z.number().int(),
    view: z.enum(['flat', 'threaded']),
  })
  .meta({ id: 'PostPage' });
export type PostPage = z.infer<typeof PostPage>;

/** What changed after a version: whole posts and tombstones. `more` when a further call is needed from `version`. */
export const PostChanges = z
  .object({ items: z.array(PostSeen), version: Version, more: z.boolean(), replyCount: z.number().int() })
  .meta({ id: 'PostChanges' });
export type PostChanges = z.infer<typeof PostChanges>;

export const Discussion = DiscussionSummary.extend({
  /** The accepted answer, shown first. */
  answer: Post.nullable(),
  /** The thing that it is about, where it is about one. */
  subject: z.object({ kind: z.string(), title: z.string(), path: z.string() }).nullable(),
  can: z.object({
    reply: z.boolean(),
    join: z.boolean(),
    edit: z.boolean(),
    delete: z.boolean(),
    close: z.boolean(),
    pin: z.boolean(),
    accept: z.boolean(),
  }),
}).meta({ id: 'Discussion' });
export type Discussion = z.infer<typeof Discussion>;

const Tag = textLine(1, TAG_MAX).transform((tag) => tag.toLowerCase());
export const Body = textBlock(1, BODY_MAX).refine((body) => body.trim() !== '', 'is empty');

export const CreateDiscussion = z
  .strictObject({
    spaceId: Id,
    kind: DiscussionKind,
    title: textLine(TITLE_MIN, TITLE_MAX),
    body: Body,
    tags: z.array(Tag).max(TAGS_MAX).default([]),
  })
  .meta({ id: 'CreateDiscussion' });
export type CreateDiscussion = z.infer<typeof CreateDiscussion>;
export const ChangeDiscussion = z
  .strictObject({
    version: Version,
    title: textLine(TITLE_MIN, TITLE_MAX).optional(),
    kind: DiscussionKind.optional(),
    tags: z.array(Tag).max(TAGS_MAX).optional(),
    closed: z.boolean().optional(),
    pinned: z.boolean().optional(),
  })
  .meta({ id: 'ChangeDiscussion' });
export type ChangeDiscussion = z.infer<typeof ChangeDiscussion>;

export const CreatePost = z.strictObject({ body: Body, parentId: Id.optional() }).meta({ id: 'CreatePost' });
export type CreatePost = z.infer<typeof CreatePost>;
export const ChangePost = z.strictObject({ version: Version, body: Body }).meta({ id: 'ChangePost' });
export type ChangePost = z.infer<typeof ChangePost>;
/** `POST /api/markdown/preview`: how a post of these words would look, before anybody sends it. Nothing is kept. */
export const PreviewMarkdown = z.strictObject({ body: Body }).meta({ id: 'PreviewMarkdown' });
export type PreviewMarkdown = z.infer<typeof PreviewMarkdown>;
export const MarkdownPreview = z.object({ html: z.string() }).meta({ id: 'MarkdownPreview' });
export type MarkdownPreview = z.infer<typeof MarkdownPreview>;
export const AcceptAnswer = z.strictObject({ postId: Id }).meta({ id: 'AcceptAnswer' });
export type AcceptAnswer = z.infer<typeof AcceptAnswer>;
export const MarkRead = z
  .strictObject({ number: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER) })
  .meta({ id: 'MarkRead' });
export type MarkRead = z.infer<typeof MarkRead>;
export const ReadState = z
  .object({ readNumber: z.number().int(), unread: z.number().int() })
  .meta({ id: 'ReadState' });
export type ReadState = z.infer<typeof ReadState>;

/** A former body, kept from the first edit. */
export const PostRevision = z
  .object({
    html: z.string(),
    body: z.string(),
    writtenAt: Instant,
    replacedAt: Instant,
    replacedBy: Person.nullable(),
  })
  .meta({ id: 'PostRevision' });
export type PostRevision = z.infer<typeof PostRevision>;
export const PostHistory = pageOf(PostRevision, 'PostHistory');
export type PostHistory = z.infer<typeof PostHistory>;

export const DiscussionQuery = PageQuery.extend({
  space: Slug.optional(),
  kind: DiscussionKind.optional(),
  tag: textLine(1, TAG_MAX).optional(),
  status: z.enum(['unanswered', 'answered']).optional(),
  sort: z.enum(['active', 'new']).default('active'),
});
export type DiscussionQuery = z.infer<typeof DiscussionQuery>;

export const PostQuery = PageQuery.extend({
  view: z.enum(['flat', 'threaded']).default('flat'),
  around: z.union([z.literal('first-unread'), z.literal('last'), PathId]).optional(),
  changedAfter: z
    .string()
    .regex(/^\d{1,15}$/, 'is not a version')
    .transform(Number)
    .optional(),
});
export type PostQuery = z.infer<typeof PostQuery>;

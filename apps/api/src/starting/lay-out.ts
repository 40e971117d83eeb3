import { toExcerpt, toHtml, toText } from '../text/markdown.js';
import { toSlug } from '../text/slug.js';
import type { StartingDiscussion, StartingPost } from './content/index.js';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
/** Edits of the starting content come this long after the post. */
const EDITED_AFTER = 9 * MINUTE;
/** In threads that have been quiet for as long, everybody who took part has read to the end. */
const READ_AFTER = 5 * DAY;

/** Ids for the rows of one discussion. */
export interface Ids {
  discussion: number;
  posts: readonly number[];
  space: number;
  people: ReadonlyMap<string, number>;
}

/** The rows of a starting discussion, as they would stand had it been written at its times. */
export function layOut(content: StartingDiscussion, ids: Ids, now: Date) {
  const start = now.getTime() - content.startedDaysAgo * DAY;
  const at = (post: StartingPost) =>
    new Date(Math.min(start + post.minutesAfterStart * MINUTE, now.getTime() - MINUTE));
  const posts = postRows(content, ids, at);
  let version = posts.length;
  const revisions = content.posts.flatMap((post, i) => {
    const row = posts[i]!;
    if (!post.edited) return [];
    row.version = ++version;
    row.edited_at = new Date(Math.min(row.written_at.getTime() + EDITED_AFTER, now.getTime()));
    const former = firstDraft(post.body);
    return [
      {
        post_id: row.id,
        body: former,
        html: toHtml(former),
        written_at: row.written_at,
        replaced_at: row.edited_at,
        replaced_by: row.author_id,
      },
    ];
  });
  const accepted = content.acceptedAnswer === null ? null : posts[content.acceptedAnswer]!.id;
  if (accepted !== null) version += 1;
  const last = posts.at(-1)!;
  const text = toText(posts[0]!.html);
  const discussion = {
    id: ids.discussion,
    space_id: ids.space,
    author_id: posts[0]!.author_id,
    kind: content.kind,
    title: content.title,
    slug: toSlug(content.title, content.kind),
    excerpt: toExcerpt(text),
    tags: content.tags,
    state: 'published',
    language: 'en',
    version,
    reply_count: posts.length - 1,
    last_number: posts.length,
    last_activity_at: last.written_at,
    pinned_at: content.pinned ? posts[0]!.written_at : null,
    demonstration: true,
    written_at: posts[0]!.written_at,
    created_at: posts[0]!.written_at,
  };
  return {
    discussion,
    posts,
    revisions,
    accepted,
    sources: sourceRows(content, posts),
    marks: readMarks(ids.discussion, posts, now),
  };
}

interface PostRow {
  id: number;
  author_id: number;
  number: number;
  root_number: number;
  depth: number;
  html: string;
  version: number;
  written_at: Date;
  edited_at: Date | null;
  [column: string]: unknown;
}

function postRows(content: StartingDiscussion, ids: Ids, at: (post: StartingPost) => Date): PostRow[] {
  const rows: PostRow[] = [];
  for (const [i, post] of content.posts.entries()) {
    // A reply to the opening post stands at the top level.
    const parent = post.replyTo ? rows[post.replyTo]! : null;
    rows.push({
      id: ids.posts[i]!,
      discussion_id: ids.discussion,
      space_id: ids.space,
      author_id: ids.people.get(post.author)!,
      number: i + 1,
      parent_id: parent?.id ?? null,
      parent_number: parent?.number ?? null,
      root_number: parent?.root_number ?? i + 1,
      depth: parent ? parent.depth + 1 : 0,
      state: 'published',
      language: 'en',
      html: toHtml(post.body),
      version: i + 1,
      written_at: at(post),
      edited_at: null,
      created_at: at(post),
    });
  }
  return rows;
}

const sourceRows = (content: StartingDiscussion, posts: readonly PostRow[]) =>
  posts.map((post, i) => ({ post_id: post.id, body: content.posts[i]!.body, text: toText(post.html) }));

/** Who took part has read to their own last post, and to the end of what has been quiet for long. */
function readMarks(discussionId: number, posts: readonly PostRow[], now: Date) {
  const last = posts.at(-1)!;
  const quiet = now.getTime() - last.written_at.getTime() > READ_AFTER;
  const own = new Map(posts.map((post) => [post.author_id, post.number]));
  return [...own].map(([person_id, number]) => ({
    person_id,
    discussion_id: discussionId,
    read_number: quiet ? last.number : number,
  }));
}

/** The words before the edit: without the last paragraph or, of a single one, the last sentence. */
function firstDraft(body: string): string {
  const paragraphs = body.split('\n\n');
  if (paragraphs.length > 1) return paragraphs.slice(0, -1).join('\n\n');
  return body.replace(/(?<=[.?!]) [^.?!]+[.?!]+$/, '');
}

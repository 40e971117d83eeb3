import { toSlug } from '../../text/slug.js';
import { toExcerpt } from '../../text/markdown.js';
import type { Random } from './random.js';
import { TAGS, body, title } from './sentences.js';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
/** Discussions began within this time. */
const SPAN = 600 * DAY;
const REPLY_WITHIN = 2 * DAY;

export interface SeedSpace {
  id: number;
  members: readonly number[];
}
interface Frame {
  id: number;
  postIds: readonly number[];
  space: SeedSpace;
  chain: boolean;
  /** Nothing is later than this. */
  now: number;
}

/** The rows of one discussion; of each post its Markdown alone, from which the statement makes the rest. */
export function seedThread(random: Random, { id, postIds, space, chain, now }: Frame) {
  const kind = random.chance(0.7) ? 'question' : random.chance(0.87) ? 'discussion' : 'announcement';
  const start = now - DAY - Math.floor(random.next() * SPAN);
  // A long thread must fit in between: the pauses shrink with its length.
  const pause = Math.min(REPLY_WITHIN, (now - start) / (postIds.length + 1));
  const posts: SeedPost[] = [];
  let at = start;
  for (const [i, postId] of postIds.entries()) {
    const parent =
      i < 2
        ? null
        : chain
          ? posts[i - 1]!
          : random.chance(0.45)
            ? posts[random.between(Math.max(1, i - 30), i - 1)]!
            : null;
    posts.push({
      id: postId,
      discussion_id: id,
      space_id: space.id,
      author_id: random.pick(space.members),
      number: i + 1,
      parent_id: parent?.id ?? null,
      parent_number: parent?.number ?? null,
      root_number: parent?.root_number ?? i + 1,
      depth: parent ? parent.depth + 1 : 0,
      version: i + 1,
      written_at: new Date(at),
      body: body(random),
    });
    at += Math.max(1, Math.floor(random.next() * 2 * pause * 0.49));
  }
  const heading = title(random, kind);
  const answered = kind === 'question' && posts.length > 1 && random.chance(0.5);
  const discussion = {
    id,
    space_id: space.id,
    author_id: posts[0]!.author_id,
    kind,
    title: heading,
    slug: toSlug(heading, kind),
    excerpt: toExcerpt(posts[0]!.body.replaceAll('\n\n', ' ')),
    tags: [...new Set([random.pick(TAGS), random.pick(TAGS)])],
    state: 'published',
    language: 'en',
    version: posts.length + (answered ? 1 : 0),
    reply_count: posts.length - 1,
    last_number: posts.length,
    last_activity_at: posts.at(-1)!.written_at,
    demonstration: true,
    written_at: posts[0]!.written_at,
    created_at: posts[0]!.written_at,
  };
  return {
    discussion,
    posts,
    answerId: answered ? posts[random.between(1, Math.min(5, posts.length - 1))]!.id : null,
  };
}

interface SeedPost {
  id: number;
  discussion_id: number;
  space_id: number;
  author_id: number;
  number: number;
  parent_id: number | null;
  parent_number: number | null;
  root_number: number;
  depth: number;
  version: number;
  written_at: Date;
  body: string;
}
export type SeedThread = ReturnType<typeof seedThread>;

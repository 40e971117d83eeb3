import { Injectable } from '@nestjs/common';
import type { Post, PostChanges, PostPage, PostQuery, PostSeen } from '@fingerpost/contracts/discussions';
import { Access } from '../access/access.service.js';
import { roleIn, seesContent, seesPost } from '../access/predicate.js';
import { Database } from '../database/database.service.js';
import { statement, type Statement } from '../database/sql.js';
import { decodeCursor, encodeCursor } from '../http/cursor.js';
import { notFound } from '../http/problem.js';
import type { Viewer } from '../http/viewer.js';
import {
  nameParents,
  personColumns,
  threadFacts,
  toPost,
  toPostSeen,
  type PostRow,
  type ThreadRow,
} from './discussion.rows.js';

type View = 'flat' | 'threaded';
type Direction = 'forwards' | 'backwards';

const POST = `p.id, p.discussion_id, p.number, p.root_number, p.parent_id, p.parent_number, p.depth, p.state, p.html, p.written_at, p.edited_at, p.version`;
const THREAD = `d.version AS thread_version, d.kind AS thread_kind, d.author_id AS thread_author_id, d.closed_at IS NOT NULL AS thread_closed,
  d.reply_count AS thread_reply_count, d.last_number AS thread_last_number, ${roleIn('d.space_id', '$1')} AS role`;
const AUTHORS = `LEFT JOIN people a ON a.id = p.author_id LEFT JOIN organisations o ON o.id = a.organisation_id`;

/**
 * Reads one page: `$1` viewer, `$2` discussion, `$3`/`$4` the place to start from, `$5` how many.
 * The thread's row comes even when the page is empty, so that access and emptiness differ.
 */
const pageText = (from: string, order: string) => `
  SELECT ${THREAD}, ${POST}, ${personColumns('a', 'o', 'author')}
  FROM discussions d JOIN spaces s ON s.id = d.space_id
  LEFT JOIN LATERAL (
    SELECT * FROM posts p WHERE p.discussion_id = d.id AND ${seesPost('p', 's', '$1')} AND ${from} ORDER BY ${order} LIMIT $5
  ) p ON true ${AUTHORS}
  WHERE d.id = $2 AND ${seesContent('d', 's', '$1')} ORDER BY ${order}`;

export const PAGES: Record<View, Record<Direction, Statement>> = {
  flat: {
    forwards: statement('posts-flat-forwards', pageText('p.number > $4 AND $3::int IS NOT NULL', 'p.number')),
    backwards: statement(
      'posts-flat-backwards',
      pageText('p.number < $4 AND $3::int IS NOT NULL', 'p.number DESC'),
    ),
  },
  threaded: {
    forwards: statement(
      'posts-threaded-forwards',
      pageText('(p.root_number, p.number) > ($3, $4)', 'p.root_number, p.number'),
    ),
    backwards: statement(
      'posts-threaded-backwards',
      pageText('(p.root_number, p.number) < ($3, $4)', 'p.root_number DESC, p.number DESC'),
    ),
  },
};

/** A post's place in both orders, a few places before it, so that it does not stand at the edge. */
const AROUND = statement(
  'posts-around',
  `
  SELECT p.root_number, p.number FROM posts p WHERE p.discussion_id = $1 AND p.number <= $2 ORDER BY p.number DESC LIMIT 1`,
);

const READ_MARK = statement(
  'posts-read-mark',
  `SELECT read_number FROM read_marks WHERE person_id = $1 AND discussion_id = $2`,
);

const CHANGES = statement(
  'posts-changes',
  `
  SELECT ${THREAD}, ${POST}, ${personColumns('a', 'o', 'author')}
  FROM discussions d JOIN spaces s ON s.id = d.space_id
  LEFT JOIN LATERAL (
    SELECT * FROM posts p WHERE p.discussion_id = d.id AND ${seesPost('p', 's', '$1')} AND p.version > $3 ORDER BY p.version LIMIT $4
  ) p ON true ${AUTHORS}
  WHERE d.id = $2 AND ${seesContent('d', 's', '$1')} ORDER BY p.version`,
);

const ONE = statement(
  'posts-one',
  `
  SELECT ${THREAD}, ${POST}, ${personColumns('a', 'o', 'author')}
  FROM posts p JOIN discussions d ON d.id = p.discussion_id JOIN spaces s ON s.id = d.space_id ${AUTHORS}
  WHERE p.id = $2 AND ${seesContent('d', 's', '$1')} AND ${seesPost('p', 's', '$1')}`,
);

export type OnePostRow = PostRow & ThreadRow;
type MaybePostRow = ThreadRow & { [K in keyof PostRow]: PostRow[K] | null };

/** A whole page of changes; a page that was away longer asks again. */
const CHANGES_MAX = 100;
/** Below every number and root, above every number and root. */
const START = [0, 0] as const;
const END = [2_147_483_647, 2_147_483_647] as const;
/** Posts shown before the one that an address points to. */
const LEAD = 3;

@Injectable()
export class PostQueries {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
  ) {}

  /** One page in arrival or threaded order. @throws DomainError 404 where the discussion may not be seen. */
  async page(viewer: Viewer, discussionId: number, query: PostQuery): Promise<PostPage> {
    const newestFirst = query.order === 'desc';
    const backwards = query.before !== undefined || (query.around === 'last' && !newestFirst);
    const descending = newestFirst !== backwards;
    const [root, number] = await this.startOf(viewer, discussionId, query, descending);
    const direction: Direction = descending ? 'backwards' : 'forwards';
    const rows = await this.db.query<MaybePostRow>(PAGES[query.view][direction], [
      viewer.personId,
      discussionId,
      root,
      number,
      query.limit + 1,
    ]);
    const thread = rows[0];
    if (!thread) throw notFound();

    const posts = rows.filter((row): row is OnePostRow => row.id !== null);
    const more = posts.length > query.limit;
    const shown = posts.slice(0, query.limit);
    if (backwards) shown.reverse();
    const standing = this.access.standing(viewer, thread.role);
    const facts = threadFacts(thread);
    const cursorOf = (row: PostRow | undefined) => (row ? encodeCursor([row.root_number, row.number]) : null);
    const edge = newestFirst ? thread.thread_last_number : 1;
    const atBeginning = query.around === undefined || (query.around === 'last' && newestFirst);
    const fromStart = query.after === undefined && atBeginning;
    return {
      items: nameParents(shown.map((row) => toPostSeen(row, standing, facts))),
      next: (backwards ? query.before !== undefined : more) ? cursorOf(shown.at(-1)) : null,
      previous: (backwards ? more : !fromStart && shown[0]?.number !== edge) ? cursorOf(shown[0]) : null,
      version: thread.thread_version,
      lastNumber: thread.thread_last_number,
      view: query.view,
    };
  }

  private async startOf(
    viewer: Viewer,
    discussionId: number,
    query: PostQuery,
    descending: boolean,
  ): Promise<readonly [number, number]> {
    const cursor = query.before ?? query.after;
    if (cursor !== undefined)
      return decodeCursor(cursor, ['int', 'int'] as const, query.before === undefined ? 'after' : 'before');
    if (query.around === undefined || query.around === 'last') return descending ? END : START;
    const number =
      query.around === 'first-unread'
        ? (await this.readNumber(viewer, discussionId)) + 1
        : Math.min(query.around, END[1] - LEAD);
    // In both orders a thread's posts ascend within their root, so LEAD before by number is near it in either.
    const lead = query.view === 'flat' ? (descending ? -LEAD : LEAD) : 0;
    const target = Math.max(1, number - lead);
    const place = await this.db.one<{ root_number: number; number: number }>(AROUND, [discussionId, target]);
    if (!place) return descending ? END : START;
    return [place.root_number, place.number + (descending ? 1 : -1)];
  }

  private async readNumber(viewer: Viewer, discussionId: number): Promise<number> {
    if (viewer.personId === null) return 0;
    return (
      (await this.db.one<{ read_number: number }>(READ_MARK, [viewer.personId, discussionId]))?.read_number ??
      0
    );
  }

  /** Posts and tombstones that changed after a version, in the order of their change. */
  async changes(viewer: Viewer, discussionId: number, version: number): Promise<PostChanges> {
    const rows = await this.db.query<MaybePostRow>(CHANGES, [
      viewer.personId,
      discussionId,
      version,
      CHANGES_MAX + 1,
    ]);
    const thread = rows[0];
    if (!thread) throw notFound();
    const posts = rows.filter((row): row is OnePostRow => row.id !== null);
    const more = posts.length > CHANGES_MAX;
    const shown = posts.slice(0, CHANGES_MAX);
    const standing = this.access.standing(viewer, thread.role);
    const facts = threadFacts(thread);
    return {
      items: nameParents(shown.map((row) => toPostSeen(row, standing, facts))),
      version: more ? (shown.at(-1)?.version ?? thread.thread_version) : thread.thread_version,
      more,
      replyCount: thread.thread_reply_count,
    };
  }

  async one(viewer: Viewer, postId: number): Promise<OnePostRow | undefined> {
    return this.db.one<OnePostRow>(ONE, [viewer.personId, postId]);
  }

  async seen(viewer: Viewer, postId: number): Promise<PostSeen> {
    const row = await this.one(viewer, postId);
    if (!row) throw notFound();
    return toPostSeen(row, this.access.standing(viewer, row.role), threadFacts(row));
  }

  async post(viewer: Viewer, postId: number): Promise<Post | null> {
    const row = await this.one(viewer, postId);
    return row ? toPost(row) : null;
  }
}

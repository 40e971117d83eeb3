import { Injectable } from '@nestjs/common';
import type { CreatePost, PostSeen } from '@fingerpost/contracts/discussions';
import { discussionPolicy, postPolicy } from '@fingerpost/contracts/permissions';
import { Access } from '../access/access.service.js';
import { roleIn, seesContent } from '../access/predicate.js';
import { Activities } from '../activity/activity.service.js';
import { Clock } from '../config/clock.js';
import { Database } from '../database/database.service.js';
import { breaks } from '../database/faults.js';
import { stillRunning } from '../database/idempotency.js';
import { statement } from '../database/sql.js';
import { DomainError, forbidden, invalid, notFound } from '../http/problem.js';
import type { Viewer } from '../http/viewer.js';
import { toHtml, toText } from '../text/markdown.js';
import { personColumns, threadFacts, toPerson, type AuthorRow, type ThreadRow } from './discussion.rows.js';
import { PostFiles } from './post-files.js';
import { REPLY, REPLY_CONTEXT_TAIL, REPLY_WITH_FILES, type ReplyRow } from './reply.statement.js';

type Context = ThreadRow &
  AuthorRow & {
    parent_id: number | null;
    parent_number: number | null;
    parent_root: number;
    parent_depth: number;
    parent_state: string;
    parent_name: string | null;
  };

const CONTEXT = statement(
  'reply-context',
  `
  SELECT d.version AS thread_version, d.kind AS thread_kind, d.author_id AS thread_author_id, d.closed_at IS NOT NULL AS thread_closed,
    d.reply_count AS thread_reply_count, d.last_number AS thread_last_number, ${roleIn('d.space_id', '$1')} AS role,
    ${personColumns('me', 'o', 'author')},
    parent.id AS parent_id, parent.number AS parent_number, parent.root_number AS parent_root, parent.depth AS parent_depth,
    parent.state AS parent_state, parent_author.name AS parent_name
  FROM discussions d JOIN spaces s ON s.id = d.space_id
  LEFT JOIN people me ON me.id = $1::bigint LEFT JOIN organisations o ON o.id = me.organisation_id
  ${REPLY_CONTEXT_TAIL}
  WHERE d.id = $2 AND ${seesContent('d', 's', '$1')}`,
);

/** What only the write itself can tell of the answer, and puts before the rest of it where that is kept. */
type Numbered = 'id' | 'number' | 'version';

/** The hottest write of the site, in two round trips: what it needs to know, and all that it changes. */
@Injectable()
export class Replies {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly access: Access,
    private readonly activities: Activities,
    private readonly files: PostFiles,
  ) {}

  /** @throws DomainError 404 unseen, 403 not a member or closed, 422 a parent of another discussion. */
  async reply(viewer: Viewer, discussionId: number, input: CreatePost): Promise<PostSeen> {
    const context = await this.db.one<Context>(CONTEXT, [
      viewer.personId,
      discussionId,
      input.parentId ?? null,
    ]);
    if (!context) throw notFound();
    const standing = this.access.standing(viewer, context.role);
    const thread = threadFacts(context);
    if (!discussionPolicy(standing, thread).reply) throw refusal(context);
    if (input.parentId !== undefined && (context.parent_id === null || context.parent_state === 'removed'))
      throw invalid('parentId', 'is not a post of this discussion');

    const parent = parentOf(context);
    const now = this.clock.now();
    const files = await this.files.named(viewer, input.body);
    const html = toHtml(input.body, files.shown);
    const answer: Omit<PostSeen, Numbered> = {
      discussionId,
      parentId: parent?.id ?? null,
      inReplyTo: parent && { number: parent.number, name: context.parent_name },
      depth: parent ? parent.depth + 1 : 0,
      state: 'published',
      author: toPerson(context),
      html,
      writtenAt: now.toISOString(),
      editedAt: null,
      can: postPolicy(standing, { authorId: viewer.personId, number: 2, removed: false }, thread),
    };
    const row = await this.write([
      discussionId,
      viewer.personId,
      answer.parentId,
      parent?.number ?? null,
      parent?.root ?? null,
      answer.depth,
      html,
      now,
      viewer.request?.key ?? null,
      viewer.request?.hash ?? null,
      JSON.stringify(answer),
      input.body,
      toText(html),
      ...(files.ids.length > 0 ? [files.ids] : []),
    ]);
    const { id, number, version } = row;
    await this.activities.told({
      id: row.activity_id,
      kind: 'post.created',
      actorId: viewer.personId,
      spaceId: row.space_id,
      subjectKind: 'post',
      subjectId: id,
      data: { discussionId, number, parentId: answer.parentId, version },
      at: now,
    });
    return { id, number, version, ...answer };
  }

  /** A repeat finds its key taken, or its rights gone meanwhile; whoever refuses it looks for the first answer. */
  private async write(params: unknown[]): Promise<ReplyRow & { id: number }> {
    const row = await this.db
      .one<ReplyRow>(params.length > 13 ? REPLY_WITH_FILES : REPLY, params)
      .catch((fault: unknown) => {
        throw breaks(fault, 'idempotency_keys_pkey') ? stillRunning() : fault;
      });
    if (row?.id != null) return row as ReplyRow & { id: number };
    throw row && !row.mine ? stillRunning() : forbidden('You can no longer reply here.');
  }
}

/** A reply to the opening post stands at the top level: the opening is everybody's parent. */
const parentOf = (context: Context) =>
  context.parent_id === null || context.parent_number === null || context.parent_number === 1
    ? null
    : {
        id: context.parent_id,
        number: context.parent_number,
        root: context.parent_root,
        depth: context.parent_depth,
      };

function refusal(context: Context): DomainError {
  if (context.role === null) return new DomainError('join_first', 403, 'Join this space to reply.');
  return new DomainError('closed', 403, 'This discussion is closed.');
}

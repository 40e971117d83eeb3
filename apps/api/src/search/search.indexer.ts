import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Activity } from '../activity/activity.js';
import { ActivityWorker } from '../activity/activity.worker.js';
import { Database, type Transaction } from '../database/database.service.js';
import { indexPosts } from './search.index.js';
import { SOURCES, indexThings, type Source } from './sources.js';

/** Keeps the search in step with what is written. Each run reads the present state, so running twice, or late, is right. */
@Injectable()
export class SearchIndexer implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly worker: ActivityWorker,
  ) {}

  onModuleInit(): void {
    this.worker.follow(['discussion.created', 'discussion.updated', 'discussion.removed'], (activities) =>
      this.indexDiscussions(unique(activities.map(({ subjectId }) => subjectId))),
    );
    this.worker.follow(['post.created', 'post.updated', 'post.removed'], (activities) =>
      this.indexPosts(activities as PostActivity[]),
    );
    for (const source of SOURCES)
      this.worker.follow(source.on, (activities) =>
        this.indexThings(source, unique(activities.map(({ subjectId }) => subjectId))),
      );
  }

  private indexThings(source: Source, ids: number[]): Promise<void> {
    return this.alone(source.kind, ids, (tx) => tx.query(indexThings(source), [ids]));
  }

  private indexDiscussions(ids: number[]): Promise<void> {
    return this.alone('discussion', ids, async (tx) => {
      await tx.query(
        `DELETE FROM search_documents s WHERE s.discussion_id = ANY ($1)
           AND NOT EXISTS (SELECT 1 FROM discussions d WHERE d.id = s.discussion_id AND d.state = 'published')`,
        [ids],
      );
      await tx.query(indexPosts('d.id = ANY ($1) AND p.number = 1'), [ids]);
    });
  }

  private indexPosts(activities: PostActivity[]): Promise<void> {
    const ids = unique(activities.map(({ subjectId }) => subjectId));
    const discussionIds = unique(activities.map(({ data }) => data.discussionId));
    return this.alone('discussion', discussionIds, async (tx) => {
      await tx.query(`DELETE FROM search_documents WHERE subject_kind = 'post' AND subject_id = ANY ($1)`, [
        ids,
      ]);
      await tx.query(indexPosts('p.id = ANY ($1)'), [ids]);
    });
  }

  /** One at a time for a discussion or a thing, or a slow job could put back what a later one has changed. Locked in order, so that two never wait for each other. */
  private alone(kind: string, ids: number[], work: (tx: Transaction) => Promise<unknown>): Promise<void> {
    return this.db.transaction(async (tx) => {
      const inOrder = ids.toSorted((a, b) => a - b);
      await tx.query(
        `SELECT pg_advisory_xact_lock(hashtextextended('search ' || $2::text, id)) FROM unnest($1::bigint[]) id`,
        [inOrder, kind],
      );
      await work(tx);
    });
  }
}

const unique = (ids: number[]) => [...new Set(ids)];

type PostActivity = Activity<'post.created' | 'post.updated' | 'post.removed'>;

import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Activity } from '../activity/activity.js';
import { ActivityWorker } from '../activity/activity.worker.js';
import { Database, type Transaction } from '../database/database.service.js';
import { indexPosts } from './search.index.js';

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
  }

  private indexDiscussions(ids: number[]): Promise<void> {
    return this.alone(ids, async (tx) => {
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
    return this.alone(unique(activities.map(({ data }) => data.discussionId)), async (tx) => {
      await tx.query(`DELETE FROM search_documents WHERE subject_kind = 'post' AND subject_id = ANY ($1)`, [
        ids,
      ]);
      await tx.query(indexPosts('p.id = ANY ($1)'), [ids]);
    });
  }

  /** One at a time for a discussion, or a slow job could put back what a later one has changed. Locked in order, so that two never wait for each other. */
  private alone(discussionIds: number[], work: (tx: Transaction) => Promise<void>): Promise<void> {
    return this.db.transaction(async (tx) => {
      const inOrder = discussionIds.sort((a, b) => a - b);
      await tx.query(
        `SELECT pg_advisory_xact_lock(hashtextextended('search', id)) FROM unnest($1::bigint[]) id`,
        [inOrder],
      );
      await work(tx);
    });
  }
}

const unique = (ids: number[]) => [...new Set(ids)];

type PostActivity = Activity<'post.created' | 'post.updated' | 'post.removed'>;

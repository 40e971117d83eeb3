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
    this.worker.follow(['discussion.created', 'discussion.updated', 'discussion.removed'], ({ subjectId }) => this.indexDiscussion(subjectId));
    this.worker.follow(['post.created', 'post.updated', 'post.removed'], (activity) => this.indexPost(activity as PostActivity));
  }

  private indexDiscussion(id: number): Promise<void> {
    return this.alone(id, async (tx) => {
      await tx.query(`DELETE FROM search_documents WHERE discussion_id = $1 AND NOT EXISTS (SELECT 1 FROM discussions d WHERE d.id = $1 AND d.state = 'published')`, [id]);
      await tx.query(indexPosts('d.id = $1 AND p.number = 1'), [id]);
    });
  }

  private indexPost({ subjectId, data }: PostActivity): Promise<void> {
    return this.alone(data.discussionId, async (tx) => {
      await tx.query(`DELETE FROM search_documents WHERE subject_kind = 'post' AND subject_id = $1`, [subjectId]);
      await tx.query(indexPosts('p.id = $1'), [subjectId]);
    });
  }

  /** One at a time for a discussion, or a slow job could put back what a later one has changed. */
  private alone(discussionId: number, work: (tx: Transaction) => Promise<void>): Promise<void> {
    return this.db.transaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('search', $1))`, [discussionId]);
      await work(tx);
    });
  }
}

type PostActivity = Activity<'post.created' | 'post.updated' | 'post.removed'>;

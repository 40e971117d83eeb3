import { Injectable } from '@nestjs/common';
import type {
  AddToCollection,
  ChangeCollection,
  Collection,
  CreateCollection,
} from '@fingerpost/contracts/collections';
import { canWrite, collectionPolicy } from '@fingerpost/contracts/permissions';
import { Access } from '../../access/access.service.js';
import type { Activity, ActivityKind } from '../../activity/activity.js';
import { Activities } from '../../activity/activity.service.js';
import { audit } from '../../activity/audit.js';
import { Clock } from '../../config/clock.js';
import { Database, type Transaction } from '../../database/database.service.js';
import { DomainError, forbidden, notFound, stale } from '../../http/problem.js';
import type { Viewer } from '../../http/viewer.js';
import { toSlug } from '../../text/slug.js';
import { addItem, arrange } from './collection-items.js';
import { toCollection, type CollectionRow } from './collection.rows.js';
import { CollectionQueries } from './collections.queries.js';

/** Collections of a space: made, added to, put in order, put away. */
@Injectable()
export class Collections {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly access: Access,
    private readonly activities: Activities,
    private readonly queries: CollectionQueries,
  ) {}

  async detail(viewer: Viewer, id: number): Promise<Collection> {
    const row = await this.visible(viewer, id);
    const items = await this.queries.items(viewer, id);
    return toCollection(row, this.access.standing(viewer, row.role), items, this.clock.now());
  }

  async create(viewer: Viewer, input: CreateCollection): Promise<Collection> {
    const space = await this.access.readableSpace(viewer, { id: input.spaceId });
    if (!canWrite(this.access.standing(viewer, space.role))) throw joinFirst();
    const told: Activity[] = [];
    const { id } = await this.db.write(viewer, async (tx) => {
      const now = this.clock.now();
      const [row] = await tx.query<{ id: number }[]>(
        `INSERT INTO collections (space_id, author_id, title, slug, summary, changed_at, written_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $6, $6) RETURNING id`,
        [
          space.id,
          viewer.personId,
          input.title,
          toSlug(input.title, 'collection'),
          input.summary.trim(),
          now,
        ],
      );
      const { id } = row!;
      await arrange(tx, viewer, id, input.items);
      told.push(await this.record(tx, viewer, 'collection.created', { id, space_id: space.id }, {}));
      return { id };
    });
    await this.activities.told(...told);
    return this.detail(viewer, id);
  }

  async change(viewer: Viewer, id: number, input: ChangeCollection): Promise<Collection> {
    const row = await this.may(viewer, id, 'change');
    await this.changing(viewer, row, input.version, 'collection.updated', async (tx) => {
      await tx.query(
        'UPDATE collections SET title = coalesce($2, title), slug = coalesce($3, slug), summary = coalesce($4, summary) WHERE id = $1',
        [
          id,
          input.title ?? null,
          input.title === undefined ? null : toSlug(input.title, 'collection'),
          input.summary?.trim() ?? null,
        ],
      );
      if (input.items) await arrange(tx, viewer, id, input.items);
    });
    return this.detail(viewer, id);
  }

  /** Without a version: one more takes nothing away from what somebody else did meanwhile. */
  async add(viewer: Viewer, id: number, resourceId: number, { note }: AddToCollection): Promise<Collection> {
    const row = await this.may(viewer, id, 'add');
    await this.changing(viewer, row, null, 'collection.updated', (tx) =>
      addItem(tx, viewer, id, { resourceId, note }),
    );
    return this.detail(viewer, id);
  }

  async remove(viewer: Viewer, id: number): Promise<void> {
    const row = await this.may(viewer, id, 'remove');
    await this.changing(viewer, row, null, 'collection.removed', (tx) =>
      tx.query(`UPDATE collections SET state = 'removed' WHERE id = $1`, [id]),
    );
  }

  private async visible(viewer: Viewer, id: number): Promise<CollectionRow> {
    const row = await this.queries.detail(viewer, id);
    if (!row) throw notFound();
    return row;
  }

  private async may(viewer: Viewer, id: number, verb: 'add' | 'change' | 'remove'): Promise<CollectionRow> {
    const row = await this.visible(viewer, id);
    const can = collectionPolicy(this.access.standing(viewer, row.role), { authorId: row.author_id });
    if (!can[verb]) throw row.role === null ? joinFirst() : forbidden();
    return row;
  }

  private record<K extends ActivityKind>(
    tx: Transaction,
    viewer: Viewer,
    kind: K,
    { id, space_id: spaceId }: Pick<CollectionRow, 'id' | 'space_id'>,
    data: Activity<K>['data'],
  ): Promise<Activity> {
    return this.activities.record(tx, viewer, {
      kind,
      spaceId,
      subjectKind: 'collection',
      subjectId: id,
      data,
    });
  }

  /** One change under the collection's lock, with its next version, its activity and, of somebody else's, who did it. */
  private async changing(
    viewer: Viewer,
    row: CollectionRow,
    madeOn: number | null,
    kind: 'collection.updated' | 'collection.removed',
    change: (tx: Transaction) => Promise<unknown>,
  ): Promise<void> {
    const told: Activity[] = [];
    const { id, title, author_id: authorId, space_id: spaceId } = row;
    await this.db.write(viewer, async (tx) => {
      const at = this.clock.now();
      const [present] = await tx.query<{ version: number }[]>(
        `SELECT version FROM collections WHERE id = $1 AND state = 'published' FOR UPDATE`,
        [id],
      );
      if (!present) throw notFound();
      if (madeOn !== null && present.version !== madeOn) throw stale(await this.detail(viewer, id));
      await change(tx);
      await tx.query('UPDATE collections SET version = version + 1, changed_at = $2 WHERE id = $1', [id, at]);
      told.push(await this.record(tx, viewer, kind, row, { version: present.version + 1 }));
      if (authorId !== viewer.personId && kind === 'collection.removed')
        await audit(tx, viewer, {
          kind,
          spaceId,
          subjectKind: 'collection',
          subjectId: id,
          data: { authorId, from: { title } },
          at,
        });
      return { id };
    });
    await this.activities.told(...told);
  }
}

const joinFirst = () => new DomainError('join_first', 403, 'Join this space to write in it.');

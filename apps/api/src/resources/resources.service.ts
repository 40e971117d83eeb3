import { Injectable } from '@nestjs/common';
import type { AddVersion, ChangeResource, CreateResource, Resource } from '@fingerpost/contracts/resources';
import { canWrite, resourcePolicy } from '@fingerpost/contracts/permissions';
import { Access } from '../access/access.service.js';
import type { Activity } from '../activity/activity.js';
import { Activities } from '../activity/activity.service.js';
import { audit } from '../activity/audit.js';
import { t } from '@fingerpost/messages';
import { Clock } from '../config/clock.js';
import { Database, type Transaction } from '../database/database.service.js';
import { keepTags } from '../discussions/opening.js';
import { Files } from '../files/files.service.js';
import { DomainError, forbidden, invalid, notFound, stale } from '../http/problem.js';
import type { Viewer } from '../http/viewer.js';
import { toSlug } from '../text/slug.js';
import { dayOf, factsOf, toResource, type DetailRow } from './resource.rows.js';
import { ResourceQueries } from './resources.queries.js';
import { addVersion, openVersion, type Version } from './versions.js';

interface Present {
  version: number;
  number: number;
  last_number: number;
  owner_id: number | null;
}
type Telling = 'resource.created' | 'resource.versioned' | 'resource.handed_over' | 'resource.removed';
/** What a change is told as; without more it is an update. */
type Happened = { [K in Telling]: { kind: K; data: Activity<K>['data'] } }[Telling];

@Injectable()
export class Resources {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly access: Access,
    private readonly activities: Activities,
    private readonly queries: ResourceQueries,
    private readonly files: Files,
  ) {}

  async detail(viewer: Viewer, id: number): Promise<Resource> {
    return this.present(viewer, await this.visible(viewer, id));
  }

  /** Gives a link, or a file that was uploaded before. A file that is still being looked at is held until it is clean. */
  async create(viewer: Viewer, input: CreateResource): Promise<Resource> {
    const space = await this.access.readableSpace(viewer, { id: input.spaceId });
    if (!canWrite(this.access.standing(viewer, space.role)))
      throw new DomainError('join_first', 403, 'Join this space to give something to it.');
    this.mayBeReviewedBy(input.reviewBy);
    const file = input.upload === undefined ? null : await this.files.take(viewer, input.upload, 'upload');
    const told: Activity[] = [];
    const { id } = await this.db.write(viewer, async (tx) => {
      const now = this.clock.now();
      const [row] = await tx.query<{ id: number }[]>(
        `INSERT INTO resources (space_id, author_id, owner_id, title, slug, summary, kind, tags, audience, licence, review_by, changed_at, written_at, created_at)
         VALUES ($1, $2, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $11) RETURNING id`,
        [
          space.id,
          viewer.personId,
          input.title,
          toSlug(input.title, input.kind),
          input.summary,
          input.kind,
          await keepTags(tx, input.tags, now),
          [...new Set(input.audience)],
          input.licence,
          input.reviewBy ?? null,
          now,
        ],
      );
      const given = { number: 1, note: '', link: input.link ?? null, fileId: file?.id ?? null };
      const opens = await this.addTo(tx, viewer, row!.id, given);
      if (opens)
        told.push(
          await this.activities.record(tx, viewer, {
            kind: 'resource.created',
            spaceId: space.id,
            subjectKind: 'resource',
            subjectId: row!.id,
            data: { number: 1 },
          }),
        );
      return { id: row!.id };
    });
    await this.activities.told(...told);
    return this.detail(viewer, id);
  }

  async change(viewer: Viewer, id: number, input: ChangeResource): Promise<Resource> {
    const row = await this.mayChange(viewer, id);
    // A form sends what stands there with the rest: an old day may stay, it may not be given anew.
    if (input.reviewBy !== row.review_by) this.mayBeReviewedBy(input.reviewBy);
    await this.changing(viewer, row, input.version, async (tx, present) => {
      const { version: _version, ...changes } = input;
      const personId = await this.handedTo(tx, row, present, input.ownerId);
      await tx.query(
        `UPDATE resources SET title = coalesce($2, title), slug = coalesce($3, slug), summary = coalesce($4, summary), kind = coalesce($5, kind),
           licence = coalesce($6, licence), tags = coalesce($7, tags), audience = coalesce($8, audience),
           review_by = CASE WHEN $9 THEN $10::date ELSE review_by END, owner_id = coalesce($11, owner_id),
           review_told = CASE WHEN $11::bigint IS NULL THEN review_told END, passed_told = CASE WHEN $11::bigint IS NULL THEN passed_told END
         WHERE id = $1`,
        [
          id,
          input.title ?? null,
          input.title === undefined ? null : toSlug(input.title, row.kind),
          input.summary ?? null,
          input.kind ?? null,
          input.licence ?? null,
          input.tags ? await keepTags(tx, input.tags, this.clock.now()) : null,
          input.audience ? [...new Set(input.audience)] : null,
          input.reviewBy !== undefined,
          input.reviewBy ?? null,
          personId,
        ],
      );
      if (row.author_id !== viewer.personId && row.owner_id !== viewer.personId)
        await this.audit(tx, viewer, row, 'resource.changed', changes);
      if (personId !== null)
        return { kind: 'resource.handed_over', data: { version: present.version + 1, personId } };
    });
    return this.detail(viewer, id);
  }

  /** The next version, behind the same address. People get it once it is clean; until then the one before. */
  async addVersion(viewer: Viewer, id: number, input: AddVersion): Promise<Resource> {
    const row = await this.mayChange(viewer, id);
    const file = input.upload === undefined ? null : await this.files.take(viewer, input.upload, 'upload');
    await this.changing(viewer, row, input.version, async (tx, present) => {
      const given = {
        number: present.last_number + 1,
        note: input.note,
        link: input.link ?? null,
        fileId: file?.id ?? null,
      };
      if (!(await this.addTo(tx, viewer, id, given))) return;
      // One whose first file was refused is new to everybody.
      if (present.number === 0) return { kind: 'resource.created', data: { number: given.number } };
      return {
        kind: 'resource.versioned',
        data: { version: present.version + 1, number: given.number },
      };
    });
    return this.detail(viewer, id);
  }

  async remove(viewer: Viewer, id: number): Promise<void> {
    const row = await this.mayChange(viewer, id);
    await this.changing(viewer, row, null, async (tx, { version }) => {
      await tx.query(`UPDATE resources SET state = 'removed' WHERE id = $1`, [id]);
      if (row.author_id !== viewer.personId) await this.audit(tx, viewer, row, 'resource.removed', {});
      return { kind: 'resource.removed', data: { version: version + 1 } };
    });
  }

  async visible(viewer: Viewer, id: number): Promise<DetailRow> {
    const row = await this.queries.detail(viewer, id);
    if (!row) throw notFound();
    return row;
  }

  private async mayChange(viewer: Viewer, id: number): Promise<DetailRow> {
    const row = await this.visible(viewer, id);
    if (!resourcePolicy(this.access.standing(viewer, row.role), factsOf(row)).change) throw forbidden();
    return row;
  }

  private async present(viewer: Viewer, row: DetailRow): Promise<Resource> {
    return toResource(row, {
      standing: this.access.standing(viewer, row.role),
      versions: await this.queries.versions(viewer, row.id),
      now: this.clock.now(),
      scanning: this.files.scanning,
    });
  }

  /** A day that has passed would be out of date from the first moment. */
  private mayBeReviewedBy(day: string | null | undefined): void {
    if (day && day < dayOf(this.clock.now())) throw invalid('reviewBy', t('resources.give.reviewByPassed'));
  }

  /** True when others have it at once. */
  private async addTo(
    tx: Transaction,
    viewer: Viewer,
    id: number,
    given: Omit<Version, 'authorId' | 'at'>,
  ): Promise<boolean> {
    const now = this.clock.now();
    const file = given.fileId === null ? null : await this.files.keep(tx, given.fileId);
    if (file === undefined) throw invalid('upload', 'was used already; give the file again');
    await addVersion(tx, id, { ...given, authorId: viewer.personId, at: now });
    const opens = file === null || file.state === 'clean';
    if (opens) await openVersion(tx, id, given.number, now);
    return opens;
  }

  /** Who looks after it from now on, or null while nobody else does: a member who sees it, so that they can. */
  private async handedTo(
    tx: Transaction,
    { space_id: spaceId }: DetailRow,
    { number, owner_id: ownerId }: Present,
    personId: number | undefined,
  ): Promise<number | null> {
    if (personId === undefined || personId === ownerId) return null;
    const membership = await this.access.membership(tx, spaceId, personId);
    if (membership?.state !== 'active') throw invalid('ownerId', t('resources.hand.notMember'));
    if (number === 0) throw invalid('ownerId', t('resources.hand.held'));
    return personId;
  }

  private audit(
    tx: Transaction,
    viewer: Viewer,
    { id, space_id: spaceId, author_id: authorId, title }: DetailRow,
    kind: 'resource.changed' | 'resource.removed',
    to: object,
  ): Promise<void> {
    const data = { authorId, from: { title }, to };
    return audit(tx, viewer, {
      kind,
      spaceId,
      subjectKind: 'resource',
      subjectId: id,
      data,
      at: this.clock.now(),
    });
  }

  /** One change under the resource's lock, with its next version and its activity. */
  private async changing(
    viewer: Viewer,
    { id, space_id: spaceId }: DetailRow,
    madeOn: number | null,
    change: (tx: Transaction, present: Present) => Promise<Happened | void>,
  ): Promise<void> {
    const told: Activity[] = [];
    await this.db.write(viewer, async (tx) => {
      const [present] = await tx.query<Present[]>(
        `SELECT version, number, last_number, owner_id FROM resources WHERE id = $1 AND state IN ('held', 'published') FOR UPDATE`,
        [id],
      );
      if (!present) throw notFound();
      if (madeOn !== null && present.version !== madeOn) throw stale(await this.detail(viewer, id));
      const happened = (await change(tx, present)) ?? {
        kind: 'resource.updated',
        data: { version: present.version + 1 },
      };
      await tx.query('UPDATE resources SET version = version + 1 WHERE id = $1', [id]);
      told.push(
        await this.activities.record(tx, viewer, {
          ...happened,
          spaceId,
          subjectKind: 'resource',
          subjectId: id,
        }),
      );
      return { id };
    });
    await this.activities.told(...told);
  }
}

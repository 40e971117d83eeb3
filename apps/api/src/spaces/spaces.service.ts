import { Injectable } from '@nestjs/common';
import type { Page, PageQuery } from '@fingerpost/contracts/common';
import { NATIONAL_SLUG, canCreateSpace, canManageSpace } from '@fingerpost/contracts/permissions';
import {
  VISIBILITIES,
  type ChangeSpace,
  type CreateSpace,
  type Role,
  type Space,
  type SpaceDetail,
  type Visibility,
} from '@fingerpost/contracts/spaces';
import { Access } from '../access/access.service.js';
import { roleIn } from '../access/predicate.js';
import type { Activity } from '../activity/activity.js';
import { Activities } from '../activity/activity.service.js';
import { audit } from '../activity/audit.js';
import { Clock } from '../config/clock.js';
import { Database, type Transaction } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { forbidden, invalid, stale } from '../http/problem.js';
import type { MemberViewer, Viewer } from '../http/viewer.js';
import { toHtml } from '../text/markdown.js';
import { toSlug } from '../text/slug.js';
import { SpaceEntity } from './space.entity.js';
import { SpaceQueries } from './spaces.queries.js';

/** Words that are pages of their own under /spaces. */
const RESERVED = new Set(['new']);
const NATIONAL_ROLE = statement(
  'space-national-role',
  `SELECT ${roleIn('s.id', '$1')} AS role FROM spaces s WHERE s.slug = $2`,
);

@Injectable()
export class SpacesService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly access: Access,
    private readonly activities: Activities,
    private readonly queries: SpaceQueries,
  ) {}

  page(viewer: Viewer, query: PageQuery): Promise<Page<Space>> {
    return this.queries.page(viewer, query);
  }

  detail(viewer: Viewer, slug: string): Promise<SpaceDetail> {
    return this.queries.detail(viewer, slug);
  }

  /** Makes a space that the viewer owns. */
  async create(viewer: MemberViewer, input: CreateSpace): Promise<SpaceDetail> {
    if (!(await this.mayCreate(viewer)))
      throw forbidden('New spaces are made by operators and by moderators of the national space.');
    const happened: Activity[] = [];
    const space = await this.db.writeAnswer(viewer, async (tx) => {
      const slug = await freeSlug(tx, input);
      const at = this.clock.now();
      const descriptionHtml = toHtml(input.description);
      const made = await tx.insert(SpaceEntity, {
        ...input,
        slug,
        descriptionHtml,
        createdBy: viewer.personId,
        createdAt: at,
      });
      const id = (made.identifiers[0] as { id: number }).id;
      await this.access.setMembership(tx, id, viewer.personId, { role: 'owner', state: 'active' }, at);
      await audit(tx, viewer, {
        kind: 'space.created',
        spaceId: id,
        subjectKind: 'space',
        subjectId: id,
        data: { visibility: input.visibility },
        at,
      });
      happened.push(
        await this.activities.record(tx, viewer, {
          kind: 'space.created',
          spaceId: id,
          subjectKind: 'space',
          subjectId: id,
          data: {},
        }),
      );
      return this.queries.detailIn(tx, viewer, slug);
    });
    await this.activities.told(...happened);
    return space;
  }

  /** Changes a space's name, text or visibility. @throws DomainError 409 with the present state on a stale version. */
  async change(viewer: MemberViewer, slug: string, input: ChangeSpace): Promise<SpaceDetail> {
    const happened: Activity[] = [];
    const space = await this.db.writeAnswer(viewer, async (tx) => {
      const { id, role } = await this.access.lockSpace(tx, viewer, slug);
      if (!canManageSpace(this.access.standing(viewer, role)))
        throw forbidden('Only an owner can change a space.');
      const present = await this.queries.detailIn(tx, viewer, slug);
      const { version, ...changes } = input;
      if (version !== present.version) throw stale(present);
      const text = changes.description === undefined ? {} : { descriptionHtml: toHtml(changes.description) };
      await tx.update(SpaceEntity, { id }, { ...changes, ...text, version: () => 'version + 1' });
      if (changes.visibility && changes.visibility !== present.visibility) {
        if (narrower(changes.visibility, present.visibility)) await this.access.narrowed(tx, id);
        const data = { from: present.visibility, to: changes.visibility };
        await audit(tx, viewer, {
          kind: 'space.visibility',
          spaceId: id,
          subjectKind: 'space',
          subjectId: id,
          data,
          at: this.clock.now(),
        });
      }
      happened.push(
        await this.activities.record(tx, viewer, {
          kind: 'space.updated',
          spaceId: id,
          subjectKind: 'space',
          subjectId: id,
          data: {},
        }),
      );
      return this.queries.detailIn(tx, viewer, slug);
    });
    await this.activities.told(...happened);
    return space;
  }

  private async mayCreate(viewer: Viewer): Promise<boolean> {
    const national = await this.db.one<{ role: Role | null }>(NATIONAL_ROLE, [
      viewer.personId,
      NATIONAL_SLUG,
    ]);
    return canCreateSpace(this.access.standing(viewer, national?.role ?? null));
  }
}

/** Visibilities stand in their order, the widest first. */
const narrower = (to: Visibility, from: Visibility) => VISIBILITIES.indexOf(to) > VISIBILITIES.indexOf(from);

/** The address that was asked for, or the name's own with a number where it is taken. */
async function freeSlug(tx: Transaction, { name, slug }: CreateSpace): Promise<string> {
  const wanted = slug ?? toSlug(name, 'space');
  const rows = await tx.query<{ slug: string }[]>(
    `SELECT slug FROM spaces WHERE slug = $1 OR slug LIKE $1 || '-%'`,
    [wanted],
  );
  const taken = new Set([...rows.map((row) => row.slug), ...RESERVED]);
  if (!taken.has(wanted)) return wanted;
  if (slug !== undefined) throw invalid('slug', 'is taken');
  let number = 2;
  while (taken.has(`${wanted}-${number}`)) number += 1;
  return `${wanted}-${number}`;
}

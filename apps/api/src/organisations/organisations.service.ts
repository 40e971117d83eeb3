import { Injectable } from '@nestjs/common';
import type { Page } from '@fingerpost/contracts/common';
import type {
  ChangeOrganisation,
  CreateOrganisation,
  MergeOrganisation,
  Organisation,
  OrganisationDetail,
  OrganisationQuery,
} from '@fingerpost/contracts/organisations';
import { NATIONAL_SLUG, canLookAfterOrganisations } from '@fingerpost/contracts/permissions';
import { Access } from '../access/access.service.js';
import { audit } from '../activity/audit.js';
import { Clock } from '../config/clock.js';
import { Database, type Transaction } from '../database/database.service.js';
import { breaks } from '../database/faults.js';
import { leadsOn, lockSuccessors, passOn } from '../database/successors.js';
import { forbidden, invalid, notFound, stale } from '../http/problem.js';
import type { MemberViewer, Viewer } from '../http/viewer.js';
import { OrganisationQueries } from './organisations.queries.js';

interface Locked {
  id: number;
  slug: string;
  version: number;
  merged_into_id: number | null;
}

@Injectable()
export class OrganisationsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly access: Access,
    private readonly queries: OrganisationQueries,
  ) {}

  async page(viewer: Viewer, query: OrganisationQuery): Promise<Page<Organisation>> {
    if (query.listed === 'false') await this.mayLookAfter(viewer);
    return this.queries.page(query);
  }

  /** One that is listed, by its slug or that of what was merged into it; the unlisted are for who looks after the list. */
  async detail(viewer: Viewer, slug: string): Promise<OrganisationDetail> {
    const edit = await this.looksAfter(viewer);
    const found = await this.queries.detail(slug, edit);
    if (!found) throw notFound();
    return { ...found, can: { edit } };
  }

  /** Adds one; what those who look after the list add is listed at once. */
  async create(viewer: MemberViewer, input: CreateOrganisation): Promise<Organisation> {
    const lookedAfter = await this.looksAfter(viewer);
    return this.db.writeAnswer(viewer, async (tx) => {
      const id = await this.named(tx, input);
      if (lookedAfter) await tx.query('UPDATE organisations SET listed = true WHERE id = $1', [id]);
      return this.queries.one(tx, id);
    });
  }

  async change(
    viewer: MemberViewer,
    id: number,
    { version, ...input }: ChangeOrganisation,
  ): Promise<Organisation> {
    await this.mayLookAfter(viewer);
    if (input.successorId === id) throw invalid('successorId', 'is the same organisation');
    return this.db.writeAnswer(viewer, async (tx) => {
      if (input.successorId) await lockSuccessors(tx, 'organisations');
      const [present] = await this.lock(tx, [id]);
      if (present?.version !== version) throw stale(await this.detail(viewer, present!.slug));
      if (input.successorId) await this.mayFollow(tx, id, input.successorId);
      await tx
        .query(
          `UPDATE organisations SET version = version + 1, name = coalesce($2, name), sector = coalesce($3, sector), listed = coalesce($4, listed),
             aliases = coalesce($5, aliases), former_names = coalesce($6, former_names), place = coalesce($7, place),
             nation = CASE WHEN $8 THEN $9 ELSE nation END, successor_id = CASE WHEN $10 THEN $11::bigint ELSE successor_id END
           WHERE id = $1`,
          [
            id,
            input.name ?? null,
            input.sector ?? null,
            input.listed ?? null,
            input.aliases ?? null,
            input.formerNames ?? null,
            input.place ?? null,
            input.nation !== undefined,
            input.nation ?? null,
            input.successorId !== undefined,
            input.successorId ?? null,
          ],
        )
        .catch((fault: unknown) => {
          throw breaks(fault, 'organisations_name')
            ? invalid('name', 'is the name of another organisation; merge them')
            : fault;
        });
      await audit(tx, viewer, {
        kind: 'organisation.changed',
        spaceId: null,
        subjectKind: 'organisation',
        subjectId: id,
        data: input,
        at: this.clock.now(),
      });
      return this.queries.one(tx, id);
    });
  }

  /** One was another name for `into`: people and their affiliations move there. */
  async merge(viewer: MemberViewer, id: number, { into }: MergeOrganisation): Promise<Organisation> {
    await this.mayLookAfter(viewer);
    if (id === into) throw invalid('into', 'is the same organisation');
    return this.db.writeAnswer(viewer, async (tx) => {
      await lockSuccessors(tx, 'organisations');
      const rows = await this.lock(tx, [id, into]);
      if (rows.find((row) => row.id === id)?.merged_into_id !== null)
        throw invalid('id', 'was merged already');
      if (rows.find((row) => row.id === into)?.merged_into_id !== null)
        throw invalid('into', 'was itself merged into another');
      await tx.query('UPDATE people SET organisation_id = $2 WHERE organisation_id = $1', [id, into]);
      await tx.query('UPDATE affiliations SET organisation_id = $2 WHERE organisation_id = $1', [id, into]);
      await tx.query('UPDATE partnership_members SET organisation_id = $2 WHERE organisation_id = $1', [
        id,
        into,
      ]);
      await passOn(tx, 'organisations', id, into);
      // Whoever knows it by the other name still finds it.
      await tx.query(
        `UPDATE organisations o SET version = o.version + 1, aliases = ARRAY(SELECT DISTINCT unnest(o.aliases || f.aliases || f.name)),
           former_names = ARRAY(SELECT DISTINCT unnest(o.former_names || f.former_names)),
           nation = coalesce(o.nation, f.nation), place = CASE WHEN o.place = '' THEN f.place ELSE o.place END
         FROM organisations f WHERE o.id = $2 AND f.id = $1`,
        [id, into],
      );
      // What was merged into this one before follows it, so that a name leads on in one step.
      await tx.query('UPDATE organisations SET merged_into_id = $2 WHERE id = $1 OR merged_into_id = $1', [
        id,
        into,
      ]);
      await audit(tx, viewer, {
        kind: 'organisation.merged',
        spaceId: null,
        subjectKind: 'organisation',
        subjectId: id,
        data: { into },
        at: this.clock.now(),
      });
      return this.queries.one(tx, into);
    });
  }

  /** Says where somebody works from now on, with the former place kept and dated. A name that is not there becomes unlisted. */
  async affiliate(tx: Transaction, personId: number, organisation: CreateOrganisation | null): Promise<void> {
    const id = organisation && (await this.named(tx, organisation));
    const now = this.clock.now();
    const [present] = await tx.query<{ organisation_id: number }[]>(
      'SELECT organisation_id FROM affiliations WHERE person_id = $1 AND until IS NULL',
      [personId],
    );
    if ((present?.organisation_id ?? null) === id) return;
    await tx.query('UPDATE affiliations SET until = $2 WHERE person_id = $1 AND until IS NULL', [
      personId,
      now,
    ]);
    if (id !== null)
      await tx.query('INSERT INTO affiliations (person_id, organisation_id, since) VALUES ($1, $2, $3)', [
        personId,
        id,
        now,
      ]);
    await tx.query('UPDATE people SET organisation_id = $2 WHERE id = $1', [personId, id]);
  }

  /** The organisation of that name, present or former, followed to where it was merged, or a new unlisted one. */
  async named(tx: Transaction, { name, sector }: CreateOrganisation): Promise<number> {
    const find = () =>
      tx.query<{ id: number }[]>(
        `SELECT coalesce(merged_into_id, id) AS id FROM organisations WHERE lower(name) = lower($1) OR aliases @> ARRAY[$1] OR former_names @> ARRAY[$1]
         ORDER BY lower(name) = lower($1) DESC, merged_into_id IS NOT NULL, id LIMIT 1`,
        [name],
      );
    const [known] = await find();
    if (known) return known.id;
    const [made] = await tx.query<{ id: number }[]>(
      `INSERT INTO organisations (name, sector, created_at) VALUES ($1, $2, $3) ON CONFLICT (lower(name)) WHERE merged_into_id IS NULL DO NOTHING RETURNING id`,
      [name, sector, this.clock.now()],
    );
    const row = made ?? (await find())[0];
    if (!row) throw new Error('an organisation was not stored');
    return row.id;
  }

  private async lock(tx: Transaction, ids: readonly number[]): Promise<Locked[]> {
    const rows = await tx.query<Locked[]>(
      'SELECT id, slug, version, merged_into_id FROM organisations WHERE id = ANY ($1) ORDER BY id FOR UPDATE',
      [ids],
    );
    if (rows.length < ids.length) throw notFound();
    return rows;
  }

  private async mayFollow(tx: Transaction, id: number, successorId: number): Promise<void> {
    const [next] = await tx.query<object[]>(
      'SELECT 1 FROM organisations WHERE id = $1 AND merged_into_id IS NULL',
      [successorId],
    );
    if (!next) throw invalid('successorId', 'is no organisation of this list');
    if (await leadsOn(tx, 'organisations', successorId, id))
      throw invalid('successorId', 'came before this one');
  }

  private async mayLookAfter(viewer: Viewer): Promise<void> {
    if (!(await this.looksAfter(viewer)))
      throw forbidden(
        'The list of organisations is looked after by operators and by moderators of the national space.',
      );
  }

  private async looksAfter(viewer: Viewer): Promise<boolean> {
    return canLookAfterOrganisations(
      this.access.standing(viewer, await this.access.roleAt(viewer, NATIONAL_SLUG)),
    );
  }
}

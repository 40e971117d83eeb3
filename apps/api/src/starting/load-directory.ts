import { Injectable } from '@nestjs/common';
import { Clock } from '../config/clock.js';
import type { Transaction } from '../database/database.service.js';
import { OrganisationsService } from '../organisations/organisations.service.js';
import { Partnerships } from '../partnerships/partnerships.service.js';
import { PARTNERSHIPS, indexThings } from '../search/sources.js';
import { startingDirectory, type StartingDirectory } from './content/index.js';

/**
 * What is publicly known of partnerships, with its sources, unverified until somebody looks after it. Every site begins
 * with it, once; what is hidden or changed afterwards stays so.
 */
@Injectable()
export class StartingDirectoryLoader {
  constructor(
    private readonly clock: Clock,
    private readonly organisations: OrganisationsService,
    private readonly partnerships: Partnerships,
  ) {}

  /** Within the lock of the settings. */
  async begin(
    tx: Transaction,
    { organisations, partnerships }: StartingDirectory = startingDirectory,
  ): Promise<null> {
    const [row] = await tx.query<{ due: boolean }[]>(
      'SELECT directory_started_at IS NULL AS due FROM settings',
    );
    if (!row?.due) return null;
    await this.addOrganisations(tx, organisations);
    const ids: number[] = [];
    for (const record of partnerships) ids.push(...(await this.add(tx, record)));
    await tx.query(
      `UPDATE organisations o SET listed = true, nation = coalesce(o.nation, p.nation)
       FROM partnership_members m JOIN partnerships p ON p.id = m.partnership_id WHERE m.organisation_id = o.id AND p.id = ANY ($1)`,
      [ids],
    );
    await tx.query(indexThings(PARTNERSHIPS), [ids]);
    for (const { slug, related } of partnerships) await tx.query(RELATE, [slug, related]);
    await tx.query('UPDATE settings SET directory_started_at = $1', [this.clock.now()]);
    return null;
  }

  private async add(
    tx: Transaction,
    { slug, asOf, related: _related, ...said }: StartingDirectory['partnerships'][number],
  ): Promise<number[]> {
    const there = await tx.query<object[]>('SELECT 1 FROM partnerships WHERE slug = $1', [slug]);
    if (there.length > 0) return [];
    const { id } = await this.partnerships.insert(
      tx,
      said,
      { authorId: null, asOf, at: this.clock.now() },
      slug,
    );
    return [id];
  }

  private async addOrganisations(
    tx: Transaction,
    organisations: StartingDirectory['organisations'],
  ): Promise<void> {
    for (const { name, sector, nation, place, formerNames } of organisations) {
      const id = await this.organisations.named(tx, { name, sector });
      await tx.query(
        'UPDATE organisations SET listed = true, nation = $2, place = $3, former_names = $4 WHERE id = $1',
        [id, nation, place, formerNames],
      );
    }
    for (const { name, successor } of organisations)
      if (successor)
        await tx.query(
          `UPDATE organisations SET successor_id = (SELECT id FROM organisations WHERE lower(name) = lower($2) AND merged_into_id IS NULL)
           WHERE lower(name) = lower($1) AND merged_into_id IS NULL`,
          [name, successor],
        );
  }
}

const RELATE = `
  INSERT INTO partnership_relations (one_id, other_id)
  SELECT least(a.id, b.id), greatest(a.id, b.id) FROM partnerships a JOIN partnerships b ON b.slug = ANY ($2::text[]) WHERE a.slug = $1 AND a.id <> b.id
  ON CONFLICT DO NOTHING`;

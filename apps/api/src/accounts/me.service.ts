import { Injectable } from '@nestjs/common';
import type { ChangeMe, Me, Viewing } from '@fingerpost/contracts/accounts';
import { Database, type Transaction } from '../database/database.service.js';
import { invalid } from '../http/problem.js';
import type { MemberViewer, Viewer } from '../http/viewer.js';
import { OrganisationsService } from '../organisations/organisations.service.js';
import { MeQueries } from './me.queries.js';
import { PasswordChange } from './password-change.js';

/** The signed-in member's own details. */
@Injectable()
export class MeService {
  constructor(
    private readonly db: Database,
    private readonly queries: MeQueries,
    private readonly organisations: OrganisationsService,
    private readonly passwordChange: PasswordChange,
  ) {}

  async viewing(viewer: Viewer): Promise<Viewing> {
    return { member: await this.queries.of(viewer.accountId) };
  }

  async change(viewer: MemberViewer, input: ChangeMe): Promise<Me> {
    if (!input.password) return this.db.writeAnswer(viewer, (tx) => this.apply(tx, viewer, input));
    return this.passwordChange.within(viewer, input.password, (tx) => this.apply(tx, viewer, input));
  }

  private async apply(tx: Transaction, viewer: MemberViewer, input: ChangeMe): Promise<Me> {
    const { personId, accountId } = viewer;
    const {
      displayName = null,
      sector = null,
      canHelpWith = null,
      place = null,
      inDirectory = null,
      dismiss,
    } = input;
    await tx.query(
      `UPDATE people SET name = coalesce($2, name), sector = coalesce($3, sector), can_help_with = coalesce($4, can_help_with),
         place = coalesce($5, place), in_directory = coalesce($6, in_directory) WHERE id = $1`,
      [personId, displayName, sector, canHelpWith, place, inDirectory],
    );
    if (dismiss)
      await tx.query(
        'UPDATE accounts SET dismissed = array_append(array_remove(dismissed, $2), $2) WHERE id = $1',
        [accountId, dismiss],
      );
    if (input.organisation !== undefined) await this.affiliate(tx, viewer, input.organisation);
    if (displayName !== null)
      await tx.query(
        'UPDATE accounts SET needs_profile = false WHERE id = $1 AND EXISTS (SELECT 1 FROM people WHERE id = $2 AND sector IS NOT NULL)',
        [accountId, personId],
      );
    return this.queries.in(tx, accountId);
  }

  /** The sector of a new organisation is its first member's. */
  private async affiliate(
    tx: Transaction,
    { personId, accountId }: MemberViewer,
    name: string | null,
  ): Promise<void> {
    const { sector } = await this.queries.in(tx, accountId);
    if (name !== null && sector === null) throw invalid('sector', 'is needed with an organisation');
    await this.organisations.affiliate(
      tx,
      personId,
      name === null ? null : { name, sector: sector ?? 'other' },
    );
  }
}

import { Injectable } from '@nestjs/common';
import type { Sector } from '@fingerpost/contracts/organisations';
import { Access } from '../access/access.service.js';
import { Clock } from '../config/clock.js';
import { Config } from '../config/settings.js';
import type { Transaction } from '../database/database.service.js';
import { OrganisationsService } from '../organisations/organisations.service.js';

export interface NewMember {
  email: string;
  name: string;
  sector: Sector | null;
  organisation: string | null;
  passwordHash: string | null;
  needsProfile: boolean;
  operator?: boolean;
}
export interface AccountFacts {
  id: number;
  personId: number;
  isNew: boolean;
}

/** Makes accounts, each with its one person. */
@Injectable()
export class Members {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly access: Access,
    private readonly organisations: OrganisationsService,
  ) {}

  /** Whether an address that proves itself now gets in: its account may, or it may join. */
  async admits(tx: Transaction, email: string): Promise<boolean> {
    const [row] = await tx.query<{ admits: boolean }[]>(
      `SELECT CASE WHEN a.id IS NOT NULL THEN $2 OR NOT a.demonstration
         ELSE s.joining = 'open' OR EXISTS (SELECT 1 FROM invitations WHERE email = $1) END AS admits
       FROM settings s LEFT JOIN accounts a ON a.email = $1`,
      [email, this.config.demo],
    );
    return row?.admits ?? false;
  }

  /** The account of a proven address: the one there is, or a new one with what `member` says. */
  async findOrCreate(tx: Transaction, member: NewMember): Promise<AccountFacts> {
    const [made] = await tx.query<{ id: number }[]>(
      `INSERT INTO accounts (email, password_hash, confirmed_at, needs_profile, operator, created_at) VALUES ($1, $2, $3, $4, $5, $3)
       ON CONFLICT (email) DO NOTHING RETURNING id`,
      [member.email, member.passwordHash, this.clock.now(), member.needsProfile, member.operator ?? false],
    );
    // Locked, so that two proofs at once cannot each give the account a person.
    const [account] = await tx.query<{ id: number; person_id: number | null }[]>(
      'SELECT id, person_id FROM accounts WHERE email = $1 FOR UPDATE',
      [member.email],
    );
    if (!account) throw new Error('an account was not stored');
    const personId = account.person_id ?? (await this.addPerson(tx, account.id, member));
    return { id: account.id, personId, isNew: made !== undefined };
  }

  private async addPerson(tx: Transaction, accountId: number, member: NewMember): Promise<number> {
    const now = this.clock.now();
    const [person] = await tx.query<{ id: number }[]>(
      `INSERT INTO people (kind, name, sector, created_at) VALUES ('member', $1, $2, $3) RETURNING id`,
      [member.name, member.sector, now],
    );
    if (!person) throw new Error('a person was not stored');
    await tx.query('UPDATE accounts SET person_id = $2 WHERE id = $1', [accountId, person.id]);
    if (member.organisation)
      await this.organisations.affiliate(tx, person.id, {
        name: member.organisation,
        sector: member.sector ?? 'other',
      });
    await this.access.claimInvitations(tx, member.email, person.id, now);
    return person.id;
  }
}

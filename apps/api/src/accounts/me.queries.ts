import { Injectable } from '@nestjs/common';
import type { Me } from '@fingerpost/contracts/accounts';
import { Database, type Transaction } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { presentMe, type MeRow } from './me.presenter.js';

const ME = statement(
  'me',
  `SELECT p.id, p.name, a.email, p.sector, o.name AS organisation, p.can_help_with, p.place, p.in_directory, a.password_hash IS NOT NULL AS has_password,
     a.needs_profile, a.operator, a.dismissed, a.mail_stopped_at, a.mail_stopped_reason,
     coalesce((SELECT json_agg(json_build_object('id', s.id, 'slug', s.slug, 'name', s.name, 'role', m.role) ORDER BY s.name COLLATE names, s.id)
       FROM memberships m JOIN spaces s ON s.id = m.space_id WHERE m.person_id = p.id AND m.state = 'active'), '[]') AS spaces
   FROM accounts a JOIN people p ON p.id = a.person_id LEFT JOIN organisations o ON o.id = p.organisation_id WHERE a.id = $1`,
);

@Injectable()
export class MeQueries {
  constructor(private readonly db: Database) {}

  /** Null when the account has ended meanwhile. */
  async of(accountId: number | null): Promise<Me | null> {
    if (accountId === null) return null;
    const row = await this.db.one<MeRow>(ME, [accountId]);
    return row ? presentMe(row) : null;
  }

  /** As `of`, with what the transaction has changed. */
  async in(tx: Transaction, accountId: number): Promise<Me> {
    const [row] = await tx.query<MeRow[]>(ME.text, [accountId]);
    if (!row) throw new Error('an account without a person');
    return presentMe(row);
  }
}

import { Injectable } from '@nestjs/common';
import type { SignUp } from '@fingerpost/contracts/accounts';
import { CODE_MINUTES } from '@fingerpost/contracts/limits';
import { randomInt, timingSafeEqual } from 'node:crypto';
import { Clock } from '../config/clock.js';
import type { Transaction } from '../database/database.service.js';
import { CodeKey } from './code-key.js';

/** What somebody said of themselves when they signed up; theirs once the code proves that the address is. */
export interface Profile extends Pick<SignUp, 'displayName' | 'sector' | 'organisation'> {
  passwordHash: string | null;
}

/** Far more than the limits let anybody ask for while codes are valid. */
const OPEN_MAX = 20;

/** Six digits by mail that prove an address. A later code leaves the earlier ones valid: mail comes late and in any order. */
@Injectable()
export class Codes {
  constructor(
    private readonly clock: Clock,
    private readonly key: CodeKey,
  ) {}

  async issue(
    tx: Transaction,
    email: string,
    profile: Profile | null,
  ): Promise<{ id: number; code: string }> {
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const [row] = await tx.query<{ id: number }[]>(
      `INSERT INTO codes (email, code_hash, profile, expires_at, created_at) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
      [email, this.key.mac(email, code), profile, this.clock.minutesFromNow(CODE_MINUTES), this.clock.now()],
    );
    if (!row) throw new Error('a code was not stored');
    return { id: row.id, code };
  }

  /**
   * Uses a code up, and with it all others of the address. Undefined when none fits.
   * The profile is the one that came with this very code: who asked for another code did not say what the first one says.
   */
  async redeem(
    tx: Transaction,
    email: string,
    code: string,
  ): Promise<{ profile: Profile | null } | undefined> {
    const given = this.key.mac(email, code);
    const open = await tx.query<{ code_hash: Buffer; profile: Profile | null }[]>(
      `SELECT code_hash, profile FROM codes WHERE email = $1 AND used_at IS NULL AND expires_at > $2 ORDER BY id DESC LIMIT ${OPEN_MAX} FOR UPDATE`,
      [email, this.clock.now()],
    );
    const fitting = open.filter((row) => timingSafeEqual(row.code_hash, given));
    const [found] = fitting;
    if (!found) return undefined;
    await this.dropAll(tx, email);
    // A code that came back proves that the address takes mail.
    await tx.query(
      'UPDATE accounts SET bounces = 0, mail_stopped_at = NULL, mail_stopped_reason = NULL WHERE email = $1 AND mail_stopped_at IS NOT NULL',
      [email],
    );
    return { profile: found.profile };
  }

  /** Nothing of a profile that was not confirmed stays. */
  async dropAll(tx: Transaction, email: string): Promise<void> {
    await tx.query('UPDATE codes SET used_at = $2, profile = NULL WHERE email = $1 AND used_at IS NULL', [
      email,
      this.clock.now(),
    ]);
  }
}

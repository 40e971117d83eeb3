import { Injectable } from '@nestjs/common';
import type { SignIn } from '@fingerpost/contracts/accounts';
import passport from 'passport';
import { Strategy as LocalStrategy } from 'passport-local';
import { Config } from '../config/settings.js';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { Passwords } from './passwords.js';

interface LocalAccount {
  id: number;
}

/** Passport's way in by address and password. */
@Injectable()
export class LocalSignIn {
  private readonly strategy = new LocalStrategy(
    { usernameField: 'email', session: false },
    (email, password, verified) => {
      this.find(email, password).then((account) => verified(null, account), verified);
    },
  );

  constructor(
    private readonly config: Config,
    private readonly db: Database,
    private readonly passwords: Passwords,
  ) {}

  /** The account, or undefined. */
  authenticate(body: SignIn): Promise<LocalAccount | undefined> {
    return new Promise((resolve, reject) => {
      const done = (fault: unknown, account: LocalAccount | false | null | undefined) =>
        fault ? reject(fault as Error) : resolve(account || undefined);
      // Passport hangs the callbacks of a request on the strategy itself, so each request needs its own.
      const strategy = Object.create(this.strategy) as LocalStrategy;
      const ask = passport.authenticate(strategy, { session: false }, done) as (
        request: unknown,
        response: unknown,
        next: (fault?: unknown) => void,
      ) => void;
      // Only what the contract let through, so that neither a query nor another spelling of the address counts.
      ask({ body, headers: {} }, {}, reject);
    });
  }

  /** One lookup and one hash for every address. */
  private async find(email: string, password: string): Promise<LocalAccount | false> {
    const row = await this.db.one<LocalRow>(FIND, [email]);
    const kept = row && (this.config.demo || !row.demonstration) ? row.password_hash : null;
    return (await this.passwords.matches(kept, password)) && row ? { id: row.id } : false;
  }
}

interface LocalRow {
  id: number;
  password_hash: string | null;
  demonstration: boolean;
}
const FIND = statement(
  'local-find',
  'SELECT id, password_hash, demonstration FROM accounts WHERE email = $1',
);

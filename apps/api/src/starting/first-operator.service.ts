import { Injectable } from '@nestjs/common';
import type { Viewing } from '@fingerpost/contracts/accounts';
import { NATIONAL_SLUG } from '@fingerpost/contracts/permissions';
import type { FirstOperator, RemoveDemonstration } from '@fingerpost/contracts/settings';
import { t } from '@fingerpost/messages';
import { timingSafeEqual } from 'node:crypto';
import { Members, type AccountFacts } from '../accounts/members.service.js';
import { Passwords } from '../accounts/passwords.js';
import type { Doorstep, Entered } from '../accounts/session-cookie.js';
import { SignInService } from '../accounts/sign-in.service.js';
import { Access } from '../access/access.service.js';
import { audit } from '../activity/audit.js';
import { Clock } from '../config/clock.js';
import { Database, type Transaction } from '../database/database.service.js';
import { invalid } from '../http/problem.js';
import { GUEST } from '../http/viewer.js';
import type { SettingsRow } from '../settings/settings.presenter.js';
import { SettingsService } from '../settings/settings.service.js';
import { toHtml } from '../text/markdown.js';
import { hashOfToken } from './first-operator-token.js';
import { StartingDirectoryLoader } from './load-directory.js';

/** Gives a site to who will run it. */
@Injectable()
export class FirstOperatorService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly access: Access,
    private readonly settings: SettingsService,
    private readonly members: Members,
    private readonly passwords: Passwords,
    private readonly signIns: SignInService,
    private readonly directory: StartingDirectoryLoader,
  ) {}

  /** For the page of a one-time address, before somebody fills it in. @throws DomainError 422 as `begin` does. */
  async check(token: string): Promise<void> {
    refuseUnlessValid(await this.settings.read(), token);
  }

  /** @throws DomainError 422 when the one-time token is wrong, or was used. */
  async begin(input: FirstOperator, door: Doorstep): Promise<Entered<Viewing>> {
    const passwordHash = await this.passwords.hash(input.password);
    const entry = await this.db.transaction(async (tx) => {
      refuseUnlessValid(await this.settings.lock(tx), input.token);
      const account = await this.install(tx, input, passwordHash);
      return this.signIns.enter(tx, account.id, door);
    });
    this.settings.forgetSite();
    return this.signIns.finish(entry);
  }

  /** The operator's account, the site's name, the national space and the directory's first facts. Within the lock of the settings. */
  async install(
    tx: Transaction,
    input: Omit<RemoveDemonstration, 'password'>,
    passwordHash: string,
  ): Promise<AccountFacts> {
    const now = this.clock.now();
    const account = await this.members.findOrCreate(tx, {
      email: input.email,
      name: input.displayName,
      sector: null,
      organisation: null,
      passwordHash,
      needsProfile: false,
      operator: true,
    });
    if (!account.isNew) await tx.query('UPDATE accounts SET operator = true WHERE id = $1', [account.id]);
    await tx.query(
      `UPDATE settings SET version = version + 1, site_name = $1, joining = $2, demonstration = false, first_operator_hash = NULL, started_at = coalesce(started_at, $3)`,
      [input.siteName, input.joining, now],
    );
    await this.openNationalSpace(tx, account.personId, now);
    await this.directory.begin(tx);
    // Nobody was signed in, and the first operator made themselves one.
    await audit(
      tx,
      { ...GUEST, personId: account.personId },
      {
        kind: 'operator.made',
        spaceId: null,
        subjectKind: 'person',
        subjectId: account.personId,
        at: now,
      },
    );
    return account;
  }

  private async openNationalSpace(tx: Transaction, personId: number, now: Date): Promise<void> {
    const description = t('starting.national.description');
    const [space] = await tx.query<{ id: number }[]>(
      `INSERT INTO spaces (slug, name, summary, description, description_html, visibility, created_by, created_at)
       VALUES ($1, $2, $3, $4, $5, 'public', $6, $7) ON CONFLICT (slug) DO NOTHING RETURNING id`,
      [
        NATIONAL_SLUG,
        t('starting.national.name'),
        t('starting.national.summary'),
        description,
        toHtml(description),
        personId,
        now,
      ],
    );
    if (space)
      await this.access.setMembership(tx, space.id, personId, { role: 'owner', state: 'active' }, now);
  }
}

function refuseUnlessValid({ first_operator_hash: expected, started_at }: SettingsRow, token: string): void {
  if (started_at !== null || expected === null || !timingSafeEqual(expected, hashOfToken(token)))
    throw invalid('token', 'is wrong, or was used already');
}

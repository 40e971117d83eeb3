import { Injectable } from '@nestjs/common';
import type { Viewing } from '@fingerpost/contracts/accounts';
import { canOperate } from '@fingerpost/contracts/permissions';
import type { RemoveDemonstration } from '@fingerpost/contracts/settings';
import { Passwords } from '../accounts/passwords.js';
import type { Doorstep, Entered } from '../accounts/session-cookie.js';
import { SignInService } from '../accounts/sign-in.service.js';
import { Revocations } from '../access/revocations.js';
import { Clock } from '../config/clock.js';
import { Database, type Transaction } from '../database/database.service.js';
import { signalSessionsEnded } from '../database/signals.js';
import { DomainError, forbidden, invalid } from '../http/problem.js';
import type { MemberViewer } from '../http/viewer.js';
import { ACTIVITY_QUEUE, Jobs } from '../jobs/jobs.service.js';
import { MailFiles } from '../mail/mail-files.js';
import { DEMO_DOMAIN } from '../settings/demo-members.js';
import { SettingsService } from '../settings/settings.service.js';
import { FirstOperatorService } from './first-operator.service.js';
import { GATHER, REMOVALS, type Gathered } from './remove-demonstration.statements.js';

/** Turns a demonstration into a site of its own: nothing of what it began with stays, nor what was tried out in it. */
@Injectable()
export class RemoveDemonstrationService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly files: MailFiles,
    private readonly revocations: Revocations,
    private readonly settings: SettingsService,
    private readonly passwords: Passwords,
    private readonly signIns: SignInService,
    private readonly firstOperator: FirstOperatorService,
  ) {}

  /** Without an idempotency key: who asks is a demonstration member and goes too. */
  async remove(viewer: MemberViewer, input: RemoveDemonstration, door: Doorstep): Promise<Entered<Viewing>> {
    if (!canOperate(viewer)) throw forbidden();
    if (input.email.endsWith(`@${DEMO_DOMAIN}`)) throw invalid('email', 'is an address of the demonstration');
    const passwordHash = await this.passwords.hash(input.password);
    const { entry, gone, codes } = await this.db.transaction(async (tx) => {
      if (!(await this.settings.lock(tx)).demonstration)
        throw new DomainError('no_demonstration', 409, 'There is no demonstration content.');
      await tx.query(`SET LOCAL statement_timeout = 0`);
      const gone = await this.empty(tx);
      const account = await this.firstOperator.install(tx, input, passwordHash);
      // Somebody who had joined keeps their own password, and signs in by it.
      return {
        gone,
        codes: await codesLeft(tx),
        entry: account.isNew ? await this.signIns.enter(tx, account.id, door) : null,
      };
    });
    this.settings.forgetSite();
    this.revocations.sessionsEnded(gone.sessions);
    // A mail to a real member may tell of demonstration members; a code to get in does not.
    await this.files.keepOnly(codes);
    return entry ? this.signIns.finish(entry) : { answer: { member: null }, session: null };
  }

  private async empty(tx: Transaction): Promise<Gathered> {
    const [gone] = await tx.query<Gathered[]>(GATHER, [`%@${DEMO_DOMAIN}`]);
    if (!gone) throw new Error('nothing was gathered');
    for (const [sql, ...names] of REMOVALS)
      await tx.query(
        sql,
        names.map((name) => (name === 'now' ? this.clock.now() : gone[name])),
      );
    await signalSessionsEnded(tx, gone.sessions);
    await this.jobs.forget(tx, ACTIVITY_QUEUE, 'activityId', gone.activities);
    return gone;
  }
}

async function codesLeft(tx: Transaction): Promise<number[]> {
  const mails = await tx.query<{ id: number }[]>('SELECT id FROM mails WHERE waited_for');
  return mails.map(({ id }) => id);
}

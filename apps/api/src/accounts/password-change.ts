import { Injectable } from '@nestjs/common';
import type { ChangeMe } from '@fingerpost/contracts/accounts';
import { Revocations } from '../access/revocations.js';
import { Sessions } from '../access/sessions.js';
import { Database, type Transaction } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { invalid } from '../http/problem.js';
import type { MemberViewer } from '../http/viewer.js';
import { Outbox } from '../mail/outbox.js';
import { CodeKey } from './code-key.js';
import { Codes } from './codes.js';
import { PASSWORD_LETTER } from './password.letter.js';
import { Passwords } from './passwords.js';
import { PASSWORDS_TRIED, Tries } from './tries.js';

/** A new password, by who knows the present one; every other session ends. */
@Injectable()
export class PasswordChange {
  constructor(
    private readonly db: Database,
    private readonly key: CodeKey,
    private readonly tries: Tries,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly revocations: Revocations,
    private readonly codes: Codes,
    private readonly outbox: Outbox,
  ) {}

  /** Sets the password in one transaction with `rest`, whose answer it gives. */
  async within<T>(
    viewer: MemberViewer,
    { current, next }: NonNullable<ChangeMe['password']>,
    rest: (tx: Transaction) => Promise<T>,
  ): Promise<T> {
    const asker = this.withoutTrace(viewer);
    const kept = await this.db.kept(asker);
    if (kept) return kept.answer as T;
    const { email, password_hash: present } = await this.proven(viewer, current);
    const hash = await this.passwords.hash(next);
    let ended: number[] = [];
    const answer = await this.db.writeAnswer(asker, async (tx) => {
      const [, changed] = await tx.query<[unknown[], number]>(
        'UPDATE accounts SET password_hash = $2 WHERE id = $1 AND password_hash IS NOT DISTINCT FROM $3',
        [viewer.accountId, hash, present],
      );
      if (changed === 0) throw wrongCurrent();
      ended = await this.sessions.end(tx, viewer.accountId, { except: viewer.sessionId });
      await this.codes.dropAll(tx, email);
      await this.outbox.write(tx, { to: email, template: PASSWORD_LETTER, data: {} });
      return rest(tx);
    });
    this.revocations.sessionsEnded(ended);
    this.outbox.wake(PASSWORD_LETTER);
    return answer;
  }

  private async proven(viewer: MemberViewer, current: string | undefined): Promise<Present> {
    const account = await this.db.one<Present>(PRESENT, [viewer.accountId]);
    if (!account) throw new Error('a session without an account');
    if (account.password_hash === null) return account;
    if (current === undefined) throw invalid('password.current', 'is needed to set another');
    const from = `member ${viewer.accountId}`;
    await this.tries.count(PASSWORDS_TRIED, account.email, from);
    if (!(await this.passwords.matches(account.password_hash, current))) throw wrongCurrent();
    await this.tries.clear(PASSWORDS_TRIED, account.email, from);
    return account;
  }

  /** The kept hash of the request would be a quick hash of both passwords; keyed, it is of no use to who reads the database. */
  private withoutTrace(viewer: MemberViewer): MemberViewer {
    if (!viewer.request) return viewer;
    return {
      ...viewer,
      request: {
        ...viewer.request,
        hash: this.key.mac('request', viewer.request.hash).toString('base64url'),
      },
    };
  }
}

const wrongCurrent = () => invalid('password.current', 'is not your present password');

interface Present {
  email: string;
  password_hash: string | null;
}
const PRESENT = statement('password-present', 'SELECT email, password_hash FROM accounts WHERE id = $1');

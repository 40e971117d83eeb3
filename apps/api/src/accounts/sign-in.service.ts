import { Injectable } from '@nestjs/common';
import type {
  AskForCode,
  CodeSent,
  ConfirmCode,
  SignIn,
  SignUp,
  Confirmed,
  Viewing,
} from '@fingerpost/contracts/accounts';
import { CODE_MINUTES } from '@fingerpost/contracts/limits';
import { t } from '@fingerpost/messages';
import { Revocations } from '../access/revocations.js';
import { Sessions } from '../access/sessions.js';
import type { Activity } from '../activity/activity.js';
import { Activities } from '../activity/activity.service.js';
import { Database, type Transaction } from '../database/database.service.js';
import { DomainError } from '../http/problem.js';
import type { Viewer } from '../http/viewer.js';
import { Outbox } from '../mail/outbox.js';
import { CODE_LETTER } from './code.letter.js';
import { Codes, type Profile } from './codes.js';
import { LocalSignIn } from './local.strategy.js';
import { MeQueries } from './me.queries.js';
import { Members } from './members.service.js';
import { Passwords } from './passwords.js';
import type { Doorstep, Entered } from './session-cookie.js';
import { CODES_ASKED, CODES_TRIED, PASSWORDS_TRIED, Tries } from './tries.js';

/** The ways in. What each answers, and how long it takes, is the same for addresses with and without an account. */
@Injectable()
export class SignInService {
  constructor(
    private readonly db: Database,
    private readonly sessions: Sessions,
    private readonly revocations: Revocations,
    private readonly activities: Activities,
    private readonly tries: Tries,
    private readonly outbox: Outbox,
    private readonly codes: Codes,
    private readonly passwords: Passwords,
    private readonly members: Members,
    private readonly local: LocalSignIn,
    private readonly me: MeQueries,
  ) {}

  /** Keeps what was said with a code; the account comes into being when the code proves the address. */
  async signUp(input: SignUp, { from }: Pick<Doorstep, 'from'>): Promise<CodeSent> {
    await this.tries.count(CODES_ASKED, input.email, from);
    const { email, password, displayName, sector, organisation } = input;
    const passwordHash = password === undefined ? null : await this.passwords.hash(password);
    return this.sendCode(email, { displayName, sector, ...(organisation && { organisation }), passwordHash });
  }

  async askForCode({ email }: AskForCode, { from }: Pick<Doorstep, 'from'>): Promise<CodeSent> {
    await this.tries.count(CODES_ASKED, email, from);
    return this.sendCode(email, null);
  }

  /** @throws DomainError 422 for a code that is wrong, used or too old, and for who may not join. */
  async confirm({ email, code }: ConfirmCode, door: Doorstep): Promise<Entered<Confirmed>> {
    await this.tries.count(CODES_TRIED, email, door.from);
    const happened: Activity[] = [];
    let wasMember = false;
    const entered = await this.db.transaction(async (tx) => {
      const redeemed = await this.codes.redeem(tx, email, code);
      if (!redeemed || !(await this.members.admits(tx, email))) return null;
      const account = await this.members.findOrCreate(tx, newMember(email, redeemed.profile));
      wasMember = !account.isNew && redeemed.profile !== null;
      if (account.isNew) {
        const what = {
          kind: 'account.created',
          spaceId: null,
          subjectKind: 'person',
          subjectId: account.personId,
          data: {},
        } as const;
        happened.push(await this.activities.record(tx, account, what));
      }
      return this.enter(tx, account.id, door);
    });
    if (!entered) throw wrongCode();
    await this.tries.clear(CODES_TRIED, email, door.from);
    await this.tries.clear(CODES_ASKED, email, door.from);
    await this.activities.told(...happened);
    const { answer, session } = await this.finish(entered);
    return { answer: wasMember ? { ...answer, wasMember } : answer, session };
  }

  /** @throws DomainError 401 for a password that does not belong to the address, whatever the reason. */
  async signIn(input: SignIn, door: Doorstep): Promise<Entered<Viewing>> {
    await this.tries.count(PASSWORDS_TRIED, input.email, door.from);
    const account = await this.local.authenticate(input);
    if (!account) throw wrongCredentials();
    await this.tries.clear(PASSWORDS_TRIED, input.email, door.from);
    return this.finish(await this.db.transaction((tx) => this.enter(tx, account.id, door)));
  }

  /** A fresh session; the one of a cookie that it replaces ends, so that nobody's older token gets more than it had. */
  async enter(tx: Transaction, accountId: number, door: Doorstep): Promise<Entry> {
    const ended = door.cookie ? await this.sessions.endCookie(tx, door.cookie) : [];
    return { accountId, ended, session: await this.sessions.start(tx, accountId, 'cookie', door.device) };
  }

  /** After the commit: tells of the session that ended, and answers who came in. */
  async finish({ accountId, ended, session }: Entry): Promise<Entered<Viewing>> {
    this.revocations.sessionsEnded(ended);
    return { answer: { member: await this.me.of(accountId) }, session };
  }

  async signOut(viewer: Viewer, everywhere: boolean): Promise<void> {
    const { accountId, sessionId } = viewer;
    if (accountId === null || sessionId === null) return;
    this.revocations.sessionsEnded(
      await this.db.transaction((tx) =>
        this.sessions.end(tx, accountId, everywhere ? { except: null } : { only: sessionId }),
      ),
    );
  }

  private async sendCode(email: string, profile: Profile | null): Promise<CodeSent> {
    await this.db.transaction(async (tx) => {
      const { id, code } = await this.codes.issue(tx, email, profile);
      await this.outbox.write(tx, {
        to: email,
        template: CODE_LETTER,
        data: { codeId: id, signingUp: profile !== null },
        secret: { code },
      });
    });
    this.outbox.wake(CODE_LETTER);
    return { sent: true, minutes: CODE_MINUTES };
  }
}

export interface Entry {
  accountId: number;
  ended: number[];
  session: { token: string; expires: Date };
}

/** Who came by a code alone has not said who they are; that is asked before they write. */
const newMember = (email: string, profile: Profile | null) => ({
  email,
  name: profile?.displayName ?? t('accounts.newMember'),
  sector: profile?.sector ?? null,
  organisation: profile?.organisation ?? null,
  passwordHash: profile?.passwordHash ?? null,
  needsProfile: profile === null,
});

const wrongCode = () =>
  new DomainError('wrong_code', 422, 'This code does not fit.', {
    errors: [{ path: 'code', message: `is wrong, used, or older than ${CODE_MINUTES} minutes` }],
  });
const wrongCredentials = () =>
  new DomainError('wrong_credentials', 401, 'That e-mail address and password do not belong together.');

import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Reason } from '@fingerpost/contracts/notifications';
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Database } from '../../database/database.service.js';
import { statement } from '../../database/sql.js';

/** What a link in a mail stops: all about one discussion, one sort of mail, or every mail but codes. */
export type Matter =
  | { what: 'discussion'; id: number }
  | { what: 'reason'; reason: Reason }
  | { what: 'digest' | 'all' };

const MARKS = { discussion: 't', reason: 'r', digest: 'd', all: 'a' } as const;
const MAC_BYTES = 16;

/** The secret is made once, at the first start and not by whoever opens a link first, and lasts as long as the mails that carry its links. */
const SECRET = statement(
  'unsubscribe-secret',
  'UPDATE settings SET unsubscribe_secret = coalesce(unsubscribe_secret, $1) RETURNING unsubscribe_secret AS secret',
);

/** Signed addresses that let whoever holds the mail stop its sort, without signing in. They name no address. */
@Injectable()
export class UnsubscribeLinks implements OnApplicationBootstrap {
  private secret?: Promise<Buffer>;

  constructor(private readonly db: Database) {}

  /** The path of the page that stops `matter` for a member. */
  async of(personId: number, matter: Matter): Promise<string> {
    const said = `${personId}.${MARKS[matter.what]}${'id' in matter ? matter.id : 'reason' in matter ? matter.reason : ''}`;
    return `/unsubscribe/${said}.${(await this.mac(said)).toString('base64url')}`;
  }

  /** What a token says, or null for one that was not made here. */
  async read(token: string): Promise<{ personId: number; matter: Matter } | null> {
    const parts = /^((\d{1,15})\.(?:t(\d{1,15})|r([a-z_]+)|([da])))\.([\w-]{22})$/.exec(token);
    if (!parts) return null;
    const [, said, person, discussion, reason, mark, given] = parts;
    if (!timingSafeEqual(await this.mac(said!), Buffer.from(given!, 'base64url'))) return null;
    const matter: Matter = discussion
      ? { what: 'discussion', id: Number(discussion) }
      : reason
        ? { what: 'reason', reason: reason as Reason }
        : { what: mark === 'd' ? 'digest' : 'all' };
    return { personId: Number(person), matter };
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.key();
  }

  private key(): Promise<Buffer> {
    this.secret ??= this.db
      .one<{ secret: Buffer }>(SECRET, [randomBytes(32)])
      .then((row) => row!.secret)
      .catch((fault: unknown) => {
        this.secret = undefined;
        throw fault;
      });
    return this.secret;
  }

  private async mac(said: string): Promise<Buffer> {
    return createHmac('sha256', await this.key())
      .update(`unsubscribe ${said}`)
      .digest()
      .subarray(0, MAC_BYTES);
  }
}

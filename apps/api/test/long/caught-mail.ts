import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Member } from '../factories.js';
import type { Cluster } from './cluster.js';
import { fromDatabase } from './cluster-world.js';

/** What the mail server would have to say of the notifications of some members, beside what the outbox says. */
export interface MailTally {
  due: number;
  caught: number;
  /** Taken up again after an attempt whose outcome was never noted, by a worker that died or lost the database. */
  retried: number;
  /** Of those, caught again under the same Message-ID. */
  again: number;
  /** Not caught, or not noted as sent. */
  missing: string[];
  /** Caught more often than it was tried. */
  unexplained: string[];
  /** Caught under a Message-ID that is no notification's. */
  strange: string[];
}

/** Reads the catcher's folder as it grows. */
export class CaughtMail {
  private readonly read = new Set<string>();
  /** How often a mail came, by recipient and Message-ID. */
  private readonly times = new Map<string, number>();

  constructor(private readonly cluster: Cluster) {}

  async tally(members: readonly Member[]): Promise<MailTally> {
    this.readNew(new Set(members.map(({ email }) => email)));
    const rows = await fromDatabase<{ email: string; post: string; state: string | null; tries: number }>(
      this.cluster,
      `SELECT a.email, n.post_id AS post, m.state, coalesce(m.tries, 0) AS tries FROM notifications n
       JOIN accounts a ON a.person_id = n.person_id
       LEFT JOIN mails m ON m.dedupe_key = 'notification:' || n.person_id || ':' || n.activity_id
       WHERE n.person_id = ANY ($1)`,
      [members.map(({ personId }) => personId)],
    );
    const due = rows.map((row) => ({ ...row, key: keyOf(row.email, `<post.${row.post}@localhost>`) }));
    const came = (key: string) => this.times.get(key) ?? 0;
    const known = new Set(due.map(({ key }) => key));
    return {
      due: due.length,
      caught: [...this.times.values()].reduce((sum, times) => sum + times, 0),
      missing: due.filter(({ key, state }) => came(key) === 0 || state !== 'sent').map(({ key }) => key),
      retried: due.filter(({ tries }) => tries > 1).length,
      again: due.reduce((sum, { key }) => sum + Math.max(0, came(key) - 1), 0),
      unexplained: due.filter(({ key, tries }) => came(key) > tries).map(({ key }) => key),
      strange: [...this.times.keys()].filter((key) => !known.has(key)),
    };
  }

  private readNew(recipients: ReadonlySet<string>): void {
    for (const name of readdirSync(this.cluster.caughtMail)) {
      if (!name.endsWith('.eml') || this.read.has(name)) continue;
      this.read.add(name);
      const mail = readFileSync(join(this.cluster.caughtMail, name), 'utf8');
      const to = /^X-Caught-For: (.*)$/m.exec(mail)![1]!.trim();
      if (!recipients.has(to)) continue;
      const key = keyOf(to, /^Message-ID:\s*(\S+)/im.exec(mail)![1]!);
      this.times.set(key, (this.times.get(key) ?? 0) + 1);
    }
  }
}

const keyOf = (email: string, messageId: string) => `${email} ${messageId}`;

/** How many mails of these members wait, or are in somebody's hand. */
export async function unsentMails(cluster: Cluster, members: readonly Member[]): Promise<number> {
  return count(cluster, members, `state IN ('queued', 'sending')`);
}

/** How many were taken in hand just now; one that a dead worker left stays in its hand for long. */
export async function mailsInHand(cluster: Cluster, members: readonly Member[]): Promise<number> {
  return count(cluster, members, `state = 'sending' AND claimed_at > now() - interval '1 second'`);
}

async function count(cluster: Cluster, members: readonly Member[], which: string): Promise<number> {
  const [row] = await fromDatabase<{ count: number }>(
    cluster,
    `SELECT count(*)::int FROM mails WHERE person_id = ANY ($1) AND ${which}`,
    [members.map(({ personId }) => personId)],
  );
  return row!.count;
}

import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';
import { DomainError } from '../http/problem.js';

/** OWASP's choice for Argon2id; 19 MiB and about 35 ms each. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Each takes a core for its time; more at once would only starve reading. */
const AT_ONCE = 2;
/** Hashes passwords, a few at a time. */
@Injectable()
export class Passwords {
  /** About two seconds of waiting; beyond it a quick "try again" is kinder. */
  protected readonly waitingMax: number = 100;
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  /** Compared with where there is no account or no password, so that both take the same time. */
  private readonly nobodys = hash(randomBytes(16), COST);

  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password.normalize('NFKC'), COST));
  }

  /** @throws DomainError 503 when too many are waiting. */
  async matches(kept: string | null | undefined, password: string): Promise<boolean> {
    const against = kept ?? (await this.nobodys);
    const same = await this.inTurn(() => verify(against, password.normalize('NFKC')));
    return same && typeof kept === 'string';
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) {
      if (this.waiting.length >= this.waitingMax)
        throw new DomainError('busy', 503, 'Many people are signing in at this moment. Try again.', {
          retryAfter: 2,
        });
      await new Promise<void>((go) => this.waiting.push(go));
    } else this.running += 1;
    try {
      return await work();
    } finally {
      // The place is handed on rather than given up, so that nobody slips in between.
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}

import { nextProbe } from './patience.js';

/** Between two looks while one mail alone is refused for now: it may be that mail's trouble, or everybody's. */
const ALONE = 45_000;
/** Mail that went through a moment ago goes through: what others met since is their own trouble. */
const FLOWS_FOR = 30_000;

/**
 * What the attempts since mail last went through say about the server: that it is away (`failed`), or that it answers
 * and takes nothing (`refused`). While there is trouble for everybody one waiting mail after the other asks, however
 * long it was to wait, so that all goes soon after the end. At the start nothing is known, which is found out the same
 * way.
 */
export class Trouble {
  private failures = 0;
  private refusals = 0;
  private isGeneral = true;
  private isForNow = false;
  private readonly mails = new Set<number>();
  private arrivedAt = -Infinity;
  private askedAt = -Infinity;

  get isAway(): boolean {
    return this.failures > 0;
  }

  /** The server did not do its part; true for the first time in a row. */
  failed(): boolean {
    this.isGeneral = true;
    this.failures += 1;
    return this.failures === 1;
  }

  /** The server spoke, and did not want this mail; `forNow` when it said to come again. */
  refused(mail: number, forNow: boolean): void {
    this.failures = 0;
    this.refusals += 1;
    this.isForNow ||= forNow;
    this.isGeneral ||= this.mails.add(mail).size > 1;
  }

  /** Mail went through; true when all that waits is to be tried now. */
  arrived(now: number): boolean {
    const release = this.isGeneral && elapsed(this.arrivedAt, now) >= FLOWS_FOR;
    this.end();
    this.arrivedAt = now;
    return release;
  }

  /** Mail went through, or none waits. */
  end(): void {
    this.failures = 0;
    this.refusals = 0;
    this.isGeneral = false;
    this.isForNow = false;
    this.mails.clear();
  }

  /** Milliseconds between two looks; null where there is nothing to find out. */
  get interval(): number | null {
    if (this.isGeneral) return nextProbe(this.failures || this.refusals);
    return this.isForNow ? ALONE : null;
  }

  /** Whether a waiting mail is to ask now; if so, that is noted. */
  asks(now: number): boolean {
    if (this.interval === null || elapsed(this.askedAt, now) < this.interval) return false;
    this.askedAt = now;
    return true;
  }
}

/** Milliseconds; a clock that was put back must not keep anybody waiting. */
const elapsed = (from: number, now: number) => (now < from ? Infinity : now - from);

import { Injectable } from '@nestjs/common';
import { Clock } from '../config/clock.js';
import { Config } from '../config/settings.js';
import type { Rate } from '../http/decorators.js';
import { DomainError } from '../http/problem.js';

const MINUTES = 60;
/** Counted for the address that was given, whoever asks; a success clears the count. */
export const PASSWORDS_TRIED: Rate = { name: 'password', max: 20, seconds: 15 * MINUTES };
/** Ten tries at a million codes in a quarter of an hour get nobody anywhere. */
export const CODES_TRIED: Rate = { name: 'code', max: 10, seconds: 15 * MINUTES };
export const CODES_ASKED: Rate = { name: 'codes-asked', max: 5, seconds: 60 * MINUTES };

/** Past windows are swept when there are this many. */
const SWEEP_AT = 10_000;

/** Tries in a row, for limits that only failing should reach: a member who gets in begins anew. In this process. */
@Injectable()
export class Tries {
  private readonly windows = new Map<string, { count: number; until: number }>();

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Counts one more. @throws DomainError 429 with Retry-After. */
  count(rate: Rate, address: string): void {
    if (!this.config.limits) return;
    const now = this.clock.now().getTime();
    if (this.windows.size >= SWEEP_AT) this.sweep(now);
    const key = `${rate.name}:${address}`;
    const known = this.windows.get(key);
    const window = known && known.until > now ? known : { count: 0, until: now + rate.seconds * 1_000 };
    window.count += 1;
    this.windows.set(key, window);
    if (window.count <= rate.max) return;
    const retryAfter = Math.ceil((window.until - now) / 1_000);
    throw new DomainError(
      'too_many_requests',
      429,
      `That was too often. Try again in ${retryAfter} seconds.`,
      { retryAfter },
    );
  }

  clear(rate: Rate, address: string): void {
    this.windows.delete(`${rate.name}:${address}`);
  }

  private sweep(now: number): void {
    for (const [key, { until }] of this.windows) if (until <= now) this.windows.delete(key);
  }
}

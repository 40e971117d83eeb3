import { Injectable } from '@nestjs/common';
import { Clock } from '../config/clock.js';
import { Config } from '../config/settings.js';
import type { Rate } from '../http/decorators.js';
import { DomainError } from '../http/problem.js';
import { SharedCounts, type Counted } from '../redis/shared-counts.js';

const MINUTES = 60;
/** Counted for the address that was given, whoever asks; a success clears the count. */
export const PASSWORDS_TRIED: Rate = { name: 'password', max: 20, seconds: 15 * MINUTES };
/** Ten tries at a million codes in a quarter of an hour get nobody anywhere. */
export const CODES_TRIED: Rate = { name: 'code', max: 10, seconds: 15 * MINUTES };
export const CODES_ASKED: Rate = { name: 'codes-asked', max: 5, seconds: 60 * MINUTES };

/** Past windows are swept when there are this many. */
const SWEEP_AT = 10_000;

/** Tries in a row, for limits that only failing should reach: a member who gets in begins anew. For all processes together where they share a Redis. */
@Injectable()
export class Tries {
  private readonly windows = new Map<string, { count: number; until: number }>();

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly shared: SharedCounts,
  ) {}

  /** Counts one more. @throws DomainError 429 with Retry-After. */
  async count(rate: Rate, address: string): Promise<void> {
    if (!this.config.limits) return;
    const { count, seconds } =
      (await this.shared.add(rate.name, address, rate.seconds)) ?? this.countHere(rate, address);
    if (count <= rate.max) return;
    throw new DomainError('too_many_requests', 429, `That was too often. Try again in ${seconds} seconds.`, {
      retryAfter: seconds,
    });
  }

  async clear(rate: Rate, address: string): Promise<void> {
    this.windows.delete(`${rate.name}:${address}`);
    await this.shared.clear(rate.name, address);
  }

  private countHere(rate: Rate, address: string): Counted {
    const now = this.clock.now().getTime();
    if (this.windows.size >= SWEEP_AT) this.sweep(now);
    const key = `${rate.name}:${address}`;
    const known = this.windows.get(key);
    const window = known && known.until > now ? known : { count: 0, until: now + rate.seconds * 1_000 };
    window.count += 1;
    this.windows.set(key, window);
    return { count: window.count, seconds: Math.ceil((window.until - now) / 1_000) };
  }

  private sweep(now: number): void {
    for (const [key, { until }] of this.windows) if (until <= now) this.windows.delete(key);
  }
}

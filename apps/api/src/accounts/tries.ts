import { Injectable } from '@nestjs/common';
import { Clock } from '../config/clock.js';
import { Config } from '../config/settings.js';
import type { Rate } from '../http/decorators.js';
import { DomainError } from '../http/problem.js';
import { SharedCounts, type Counted } from '../redis/shared-counts.js';

const MINUTES = 60;
/** `ring` times as many are taken for an address from all networks together. */
interface Tried extends Rate {
  ring: number;
}
/** Counted for the address that was given and the network that asks, so that nobody locks a colleague out; a success clears the count. */
export const PASSWORDS_TRIED: Tried = { name: 'password', max: 20, seconds: 15 * MINUTES, ring: 5 };
/** Ten tries at a million codes in a quarter of an hour get nobody anywhere; nor do thirty, at the fifteen codes of an hour, from many networks. */
export const CODES_TRIED: Tried = { name: 'code', max: 10, seconds: 15 * MINUTES, ring: 3 };
export const CODES_ASKED: Tried = { name: 'codes-asked', max: 5, seconds: 60 * MINUTES, ring: 3 };

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

  /** Counts one more. What one network is refused does not fill the ring. @throws DomainError 429 with Retry-After. */
  async count(rate: Tried, address: string, from: string): Promise<void> {
    if (!this.config.limits) return;
    await this.take(rate, near(address, from));
    await this.take(ringOf(rate), address);
  }

  async clear(rate: Tried, address: string, from: string): Promise<void> {
    await this.forget(rate, near(address, from));
    await this.forget(ringOf(rate), address);
  }

  private async take(rate: Rate, key: string): Promise<void> {
    const { count, seconds } =
      (await this.shared.add(rate.name, key, rate.seconds)) ?? this.countHere(rate, key);
    if (count <= rate.max) return;
    throw new DomainError('too_many_requests', 429, `That was too often. Try again in ${seconds} seconds.`, {
      retryAfter: seconds,
    });
  }

  private async forget(rate: Rate, key: string): Promise<void> {
    this.windows.delete(`${rate.name}:${key}`);
    await this.shared.clear(rate.name, key);
  }

  private countHere(rate: Rate, of: string): Counted {
    const now = this.clock.now().getTime();
    if (this.windows.size >= SWEEP_AT) this.sweep(now);
    const key = `${rate.name}:${of}`;
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

const near = (address: string, from: string) => `${address} ${from}`;
const ringOf = (rate: Tried): Rate => ({ ...rate, name: `${rate.name}:ring`, max: rate.max * rate.ring });

/** The network of a machine. Whoever has an IPv6 address has 2^64 of them; an IPv4 one may come dressed as IPv6. */
export function networkOf(ip: string): string {
  const v4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (v4 || !ip.includes(':')) return v4 ?? ip;
  const [start = '', end] = ip.replace(/%.*$/, '').split('::');
  const groups = start === '' ? [] : start.split(':');
  const rest = end ? end.split(':') : [];
  const all =
    end === undefined
      ? groups
      : [...groups, ...Array<string>(8 - groups.length - rest.length).fill('0'), ...rest];
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

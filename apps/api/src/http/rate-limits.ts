import { Injectable } from '@nestjs/common';
import { ThrottlerStorageService } from '@nestjs/throttler';
import type { FastifyReply } from 'fastify';
import { Config } from '../config/settings.js';
import type { Rate } from './decorators.js';
import { SharedCounts, type Counted } from '../redis/shared-counts.js';
import { DomainError } from './problem.js';
import type { Viewer, ViewedRequest } from './viewer.js';

/** A busy person with several tabs polling stays far below this. */
const PER_MEMBER: Rate = { name: 'member', max: 600, seconds: 60 };
/** A whole trust may sit behind one address, so the outer ring is wide. */
const PER_ADDRESS: Rate = { name: 'address', max: 3_000, seconds: 60 };
/** The outer ring of a tight limit, as a multiple: colleagues behind one address sign in on the same morning. */
const ADDRESS_FACTOR = 10;

/** Counts by member first, by address as the outer ring, which what a member is refused does not fill; for all processes together where they share a Redis. */
@Injectable()
export class RateLimits {
  constructor(
    private readonly config: Config,
    private readonly counters: ThrottlerStorageService,
    private readonly shared: SharedCounts,
  ) {}

  /** @throws DomainError 429 with Retry-After. */
  async take(
    request: ViewedRequest,
    reply: FastifyReply,
    viewer: Viewer,
    tight: Rate | undefined,
  ): Promise<void> {
    if (!this.config.limits) return;
    if (viewer.personId !== null) await this.count(PER_MEMBER, String(viewer.personId), reply);
    await this.count(PER_ADDRESS, request.ip, reply);
    if (!tight) return;
    if (viewer.personId !== null) await this.count(tight, `member:${viewer.personId}`, reply);
    await this.count(
      { ...tight, name: `${tight.name}:address`, max: tight.max * ADDRESS_FACTOR },
      request.ip,
      reply,
    );
  }

  /** Counts one more of `rate` for `key`; for limits that depend on what was asked, such as an address that gets a code. */
  async count(rate: Rate, key: string, reply?: FastifyReply): Promise<void> {
    if (!this.config.limits) return;
    const retryAfter =
      (await this.shared.add(rate.name, key, rate.seconds).then(over(rate))) ??
      (await this.countHere(rate, key));
    if (retryAfter === 0) return;
    reply?.header('retry-after', retryAfter);
    throw new DomainError(
      'too_many_requests',
      429,
      `That was too often. Try again in ${retryAfter} seconds.`,
      { retryAfter },
    );
  }

  /** Seconds to wait, or 0; counted in this process alone. */
  private async countHere(rate: Rate, key: string): Promise<number> {
    const ttl = rate.seconds * 1_000;
    const { isBlocked, timeToBlockExpire, timeToExpire } = await this.counters.increment(
      `${rate.name}:${key}`,
      ttl,
      rate.max,
      ttl,
      rate.name,
    );
    return isBlocked ? Math.max(1, timeToBlockExpire, timeToExpire) : 0;
  }
}

const over = (rate: Rate) => (counted: Counted | undefined) =>
  counted && (counted.count > rate.max ? counted.seconds : 0);

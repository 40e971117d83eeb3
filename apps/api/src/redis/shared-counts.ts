import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Redis } from './redis.service.js';

/** Counts and its end in one step, so that no count can stay for ever. */
const COUNT = `local n = redis.call('INCR', KEYS[1])
if n == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return {n, redis.call('PTTL', KEYS[1])}`;

export interface Counted {
  count: number;
  /** Until the count begins anew. */
  seconds: number;
}

/** Counts that all processes share; undefined while Redis is away or not set, when each counts by itself. */
@Injectable()
export class SharedCounts {
  constructor(private readonly redis: Redis) {}

  get areHere(): boolean {
    return this.redis.isHere;
  }

  async add(name: string, key: string, seconds: number): Promise<Counted | undefined> {
    const options = { keys: [this.keyOf(name, key)], arguments: [String(seconds * 1_000)] };
    const answer = (await this.redis.ask((client) => client.eval(COUNT, options))) as
      | [number, number]
      | undefined;
    return answer && { count: answer[0], seconds: Math.max(1, Math.ceil(answer[1] / 1_000)) };
  }

  async clear(name: string, key: string): Promise<void> {
    await this.redis.ask((client) => client.del(this.keyOf(name, key)));
  }

  /** Hashed: e-mail addresses and those of machines have no business in Redis. */
  private keyOf(name: string, key: string): string {
    const hash = createHash('sha256').update(key).digest('base64url').slice(0, 22);
    return `${this.redis.prefix}:count:${name}:${hash}`;
  }
}

import { Controller, Get } from '@nestjs/common';
import { Health } from '@fingerpost/contracts/health';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { Public, Returns } from '../http/decorators.js';
import { DomainError } from '../http/problem.js';
import { Jobs } from '../jobs/jobs.service.js';
import { Redis } from '../redis/redis.service.js';

const PING = statement('health-ping', 'SELECT 1 AS one');

@Controller()
export class HealthController {
  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly redis: Redis,
  ) {}

  /** The process lives. */
  @Get('healthz')
  @Public()
  @Returns(Health)
  health(): Health {
    return { status: 'ok' };
  }

  /** The database and the queue answer; otherwise the filter says 503. Redis may be away, and is told of. */
  @Get('readyz')
  @Public()
  @Returns(Health)
  async ready(): Promise<Health> {
    await this.db.query(PING);
    if (!(await this.jobs.ready()))
      throw new DomainError('unavailable', 503, 'The queue is not there yet.', { retryAfter: 2 });
    return { status: 'ok', ...(this.redis.isSet && { redis: this.redis.isHere ? 'ok' : 'away' }) };
  }
}

import { Global, Module } from '@nestjs/common';
import { Redis } from './redis.service.js';
import { SharedCounts } from './shared-counts.js';

@Global()
@Module({ providers: [Redis, SharedCounts], exports: [Redis, SharedCounts] })
export class RedisModule {}

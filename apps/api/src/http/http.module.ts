import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { ThrottlerStorageService } from '@nestjs/throttler';
import { FailedPages } from './failed-pages.js';
import { RequestGuard } from './guard.js';
import { ProblemFilter } from './problem.filter.js';
import { RateLimits } from './rate-limits.js';
import { SignedIn } from './signed-in.js';
import { contractPipe } from './validation.js';

@Global()
@Module({
  providers: [
    FailedPages,
    RateLimits,
    SignedIn,
    ThrottlerStorageService,
    { provide: APP_GUARD, useClass: RequestGuard },
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useFactory: contractPipe },
  ],
  exports: [FailedPages, RateLimits],
})
export class HttpModule {}

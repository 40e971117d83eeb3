import { Global, Module } from '@nestjs/common';
import { ActivityHearing } from './activity.hearing.js';
import { Activities } from './activity.service.js';
import { ActivityWorker } from './activity.worker.js';
import { AfterCommit } from './after-commit.js';

@Global()
@Module({
  providers: [Activities, ActivityHearing, ActivityWorker, AfterCommit],
  exports: [Activities, ActivityHearing, ActivityWorker, AfterCommit],
})
export class ActivityModule {}

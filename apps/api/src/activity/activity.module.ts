import { Global, Module } from '@nestjs/common';
import { Activities } from './activity.service.js';
import { ActivityWorker } from './activity.worker.js';
import { AfterCommit } from './after-commit.js';

@Global()
@Module({
  providers: [Activities, ActivityWorker, AfterCommit],
  exports: [Activities, ActivityWorker, AfterCommit],
})
export class ActivityModule {}

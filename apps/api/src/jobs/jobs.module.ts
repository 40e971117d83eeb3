import { Global, Module } from '@nestjs/common';
import { DeadLetters } from './dead-letters.js';
import { Jobs } from './jobs.service.js';

@Global()
@Module({ providers: [Jobs, DeadLetters], exports: [Jobs] })
export class JobsModule {}

import { Global, Module } from '@nestjs/common';
import { DeadLetters } from './dead-letters.js';
import { Jobs } from './jobs.service.js';
import { Rounds } from './rounds.js';

@Global()
@Module({ providers: [Jobs, DeadLetters, Rounds], exports: [Jobs, Rounds] })
export class JobsModule {}

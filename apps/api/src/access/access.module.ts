import { Global, Module } from '@nestjs/common';
import { Access } from './access.service.js';
import { Sessions } from './sessions.js';
import { Revocations } from './revocations.js';
import { SessionMemory } from './session-memory.js';
import { SessionStrategies } from './session.strategies.js';

@Global()
@Module({
  providers: [Access, Revocations, SessionMemory, Sessions, SessionStrategies],
  exports: [Access, Revocations, Sessions, SessionStrategies],
})
export class AccessModule {}

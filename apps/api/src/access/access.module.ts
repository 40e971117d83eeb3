import { Global, Module } from '@nestjs/common';
import { Access } from './access.service.js';
import { Sessions } from './sessions.js';
import { Revocations } from './revocations.js';
import { SessionStrategies } from './session.strategies.js';

@Global()
@Module({ providers: [Access, Revocations, Sessions, SessionStrategies], exports: [Access, Revocations, Sessions] })
export class AccessModule {}

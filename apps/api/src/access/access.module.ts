import { Global, Module } from '@nestjs/common';
import { Access } from './access.service.js';
import { Sessions } from './sessions.js';
import { SessionStrategies } from './session.strategies.js';

@Global()
@Module({ providers: [Access, Sessions, SessionStrategies], exports: [Access, Sessions] })
export class AccessModule {}

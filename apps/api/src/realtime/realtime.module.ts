import { Global, Module } from '@nestjs/common';
import { RealtimeGateway } from './realtime.gateway.js';
import { Realtime } from './realtime.service.js';
import { SocketSessions } from './socket-sessions.js';

@Global()
@Module({ providers: [Realtime, RealtimeGateway, SocketSessions], exports: [Realtime] })
export class RealtimeModule {}

import { Logger } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  WebSocketServer,
  type OnGatewayInit,
} from '@nestjs/websockets';
import type { WatchAnswer } from '@fingerpost/contracts/realtime';
import { z } from 'zod';
import type { Server } from 'socket.io';
import { AfterCommit } from '../activity/after-commit.js';
import { Signals } from '../database/signals.js';
import { Public, type Rate } from '../http/decorators.js';
import { DomainError } from '../http/problem.js';
import { RateLimits } from '../http/rate-limits.js';
import { Redis } from '../redis/redis.service.js';
import { Realtime, personRoom } from './realtime.service.js';
import { SocketSessions, type LiveSocket } from './socket-sessions.js';

/** A page watches one thread and a list; more is a program. */
const ROOMS_MAX = 20;
/** A page that connects again asks for all that changed meanwhile; not all pages at the same moment. */
const SPREAD_OVER = 3_000;
/** Each costs two reads. A page sends one or two, and again after each gap. */
const PER_SOCKET: Rate = { name: 'watch', max: 120, seconds: 60 };
/** Somebody with several pages open. */
const PER_PERSON: Rate = { name: 'watch:member', max: 600, seconds: 60 };
const WatchMessage = z.strictObject({ room: z.string().regex(/^[a-z]{1,20}:[1-9]\d{0,15}$/) });

const refused = (code: string): WatchAnswer => ({ ok: false, code });

@WebSocketGateway()
export class RealtimeGateway implements OnGatewayInit {
  private readonly log = new Logger('realtime');
  @WebSocketServer() private readonly server: Server;

  constructor(
    private readonly realtime: Realtime,
    private readonly sessions: SocketSessions,
    private readonly limits: RateLimits,
    private readonly redis: Redis,
    private readonly signals: Signals,
    private readonly afterCommit: AfterCommit,
  ) {}

  afterInit(server: Server): void {
    this.realtime.attach(server);
    this.sessions.attach(server);
    this.share(server);
    server.use((socket, next) => {
      this.sessions.admit(socket as LiveSocket).then(
        () => next(),
        // A refusal would be final for the page; one whose connection is cut comes again by itself.
        () => socket.conn.close(),
      );
    });
    server.on('connection', (socket) => {
      const { personId } = (socket as LiveSocket).data.viewer;
      if (personId !== null) void socket.join(personRoom(personId));
    });
  }

  /** With several processes: says which hints went out to all, and lets pages catch up what this process may have missed. */
  private share(server: Server): void {
    const missed = () => {
      for (const { conn } of server.sockets.sockets.values())
        setTimeout(() => conn.close(), Math.random() * SPREAD_OVER).unref();
    };
    this.signals.onGap(missed);
    if (!this.redis.isSet) return;
    this.redis.onReturn(missed);
    this.afterCommit.onTold((activityId) => {
      if (this.redis.isConnected) server.serverSideEmit('told', activityId);
    });
    server.on('told', (activityId: number) => this.afterCommit.noteTold(activityId));
  }

  @SubscribeMessage('watch')
  @Public()
  async watch(@ConnectedSocket() socket: LiveSocket, @MessageBody() message: unknown): Promise<WatchAnswer> {
    const asked = WatchMessage.safeParse(message);
    if (!asked.success) return refused('invalid');
    if (await this.isTooOften(socket)) return refused('too_many');
    if (socket.rooms.size >= ROOMS_MAX) return refused('too_many_rooms');
    const { room } = asked.data;
    const { viewer } = socket.data;
    try {
      const known = await this.sessions.keptFor(viewer, room);
      if (known === null) return refused('not_found');
      // The version is read again once inside: what happened in between arrives live or is caught up from it.
      await this.sessions.enter(socket, room, known.spaceId);
      const kept = await this.sessions.keptFor(viewer, room);
      if (kept !== null) return { ok: true, at: kept.at };
      await this.sessions.leave(socket, room);
      return refused('not_found');
    } catch (fault) {
      await this.sessions.leave(socket, room);
      this.log.warn(fault, 'watch');
      return refused('unavailable');
    }
  }

  @SubscribeMessage('unwatch')
  @Public()
  async unwatch(
    @ConnectedSocket() socket: LiveSocket,
    @MessageBody() message: unknown,
  ): Promise<WatchAnswer> {
    const asked = WatchMessage.safeParse(message);
    if (!asked.success) return refused('invalid');
    await this.sessions.leave(socket, asked.data.room);
    return (await this.isTooOften(socket)) ? refused('too_many') : { ok: true, at: 0 };
  }

  private async isTooOften({ id, data }: LiveSocket): Promise<boolean> {
    try {
      await this.limits.count(PER_SOCKET, id);
      if (data.viewer.personId !== null) await this.limits.count(PER_PERSON, String(data.viewer.personId));
      return false;
    } catch (fault) {
      if (fault instanceof DomainError) return true;
      throw fault;
    }
  }
}

import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { ClientToServerEvents, ServerToClientEvents } from '@fingerpost/contracts/realtime';
import { parseCookie } from 'cookie';
import type { Server, Socket } from 'socket.io';
import { Revocations } from '../access/revocations.js';
import { sessionCookieName } from '../access/session.strategies.js';
import { Sessions } from '../access/sessions.js';
import { ActivityHearing } from '../activity/activity.hearing.js';
import { Config } from '../config/settings.js';
import { GUEST, type Viewer } from '../http/viewer.js';
import { Realtime } from './realtime.service.js';

export type LiveSocket = Socket<
  ClientToServerEvents,
  ServerToClientEvents,
  Record<string, never>,
  { viewer: Viewer }
>;

/** Who is behind each socket, and what it may hear, also after rights were taken away. */
@Injectable()
export class SocketSessions implements OnModuleInit {
  private readonly log = new Logger('realtime');
  private server?: Server;

  constructor(
    private readonly config: Config,
    private readonly sessions: Sessions,
    private readonly realtime: Realtime,
    private readonly revocations: Revocations,
    private readonly hearing: ActivityHearing,
  ) {}

  onModuleInit(): void {
    this.revocations.on(({ sessionIds, personId }) =>
      this.enforce((viewer) => sessionIds.includes(viewer.sessionId ?? 0), personId),
    );
    this.hearing.hear(['membership.changed', 'space.updated', 'discussion.removed'], () => this.recheckAll());
  }

  attach(server: Server): void {
    this.server = server;
  }

  /** Finds the member behind a new socket by the same cookie or token as over HTTP. */
  async admit(socket: LiveSocket): Promise<void> {
    const { cookie, authorization } = socket.handshake.headers;
    const bearer = authorization?.match(/^Bearer (\S+)$/i)?.[1];
    const token = parseCookie(cookie ?? '')[sessionCookieName(this.config)];
    const member = bearer
      ? await this.sessions.find(bearer, 'bearer')
      : token
        ? await this.sessions.find(token, 'cookie')
        : undefined;
    socket.data.viewer = member ?? GUEST;
  }

  /** The version of what a room is about, or null when the viewer may not watch it. */
  versionFor(viewer: Viewer, room: string): Promise<number | null> {
    const [kind = '', id = ''] = room.split(':');
    const keeper = this.realtime.keeper(kind);
    return keeper ? keeper(viewer, Number(id)) : Promise.resolve(null);
  }

  /** Cuts the sockets of ended sessions; looks again at those of a person whose memberships changed. */
  private enforce(ended: (viewer: Viewer) => boolean, personId: number | null): void {
    for (const socket of this.local()) {
      if (ended(socket.data.viewer)) socket.disconnect(true);
      else if (personId !== null && socket.data.viewer.personId === personId)
        void this.recheck(socket).catch((fault) => this.log.warn(fault, 'rooms'));
    }
  }

  private async recheckAll(): Promise<void> {
    try {
      for (const socket of this.local()) await this.recheck(socket);
    } catch (fault) {
      this.log.warn(fault, 'rooms were not looked at again');
    }
  }

  private async recheck(socket: LiveSocket): Promise<void> {
    for (const room of socket.rooms) {
      if (room === socket.id || room.startsWith('person:')) continue;
      if ((await this.versionFor(socket.data.viewer, room)) !== null) continue;
      await socket.leave(room);
      socket.emit('room.left', { room });
    }
  }

  private local(): LiveSocket[] {
    return [...(this.server?.sockets.sockets.values() ?? [])] as LiveSocket[];
  }
}

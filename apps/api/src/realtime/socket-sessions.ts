import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { ClientToServerEvents, ServerToClientEvents } from '@fingerpost/contracts/realtime';
import { parseCookie } from 'cookie';
import type { Server, Socket } from 'socket.io';
import { Revocations, type Revocation } from '../access/revocations.js';
import { sessionCookieName } from '../access/session.strategies.js';
import { Sessions } from '../access/sessions.js';
import { ActivityHearing } from '../activity/activity.hearing.js';
import { Config } from '../config/settings.js';
import { bearerOf } from '../http/bearer.js';
import { GUEST, type Viewer } from '../http/viewer.js';
import { Realtime, type Kept } from './realtime.service.js';

export type LiveSocket = Socket<
  ClientToServerEvents,
  ServerToClientEvents,
  Record<string, never>,
  {
    viewer: Viewer;
    /** The spaces that the rooms it watches are in. */
    spaces: Map<string, number>;
  }
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
    this.revocations.on((revocation) => this.enforce(revocation));
    this.hearing.hearEach(['discussion.removed'], ({ subjectId }) =>
      this.recheck(this.local(), (_socket, room) => room === `discussion:${subjectId}`),
    );
  }

  attach(server: Server): void {
    this.server = server;
  }

  /** Finds the member behind a new socket by the same cookie or token as over HTTP. */
  async admit(socket: LiveSocket): Promise<void> {
    const { cookie, authorization } = socket.handshake.headers;
    const bearer = bearerOf(authorization);
    const token = parseCookie(cookie ?? '')[sessionCookieName(this.config)];
    const member = bearer
      ? await this.sessions.find(bearer, 'bearer')
      : token
        ? await this.sessions.find(token, 'cookie')
        : undefined;
    socket.data.viewer = member ?? GUEST;
    this.sessions.touch(socket.data.viewer);
    socket.data.spaces = new Map();
  }

  /** What a room is about, or null when the viewer may not watch it. */
  keptFor(viewer: Viewer, room: string): Promise<Kept | null> {
    const [kind = '', id = ''] = room.split(':');
    const keeper = this.realtime.keeper(kind);
    return keeper ? keeper(viewer, Number(id)) : Promise.resolve(null);
  }

  async enter(socket: LiveSocket, room: string, spaceId: number): Promise<void> {
    socket.data.spaces.set(room, spaceId);
    await socket.join(room);
  }

  async leave(socket: LiveSocket, room: string): Promise<void> {
    socket.data.spaces.delete(room);
    await socket.leave(room);
  }

  /** Cuts the sockets of ended sessions; looks again at the rooms that a person, or all in a space, may have lost. */
  private enforce({ sessionIds, personId, spaceId }: Revocation): void {
    const concerned = this.local().filter(
      ({ data }) => personId === null || data.viewer.personId === personId,
    );
    for (const socket of this.local())
      if (sessionIds.includes(socket.data.viewer.sessionId ?? 0)) socket.disconnect(true);
    if (personId === null && spaceId === null) return;
    void this.recheck(concerned, ({ data }, room) => spaceId === null || data.spaces.get(room) === spaceId);
  }

  /** Whoever looks with the same eyes is asked for once. A socket that could not be asked for leaves: its page watches again. */
  private async recheck(
    sockets: LiveSocket[],
    concerns: (socket: LiveSocket, room: string) => boolean,
  ): Promise<void> {
    const sees = new Map<string, Promise<boolean>>();
    for (const socket of sockets)
      for (const room of [...socket.data.spaces.keys()].filter((name) => concerns(socket, name))) {
        const { viewer } = socket.data;
        const key = `${viewer.personId} ${room}`;
        const asked = sees.get(key) ?? this.maySee(viewer, room);
        sees.set(key, asked);
        if (await asked) continue;
        await this.leave(socket, room);
        socket.emit('room.left', { room });
      }
  }

  private async maySee(viewer: Viewer, room: string): Promise<boolean> {
    try {
      return (await this.keptFor(viewer, room)) !== null;
    } catch (fault) {
      this.log.warn(fault, `${room} is left, since it could not be looked at again`);
      return false;
    }
  }

  private local(): LiveSocket[] {
    return [...(this.server?.sockets.sockets.values() ?? [])] as LiveSocket[];
  }
}

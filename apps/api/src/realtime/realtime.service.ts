import { Injectable } from '@nestjs/common';
import type { Room, ServerToClientEvents } from '@fingerpost/contracts/realtime';
import type { Server } from 'socket.io';
import { onlyHere } from '../activity/only-here.js';
import type { Viewer } from '../http/viewer.js';
import { Redis } from '../redis/redis.service.js';

/** What a room is about: the version at which it stands, and the space that decides who may watch it. */
export interface Kept {
  at: number;
  spaceId: number;
}
/** Says whether a viewer may watch a thing; null when it may not be seen. */
export type RoomKeeper = (viewer: Viewer, id: number) => Promise<Kept | null>;

type Payload<E extends keyof ServerToClientEvents> = Parameters<ServerToClientEvents[E]>[0];

/** What features say to open pages, and which rooms they keep. Sockets are a bonus: all of it is also caught up by version. */
@Injectable()
export class Realtime {
  private server?: Server;
  private readonly keepers = new Map<string, RoomKeeper>();

  constructor(private readonly redis: Redis) {}

  attach(server: Server): void {
    this.server = server;
  }

  /** A feature registers who may watch its rooms. */
  keep(kind: string, keeper: RoomKeeper): void {
    this.keepers.set(kind, keeper);
  }

  keeper(kind: string): RoomKeeper | undefined {
    return this.keepers.get(kind);
  }

  /** False only when certainly nobody is in that room, so that what nobody hears need not be read. */
  mayBeHeard(room: string): boolean {
    return this.isHere(room) || (this.redis.isConnected && !onlyHere.getStore());
  }

  /** True when a socket of this process is in that room. */
  isHere(room: string): boolean {
    return this.server?.sockets.adapter.rooms.has(room) ?? false;
  }

  /** True when a member has a page open that this process serves. */
  get isAnybodyHere(): boolean {
    return (this.server?.sockets.sockets.size ?? 0) > 0;
  }

  toRoom<E extends keyof ServerToClientEvents>(room: Room, event: E, payload: Payload<E>): void {
    this.out?.to(room).emit(event, payload);
  }

  /** To every open page, of guests too: only what everybody may see. */
  toEverybody<E extends keyof ServerToClientEvents>(event: E, payload: Payload<E>): void {
    this.out?.emit(event, payload);
  }

  /** To whoever watches a room and to all pages of these members, to each once. */
  toRoomAndPeople<E extends keyof ServerToClientEvents>(
    room: Room,
    people: readonly number[],
    event: E,
    payload: Payload<E>,
  ): void {
    this.out?.to([room, ...people.map(personRoom)]).emit(event, payload);
  }

  /** To every open page of one member. */
  toPerson<E extends keyof ServerToClientEvents>(personId: number, event: E, payload: Payload<E>): void {
    this.out?.to(personRoom(personId)).emit(event, payload);
  }

  /** As `toPerson`, for what every process says to its own sockets. */
  toPersonHere<E extends keyof ServerToClientEvents>(personId: number, event: E, payload: Payload<E>): void {
    this.server?.local.to(personRoom(personId)).emit(event, payload);
  }

  private get out() {
    return onlyHere.getStore() ? this.server?.local : this.server;
  }
}

export const personRoom = (personId: number) => `person:${personId}`;

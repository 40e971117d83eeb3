import { io, type Socket } from 'socket.io-client';
import type { Member } from './members.ts';

/** The first word of each post of the bench names it, and so does the notification's excerpt. */
interface Notification {
  excerpt: string;
}

/** The open inboxes of some members: when each was told of which post. */
export class Inboxes {
  private readonly sockets: Socket[] = [];
  private readonly told: Map<string, number>[] = [];
  twice = 0;

  async open(origin: string, members: Member[]): Promise<void> {
    await Promise.all(members.map((member, index) => this.join(origin, member, index)));
  }

  /** Milliseconds of `performance.now()`, or undefined while the member has not heard of it. */
  at(member: number, name: string): number | undefined {
    return this.told[member]?.get(name);
  }

  close(): void {
    for (const socket of this.sockets) socket.disconnect();
  }

  private async join(origin: string, { headers }: Member, index: number): Promise<void> {
    const told = (this.told[index] = new Map<string, number>());
    const socket = io(origin, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { cookie: headers.cookie!, origin },
    });
    socket.on('notification.created', ({ excerpt }: Notification) => {
      const name = excerpt.split(' ', 1)[0]!;
      if (told.has(name)) this.twice += 1;
      else told.set(name, performance.now());
    });
    this.sockets.push(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', () => resolve());
      socket.once('connect_error', reject);
    });
  }
}

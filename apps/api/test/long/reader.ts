import { io, type Socket } from 'socket.io-client';
import type { PostMessage } from '@fingerpost/contracts/realtime';

/** An open page: live posts over the socket, and after each connection everything that changed meanwhile. */
export class Reader {
  readonly seen = new Map<number, number>();
  private version = 1;
  private readonly socket: Socket;

  constructor(
    private readonly port: number,
    private readonly discussionId: number,
  ) {
    this.socket = io(`http://localhost:${port}`, {
      transports: ['websocket'],
      reconnectionDelay: 100,
      reconnectionDelayMax: 300,
      extraHeaders: { origin: `http://localhost:${port}` },
    });
    this.socket.on('connect', () => void this.watch());
    for (const event of ['post.created', 'post.updated', 'post.deleted'])
      this.socket.on(event, (message: PostMessage) => this.see(message));
  }

  private async watch(): Promise<void> {
    const answer = (await this.socket
      .timeout(5_000)
      .emitWithAck('watch', { room: `discussion:${this.discussionId}` })
      .catch(() => ({ ok: false }))) as { ok: boolean };
    if (answer.ok) await this.catchUp().catch(() => undefined);
  }

  /** Asks by version until there is no more. */
  async catchUp(): Promise<void> {
    for (let more = true; more;) {
      const answer = await fetch(
        `http://localhost:${this.port}/api/discussions/${this.discussionId}/posts?changedAfter=${this.version}`,
      );
      const changes = (await answer.json()) as {
        items: { id: number; version: number }[];
        version: number;
        more: boolean;
      };
      changes.items.forEach((post) => this.see(post));
      this.version = Math.max(this.version, changes.version);
      more = changes.more;
    }
  }

  /** A page keeps a post once, at its newest version. */
  private see(post: { id: number; version: number }): void {
    this.seen.set(post.id, Math.max(post.version, this.seen.get(post.id) ?? 0));
  }

  close(): void {
    this.socket.close();
  }
}

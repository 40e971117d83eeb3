import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { Server, type ServerOptions } from 'socket.io';
import { createServer, type IncomingMessage } from 'node:http';
import { bearerOf } from '../http/bearer.js';
import type { Config } from '../config/settings.js';
import { Redis } from '../redis/redis.service.js';
import { sharedAdapter } from './shared-adapter.js';

/** Larger messages are not ours: rooms are short words, and everything else goes over HTTP. */
const MESSAGE_MAX = 64 * 1024;

/** What was refused at an upgrade engine.io calls 400, whatever the reason. */
const FORBIDDEN = 'HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

/** socket.io on the same server, open to pages of this site alone. */
export class SocketAdapter extends IoAdapter {
  private readonly redis: Redis;

  constructor(
    app: INestApplicationContext,
    private readonly config: Config,
  ) {
    super(app);
    this.redis = app.get(Redis);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const adapter = this.redis.isSet ? { adapter: sharedAdapter(this.redis) } : {};
    // A worker's jobs speak to the sockets of other processes; it has none of its own, on a server that never listens.
    if (!this.config.servesPeople) return new Server(createServer(), adapter);
    return super.createIOServer(port, {
      ...options,
      ...adapter,
      transports: ['websocket', 'polling'],
      maxHttpBufferSize: MESSAGE_MAX,
      perMessageDeflate: false,
      serveClient: false,
      // The cors option does not cover websockets, so the origin is checked here for both transports.
      allowRequest: (request: IncomingMessage, decide: (fault: string | null, ok: boolean) => void) => {
        const own = this.isOwn(request);
        if (!own && request.headers.upgrade) request.socket.end(FORBIDDEN);
        decide(null, own);
      },
    } as unknown as ServerOptions);
  }

  /** Browsers leave Origin out of a same-origin GET, which polling begins with; they say so in Sec-Fetch-Site. */
  private isOwn({ headers }: IncomingMessage): boolean {
    if (bearerOf(headers.authorization)) return true;
    if (headers.origin !== undefined) return this.config.ownOrigins.has(headers.origin);
    return headers['sec-fetch-site'] === 'same-origin' || headers.cookie === undefined;
  }
}

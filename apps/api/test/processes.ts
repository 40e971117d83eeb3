import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { io, type Socket } from 'socket.io-client';
import { createApp } from '../src/app.js';
import { parseSettings } from '../src/config/settings.js';
import { client, type Client } from './client.js';
import type { Member } from './factories.js';
import { ORIGIN } from './scene.js';

/** One api process or worker of several on a database; in this test they share an operating-system process. */
export interface OneOfMany {
  app: NestFastifyApplication;
  guest: Client;
  as(member: Member): Client;
  /** A page of the member, which connects again by itself. */
  page(member: Member): Page;
  close(): Promise<void>;
}

export async function startOne(databaseUrl: string, env: Record<string, string>): Promise<OneOfMany> {
  const app = await createApp(
    parseSettings({
      DATABASE_URL: databaseUrl,
      PORT: '4199',
      LOG_LEVEL: 'silent',
      DEMO: 'off',
      DATABASE_POOL: '8',
      ...env,
    }),
  );
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as { port: number };
  const pages: Page[] = [];
  return {
    app,
    guest: client(app, {}),
    as: (member) => client(app, { authorization: `Bearer ${member.token}` }),
    page(member) {
      const page = new Page(port, member);
      pages.push(page);
      return page;
    },
    async close() {
      pages.forEach((page) => page.close());
      await app.close();
    },
  };
}

/** What one open page hears, in order, twice if it is told twice. */
export class Page {
  readonly heard: { event: string; message: any }[] = [];
  connections = 0;
  private readonly socket: Socket;

  constructor(port: number, { token }: Member) {
    this.socket = io(`http://127.0.0.1:${port}`, {
      transports: ['websocket'],
      reconnectionDelay: 50,
      reconnectionDelayMax: 200,
      extraHeaders: { origin: ORIGIN, authorization: `Bearer ${token}` },
    });
    this.socket.on('connect', () => (this.connections += 1));
    this.socket.onAny((event: string, message: unknown) => this.heard.push({ event, message }));
  }

  get open(): boolean {
    return this.socket.connected;
  }

  async watch(room: string): Promise<unknown> {
    return this.socket.timeout(5_000).emitWithAck('watch', { room });
  }

  of(event: string): any[] {
    return this.heard.filter((each) => each.event === event).map(({ message }) => message);
  }

  close(): void {
    this.socket.close();
  }
}

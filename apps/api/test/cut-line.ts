import { createServer, connect, type Server, type Socket } from 'node:net';

/** A line to the database that a test can cut and mend. */
export interface CutLine {
  url: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** Nothing is carried any more, and nothing breaks: what is asked gets no answer, and who comes is let in. */
  hush(): void;
  /** Who was on the line learns that it broke; who comes now is carried. */
  speak(): void;
}

export async function cutLine(databaseUrl: string): Promise<CutLine> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const pairs = new Set<[near: Socket, far: Socket]>();
  let hushed = false;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  };
  const server: Server = createServer((near) => {
    keep(near);
    if (hushed) return void near.resume();
    const far = connect(Number(target.port || 5432), target.hostname);
    keep(far);
    near.pipe(far).pipe(near);
    pairs.add([near, far]);
  });
  const listen = (port: number) =>
    new Promise<number>((resolve) =>
      server.listen(port, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
    );
  const port = await listen(0);
  return {
    url: Object.assign(new URL(databaseUrl), { host: `127.0.0.1:${port}` }).href,
    async cut() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    hush() {
      hushed = true;
      for (const [near, far] of pairs) {
        near.unpipe(far).resume();
        far.unpipe(near).resume();
      }
      pairs.clear();
    },
    speak() {
      hushed = false;
      for (const socket of sockets) socket.destroy();
    },
    async mend() {
      await listen(port);
    },
  };
}

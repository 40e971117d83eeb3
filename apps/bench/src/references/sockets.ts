import Fastify from 'fastify';
import { Server } from 'socket.io';

/** Bare socket.io: a post over HTTP, broadcast to a room. Started with PORT; PUT /payload says what it broadcasts. */
const server = Fastify({ logger: false });
const io = new Server(server.server, {
  transports: ['websocket', 'polling'],
  perMessageDeflate: false,
  serveClient: false,
});
let payload: { version: number } = { version: 0 };

io.on('connection', (socket) => {
  socket.on('watch', async ({ room }: { room: string }, answer: (result: object) => void) => {
    await socket.join(room);
    answer({ ok: true, at: payload.version });
  });
});

server.get('/healthz', () => ({ status: 'ok' }));
server.put('/payload', (request) => {
  payload = request.body as typeof payload;
  return {};
});
server.post<{ Params: { id: string } }>('/api/discussions/:id/posts', (request, reply) => {
  const version = payload.version + 1;
  payload = { ...payload, version };
  io.to(`discussion:${request.params.id}`).emit('post.created', payload);
  return reply.code(201).send(payload);
});
await server.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });

process.on('SIGTERM', () => process.exit(0));
process.on('disconnect', () => process.exit(0));

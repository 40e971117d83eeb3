import Fastify from 'fastify';
import { createReadStream, statSync } from 'node:fs';

/** Fastify streaming one file, nothing else. Started with FILE and PORT. */
const { FILE = '', PORT = '' } = process.env;
const server = Fastify({ logger: false });
const { size } = statSync(FILE);

server.get('/healthz', () => ({ status: 'ok' }));
server.get('/file', (_request, reply) =>
  reply.header('content-type', 'application/pdf').header('content-length', size).send(createReadStream(FILE)),
);
await server.listen({ port: Number(PORT), host: '127.0.0.1' });

process.on('SIGTERM', () => process.exit(0));
process.on('disconnect', () => process.exit(0));

import Fastify from 'fastify';
import { htmlReference } from './html.ts';
import { listReference } from './list.ts';
import { barePool } from './pool.ts';
import { replyReferences } from './reply.ts';
import { threadReference } from './thread.ts';

/**
 * What the product is measured against: Fastify and pg, nothing else. No sign-in, no validation, no log;
 * who asks comes in a header. Started with DATABASE_URL, PRODUCT_ORIGIN and PORT.
 */
const { DATABASE_URL = '', PRODUCT_ORIGIN = '', PORT = '', DATABASE_POOL = '20' } = process.env;
const pool = barePool(DATABASE_URL, Number(DATABASE_POOL));
const server = Fastify({ logger: false });

server.get('/healthz', () => ({ status: 'ok' }));
await threadReference(server, pool);
await listReference(server, pool);
htmlReference(server, PRODUCT_ORIGIN);
await replyReferences(server, pool);
await server.listen({ port: Number(PORT), host: '127.0.0.1' });

process.on('SIGTERM', () => process.exit(0));
process.on('disconnect', () => process.exit(0));

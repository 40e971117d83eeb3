import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';

interface Observer {
  observe(method: string, route: string, status: number, milliseconds: number): void;
}

const HEALTH = new Set(['/healthz', '/readyz']);

/** One line and one observation for each request: the route's pattern, never its query, body or address, which are personal. */
export function addRequestLog(server: FastifyInstance, log: Logger, metrics: Observer): void {
  server.setGenReqId(() => randomUUID());
  server.addHook('onResponse', (request, reply, done) => {
    const { method } = request;
    const route = request.routeOptions.url ?? 'none';
    metrics.observe(method, route, reply.statusCode, reply.elapsedTime);
    // A proxy asks twice a second; only an answer that is not 200 says something.
    if (HEALTH.has(route) && reply.statusCode === 200) return done();
    log.info({ id: request.id, method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) });
    done();
  });
}

import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';

/** One line for each request: the route's pattern, never its query, body or address, which are personal. */
export function addRequestLog(server: FastifyInstance, log: Logger): void {
  if (!log.isLevelEnabled('info')) return;
  server.setGenReqId(() => randomUUID());
  server.addHook('onResponse', (request, reply, done) => {
    log.info({ id: request.id, method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode, ms: Math.round(reply.elapsedTime) });
    done();
  });
}

import type { FastifyInstance } from 'fastify';

const ANSWERED = new Set(['/healthz', '/readyz', '/metrics']);

/** A worker says how it is, and answers nothing else. */
export function onlyHealth(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (ANSWERED.has(request.url)) return done();
    void reply.code(404).type('application/problem+json').send({
      type: 'about:blank',
      title: 'Not found',
      status: 404,
      code: 'not_found',
      detail: 'This is a worker.',
    });
  });
}

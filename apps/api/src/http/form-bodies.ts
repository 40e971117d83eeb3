import type { FastifyInstance } from 'fastify';

const ONE_FIELD = 10_000;

/** Mail programs that unsubscribe may send a form in parts (RFC 8058); nothing in it is needed. Nobody else may. */
export function addFormBodies(server: FastifyInstance): void {
  server.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'buffer', bodyLimit: ONE_FIELD },
    (request, _body, done) => {
      if (request.url.startsWith('/unsubscribe/')) return done(null, undefined);
      done(Object.assign(new Error('Unsupported Media Type'), { statusCode: 415 }));
    },
  );
}

import type { FastifyInstance } from 'fastify';

const ONE_FIELD = 10_000;
const FORMS = ['multipart/form-data', 'application/x-www-form-urlencoded'];

/** Mail programs that unsubscribe send a form, of either kind (RFC 8058); nothing in it is needed. Nobody else may. */
export function addFormBodies(server: FastifyInstance): void {
  for (const form of FORMS)
    server.addContentTypeParser(form, { parseAs: 'buffer', bodyLimit: ONE_FIELD }, (request, _body, done) => {
      if (request.url.startsWith('/unsubscribe/')) return done(null, undefined);
      done(Object.assign(new Error('Unsupported Media Type'), { statusCode: 415 }));
    });
}

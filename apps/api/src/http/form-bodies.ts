import type { FastifyInstance } from 'fastify';

const ONE_FIELD = 10_000;
const FORMS = ['multipart/form-data', 'application/x-www-form-urlencoded'];
/** Mail programs that unsubscribe (RFC 8058), and the button to a file where there are no scripts. */
const HAVE_FORMS = /^\/(?:unsubscribe\/|api\/resources\/\d+\/downloads(?:\?|$))/;

/** A form is taken where a page or a mail has one; nothing in it is needed. */
export function addFormBodies(server: FastifyInstance): void {
  for (const form of FORMS)
    server.addContentTypeParser(form, { parseAs: 'buffer', bodyLimit: ONE_FIELD }, (request, _body, done) => {
      if (HAVE_FORMS.test(request.url)) return done(null, undefined);
      done(Object.assign(new Error('Unsupported Media Type'), { statusCode: 415 }));
    });
}

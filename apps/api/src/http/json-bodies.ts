import type { FastifyInstance } from 'fastify';

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
/** JSON is UTF-8; who says otherwise means other letters. */
const OTHER_LETTERS = /;\s*charset=(?!"?utf-?8"?\s*(?:;|$))/i;

/**
 * Bodies are JSON and nothing else: a form of another site cannot be taken for one. What is not UTF-8 is refused, where
 * a lenient reader would put replacement characters in the place of words and store them.
 */
export function addJsonBodies(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (OTHER_LETTERS.test(request.headers['content-type'] ?? ''))
      return done(Object.assign(new Error('Unsupported Media Type'), { statusCode: 415 }));
    let text: string;
    try {
      text = UTF8.decode(body as Buffer);
    } catch (fault) {
      return done(Object.assign(new Error('Not UTF-8', { cause: fault }), { statusCode: 400 }));
    }
    void parse(request, text, done);
  });
}

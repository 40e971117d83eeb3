import type { FastifyInstance } from 'fastify';
import { crc32 } from 'node:zlib';

/**
 * Reads carry a weak ETag over exactly what this viewer gets, so a 304 can tell nobody more than a 200 would.
 * Length and CRC: of four thousand million changes that keep the length one would be missed. SHA-1 took a twentieth of
 * what a page of posts costs.
 */
export function addEtags(server: FastifyInstance): void {
  server.addHook('onSend', (request, reply, payload, done) => {
    if (
      (request.method !== 'GET' && request.method !== 'HEAD') ||
      reply.statusCode !== 200 ||
      typeof payload !== 'string' ||
      reply.hasHeader('etag')
    )
      return done(null, payload);
    const etag = `W/"${payload.length.toString(36)}-${crc32(payload).toString(36)}"`;
    void reply.header('etag', etag);
    if (!reply.hasHeader('cache-control'))
      void reply.header('cache-control', 'private, no-cache').header('vary', 'Cookie, Authorization');
    if (!isAmong(request.headers['if-none-match'], etag)) return done(null, payload);
    void reply.code(304);
    done(null, '');
  });
}

const opaque = (tag: string) => tag.trim().replace(/^W\//, '');

/** True when a list of If-None-Match names `etag`, weakly compared, or `*`, which is any (RFC 9110). */
const isAmong = (asked: string | undefined, etag: string): boolean =>
  asked !== undefined &&
  (asked.trim() === '*' || asked.split(',').some((tag) => opaque(tag) === opaque(etag)));

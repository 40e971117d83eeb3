import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import path from 'node:path';
import { Packed } from './packed.js';
import type { WebBuild } from './web-build.js';

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
};
/** Files beside index.html that keep their names from build to build. */
const AT_ROOT = ['/favicon.svg', '/favicon.ico', '/touch-icon.png', '/share.png', '/site.webmanifest'];

/** Serves the built web client from memory: only files that the build made, whatever a path says. */
export function addAssets(server: FastifyInstance, build: WebBuild): void {
  const packed = new Map<Buffer, Packed>();
  const send = (cache: string) => (request: FastifyRequest, reply: FastifyReply) => {
    const name = request.url.split('?')[0] ?? '';
    const file = build.file(name);
    const type = TYPES[path.extname(name)];
    if (!file || !type) return reply.callNotFound();
    let asset = packed.get(file);
    if (!asset) {
      asset = new Packed(file, { 'content-type': type, 'cache-control': cache, vary: 'Accept-Encoding' });
      packed.set(file, asset);
    }
    asset.send(request, reply);
  };
  // Names in /assets hold a hash of what is in them.
  server.get('/assets/*', send('public, max-age=31536000, immutable'));
  // Looked at anew each time: it lives on in browsers where it was registered.
  server.get('/sw.js', send('no-cache'));
  for (const file of AT_ROOT) server.get(file, send('public, max-age=3600'));
}

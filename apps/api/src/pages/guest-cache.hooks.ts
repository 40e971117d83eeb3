import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { ActivityHearing } from '../activity/activity.hearing.js';
import { Config } from '../config/settings.js';
import { addAssets } from './assets.js';
import { guestKey } from './guest.js';
import { GuestCache } from './guest-cache.js';
import { WebBuild } from './web-build.js';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Written at every page that a member reads, or piece by piece, and seen by that member alone; or a count that may be late. */
const UNSEEN = new Set([
  '/api/discussions/:id/read',
  '/api/uploads',
  '/api/uploads/:id',
  '/api/resources/:id/downloads',
]);

/** Serves guests' pages from memory before anything else is asked, and empties it at every write. */
@Injectable()
export class GuestCacheHooks implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly config: Config,
    private readonly cache: GuestCache,
    private readonly build: WebBuild,
    private readonly hearing: ActivityHearing,
  ) {}

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance() as unknown as FastifyInstance;
    addAssets(server, this.build);
    server.addHook('onRequest', (request, reply, done) => {
      if ((request.method !== 'GET' && request.method !== 'HEAD') || request.url.startsWith('/api/'))
        return done();
      const key = guestKey(request, this.config);
      const kept = key === null ? undefined : this.cache.find(key);
      if (!kept) return done();
      kept.send(request, reply);
    });
    server.addHook('onSend', (request, reply, payload, done) => {
      if (!READS.has(request.method) && reply.statusCode < 400 && !UNSEEN.has(request.routeOptions.url ?? ''))
        this.cache.empty();
      done(null, payload);
    });
    // What another process wrote reaches this one when a worker takes it up.
    this.hearing.hear('every', () => this.cache.empty());
  }
}

import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { SessionStrategies, sessionCookieName } from '../access/session.strategies.js';
import { Config } from '../config/settings.js';
import { bearerOf } from './bearer.js';
import { GUEST, type Viewer, type ViewedRequest } from './viewer.js';

/** Asks passport who is calling. A request without cookie or token is a guest at no cost. */
@Injectable()
export class SignedIn {
  private readonly cookie: string;

  constructor(
    config: Config,
    private readonly strategies: SessionStrategies,
  ) {
    this.cookie = `${sessionCookieName(config)}=`;
  }

  viewerOf(request: ViewedRequest, reply: FastifyReply): Promise<Viewer> {
    const { cookie, authorization } = request.headers;
    const token = bearerOf(authorization);
    if (!token && !cookie?.includes(this.cookie)) return Promise.resolve(GUEST);
    return new Promise((resolve, reject) => {
      const done = (fault: unknown, viewer: Viewer | false | null | undefined) =>
        fault ? reject(fault) : resolve(viewer || GUEST);
      // A request with a token is never known by its cookie: it was not asked for its origin.
      const way = token ? 'bearer' : 'session';
      const ask = this.strategies.passport.authenticate(way, { session: false }, done) as (
        req: unknown,
        res: unknown,
        next: (fault?: unknown) => void,
      ) => void;
      ask(request, reply.raw, (fault) => reject(fault));
    });
  }
}

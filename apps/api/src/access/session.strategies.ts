import { Injectable } from '@nestjs/common';
import passport from 'passport';
import { Strategy as BearerStrategy } from 'passport-http-bearer';
import { Strategy as CustomStrategy } from 'passport-custom';
import type { FastifyRequest } from 'fastify';
import { Config } from '../config/settings.js';
import { Sessions } from './sessions.js';

/** The `__Host-` prefix binds the cookie to this host, which browsers grant on https alone. */
export const sessionCookieName = (config: Config) => (config.secure ? '__Host-fp_session' : 'fp_session');

/** Passport's two ways to know a returning member: an Authorization header, or the session cookie. */
@Injectable()
export class SessionStrategies {
  /** The application's own: passport's default instance is one for all that share an operating-system process. */
  readonly passport = new passport.Passport();

  constructor(config: Config, sessions: Sessions) {
    this.passport.use(
      'bearer',
      new BearerStrategy((token, done) => {
        sessions.find(token, 'bearer').then((viewer) => done(null, viewer ?? false), done);
      }),
    );
    const name = sessionCookieName(config);
    this.passport.use(
      'session',
      new CustomStrategy((request, done) => {
        const token = (request as unknown as FastifyRequest).cookies[name];
        if (!token) return done(null, false);
        sessions.find(token, 'cookie').then((viewer) => done(null, viewer ?? false), done);
      }),
    );
  }
}

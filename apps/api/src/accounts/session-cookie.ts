import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sessionCookieName } from '../access/session.strategies.js';
import { Clock } from '../config/clock.js';
import { Config } from '../config/settings.js';
import { deviceOf } from './device.js';
import { networkOf } from './tries.js';

/** Where a sign-in comes from: the cookie that it replaces, and the browser. */
export interface Doorstep {
  cookie: string | undefined;
  device: string;
  /** The network that asks, for counting. */
  from: string;
}
/** An answer that brings a session with it, or takes it away. */
export interface Entered<T> {
  answer: T;
  session: { token: string; expires: Date } | null;
}

/** The session cookie on its way in and out. */
@Injectable()
export class SessionCookie {
  private readonly name: string;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {
    this.name = sessionCookieName(config);
  }

  doorstep(request: FastifyRequest): Doorstep {
    return {
      cookie: request.cookies[this.name],
      device: deviceOf(request.headers['user-agent']),
      from: networkOf(request.ip),
    };
  }

  /** Sets the cookie of a session that was begun, and gives the answer. */
  async grant<T>(reply: FastifyReply, entering: Promise<Entered<T>>): Promise<T> {
    const { answer, session } = await entering;
    if (session) {
      const maxAge = Math.floor((session.expires.getTime() - this.clock.now().getTime()) / 1_000);
      void reply.setCookie(this.name, session.token, { ...this.attributes, maxAge });
    }
    return answer;
  }

  async clear(reply: FastifyReply, leaving: Promise<void>): Promise<void> {
    await leaving;
    void reply.clearCookie(this.name, this.attributes);
  }

  private get attributes() {
    return { httpOnly: true, sameSite: 'lax', path: '/', secure: this.config.secure } as const;
  }
}

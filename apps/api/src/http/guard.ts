import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { HTTP_CODE_METADATA } from '@nestjs/common/constants.js';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { createHash } from 'node:crypto';
import { Sessions } from '../access/sessions.js';
import { Config } from '../config/settings.js';
import { bearerOf } from './bearer.js';
import { ACCESS, ANY_ORIGIN, RATE, type DeclaredAccess, type Rate } from './decorators.js';
import { DomainError, forbidden, signInFirst } from './problem.js';
import { RateLimits } from './rate-limits.js';
import { SignedIn } from './signed-in.js';
import { GUEST, type Viewer, type ViewedRequest } from './viewer.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** Default deny: finds the viewer, checks origin and rate, and lets in only what a route declares. */
@Injectable()
export class RequestGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly config: Config,
    private readonly limits: RateLimits,
    private readonly signedIn: SignedIn,
    private readonly sessions: Sessions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<ViewedRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const access = this.reflector.getAllAndOverride<DeclaredAccess | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!access) throw forbidden('This route does not say who may call it.');

    const viewer = await this.signedIn.viewerOf(request, reply);
    const writes = !SAFE.has(request.method);
    const token = bearerOf(request.headers.authorization);
    const anywhere = this.reflector.get<boolean | undefined>(ANY_ORIGIN, context.getHandler());
    if (writes && !anywhere && !token) this.checkOrigin(request.headers.origin);
    await this.limits.take(
      request,
      reply,
      viewer,
      this.reflector.get<Rate | undefined>(RATE, context.getHandler()),
    );
    if (token && viewer === GUEST) {
      // After it was counted. A program that read on as a guest would take what it no longer sees for gone.
      void reply.header('www-authenticate', 'Bearer error="invalid_token"');
      throw signInFirst();
    }
    if (access !== 'public' && viewer === GUEST) throw signInFirst();
    if (writes) this.sessions.touch(viewer);
    request.viewer = writes ? this.withKey(viewer, request, context.getHandler() as () => unknown) : viewer;
    return true;
  }

  private checkOrigin(origin: string | undefined): void {
    if (!origin || !this.config.ownOrigins.has(origin))
      throw new DomainError('foreign_origin', 403, 'This came from a page of another site.');
  }

  private withKey(viewer: Viewer, request: ViewedRequest, handler: () => unknown): Viewer {
    const key = request.headers['idempotency-key'];
    if (key === undefined || viewer === GUEST) return viewer;
    if (typeof key !== 'string' || !UUID.test(key))
      throw new DomainError('malformed_key', 400, 'The Idempotency-Key is not a UUID.');
    const asked = `${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`;
    const status = this.reflector.get<number | undefined>(HTTP_CODE_METADATA, handler) ?? 200;
    const hash = createHash('sha256').update(asked).digest('base64url');
    return { ...viewer, request: { key: key.toLowerCase(), hash, status } };
  }
}

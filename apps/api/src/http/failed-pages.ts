import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { DomainError } from './problem.js';
import type { ViewedRequest } from './viewer.js';

type Asked = Omit<ViewedRequest, 'viewer'>;
type Write = (request: Asked, reply: FastifyReply, status: 429 | 503, retryAfter?: number) => void;

/** Who opened an address in a browser gets a page also where a guard refused it. Whoever writes pages says how. */
@Injectable()
export class FailedPages {
  private written?: Write;

  writtenBy(write: Write): void {
    this.written = write;
  }

  /** False where a program asks, to be told as programs are. */
  answer(request: Asked, reply: FastifyReply, fault: DomainError): boolean {
    const isPage =
      request.method === 'GET' &&
      !request.url.startsWith('/api/') &&
      (request.headers.accept ?? '').includes('text/html');
    const { status, more } = fault;
    if ((status !== 429 && status !== 503) || !isPage || !this.written) return false;
    if (more.retryAfter) void reply.header('retry-after', more.retryAfter);
    this.written(request, reply, status, more.retryAfter);
    return true;
  }
}

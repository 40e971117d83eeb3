import { ArgumentsHost, Catch, HttpException, Logger, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { databaseProblem } from '../database/faults.js';
import { DomainError, problem } from './problem.js';

const CODES: Record<number, string> = {
  400: 'malformed',
  401: 'sign_in_first',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  408: 'too_slow',
  413: 'too_large',
  414: 'too_large',
  415: 'unsupported_type',
  422: 'invalid',
  429: 'too_many_requests',
  503: 'unavailable',
};

/** The one place where a failure becomes an answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('http');

  catch(fault: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') return;
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    sendProblem(host.switchToHttp().getResponse<FastifyReply>(), toDomainError(fault), () =>
      this.log.error(fault, `${request.method} ${request.routeOptions?.url ?? '?'}`),
    );
  }
}

/** Shared with Fastify's own error handler, which sees what never reaches a route. */
export function sendProblem(reply: FastifyReply, fault: DomainError, report: () => void): void {
  if (fault.status >= 500 && fault.status !== 503) report();
  if (fault.more.retryAfter) void reply.header('retry-after', fault.more.retryAfter);
  const body = problem(fault.status, fault.code, fault.message, fault.more);
  void reply
    .status(fault.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(body));
}

export function toDomainError(fault: unknown): DomainError {
  if (fault instanceof DomainError) return fault;
  const fromDatabase = databaseProblem(fault);
  if (fromDatabase) return fromDatabase;
  const status = fault instanceof HttpException ? fault.getStatus() : statusOf(fault);
  if (status >= 400 && status < 500)
    return new DomainError(CODES[status] ?? 'malformed', status, messageFor(status));
  if (status === 503)
    return new DomainError('unavailable', 503, 'Away for a moment. Nothing was lost; try again.', {
      retryAfter: 2,
    });
  return new DomainError('internal', 500, 'Something went wrong here. It was noted.');
}

const statusOf = (fault: unknown): number => {
  const status = (fault as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : 500;
};

function messageFor(status: number): string {
  if (status === 404) return 'There is nothing here, or nothing that you may see.';
  if (status === 413) return 'This is larger than 1 MiB.';
  if (status === 415) return 'Send JSON.';
  if (status === 400) return 'This cannot be read as JSON or as a path.';
  return 'This cannot be done.';
}

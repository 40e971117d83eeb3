import { ArgumentsHost, Catch, HttpException, Logger, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Database } from '../database/database.service.js';
import { databaseProblem } from '../database/faults.js';
import { FirstAnswer, doneBefore } from '../database/idempotency.js';
import { FailedPages } from './failed-pages.js';
import { DomainError, problem } from './problem.js';
import { sendAgain } from './kept-answers.js';
import type { Viewer, ViewedRequest } from './viewer.js';

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

  constructor(
    private readonly db: Database,
    private readonly pages: FailedPages,
  ) {}

  async catch(fault: unknown, host: ArgumentsHost): Promise<void> {
    if (host.getType() !== 'http') return;
    const request = host.switchToHttp().getRequest<ViewedRequest | SignedOutRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const answer = request.viewer?.request ? await this.answerOf(request.viewer, fault) : fault;
    if (answer instanceof FirstAnswer) return sendAgain(reply, answer);
    const refusal = toDomainError(answer);
    if (this.pages.answer(request, reply, refusal)) return;
    sendProblem(reply, refusal, () =>
      this.log.error(answer, `${request.method} ${request.routeOptions?.url ?? '?'}`),
    );
  }

  /**
   * Before a write is refused: was its key answered already? What was done then may be why it is refused now. Asked here
   * and not before the write, so that a first try, which nothing refuses, costs no question.
   */
  private async answerOf(viewer: Viewer, fault: unknown): Promise<unknown> {
    if (fault instanceof FirstAnswer) return fault;
    const refusal = toDomainError(fault);
    if (refusal.status >= 500) return fault;
    try {
      const unfinished = await this.db.kept(viewer);
      return unfinished && refusal.code !== 'request_running' ? doneBefore() : refusal;
    } catch (instead) {
      return instead;
    }
  }
}

/** What the guard refused has no viewer yet. */
type SignedOutRequest = Omit<ViewedRequest, 'viewer'> & { viewer?: undefined };

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

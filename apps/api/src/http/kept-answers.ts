import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Database } from '../database/database.service.js';
import type { FirstAnswer } from '../database/idempotency.js';
import type { ReturnsConfig } from './serializer.js';
import type { ViewedRequest } from './viewer.js';

/** An answer that was made after its write's commit is kept under the request's key before it is sent. */
export function addKeptAnswers(server: FastifyInstance, db: Database): void {
  const log = new Logger('http');
  server.addHook('onSend', (request, reply, payload, done) => {
    const { viewer } = request as Partial<ViewedRequest>;
    if (!viewer?.request?.unfinished || reply.statusCode >= 300 || typeof payload !== 'string')
      return done(null, payload);
    // What the write did is committed: without this a repeat is answered with the present state.
    void db
      .finish(viewer, reply.statusCode, payload)
      .catch((fault: unknown) => log.warn(fault, 'an answer was not kept'))
      .finally(() => done(null, payload));
  });
}

/** The first answer once more, as the contract of today has it where it still fits. */
export function sendAgain(reply: FastifyReply, { status, body }: FirstAnswer): void {
  if (body === null) return void reply.status(status).send();
  const { returns } = reply.request.routeOptions.config as ReturnsConfig;
  const shaped = returns?.safeParse(body);
  void reply
    .status(status)
    .header('content-type', 'application/json; charset=utf-8')
    .send(JSON.stringify(shaped?.success ? shaped.data : body));
}

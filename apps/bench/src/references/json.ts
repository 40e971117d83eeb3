import type { FastifyReply } from 'fastify';

/** Sent as text, so that Fastify neither looks for a schema nor guesses a type. */
export const sendJson = (reply: FastifyReply, answer: unknown): FastifyReply =>
  reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(answer));

export const encodeCursor = (values: (string | number)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

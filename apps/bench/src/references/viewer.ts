import type { FastifyRequest } from 'fastify';

/** The product finds the member by a session; a reference is simply told. */
export const VIEWER_HEADER = 'x-viewer';

export function viewerOf(request: FastifyRequest): number | null {
  const told = request.headers[VIEWER_HEADER];
  return told === undefined ? null : Number(told);
}

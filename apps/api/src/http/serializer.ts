import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';

/** Where `@Returns` leaves its schema for the hook below, in the route's own config. */
export interface ReturnsConfig {
  returns?: z.ZodType;
}

/**
 * Strips what the schema of `@Returns` does not name. A hook, not an interceptor: Nest runs those through
 * observables, which cost more than everything else that the pipeline does to a read.
 */
export function addSerializer(server: FastifyInstance): void {
  server.addHook('preSerialization', (request, reply, payload, done) => {
    const { returns } = request.routeOptions.config as ReturnsConfig;
    if (!returns || reply.statusCode >= 300 || typeof payload !== 'object' || payload === null)
      return done(null, payload);
    const { success, data, error } = returns.safeParse(payload);
    if (success) return done(null, data);
    done(
      new Error(
        `${request.routeOptions.url} answers what its contract does not allow: ${error.issues.map(({ path }) => path.join('.')).join(', ')}`,
      ),
    );
  });
}

import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { shapeOf } from './shape.js';

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
    const shape = returns && reply.statusCode < 300 ? shapeOf(returns) : null;
    if (!shape) return done(null, payload);
    let given: unknown;
    try {
      given = shape(payload);
    } catch (fault) {
      return done(fault as Error);
    }
    done(null, given);
  });
}

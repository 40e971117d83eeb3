import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Who asks. Every service method takes it first. */
export interface Viewer {
  /** Null for a guest; statements take it as a parameter and find nothing private for null. */
  readonly personId: number | null;
  readonly accountId: number | null;
  readonly sessionId: number | null;
  readonly operator: boolean;
  /** A ticket holder sees one thing without an account. */
  readonly ticket?: { subjectKind: string; subjectId: number };
  readonly request?: KeyedRequest;
}

/** A write that came with an Idempotency-Key. */
export interface KeyedRequest {
  readonly key: string;
  /** Of what it asks. */
  readonly hash: string;
  /** The status that its route answers with when all went well. */
  readonly status: number;
  /** Its write is committed, and its answer stands not yet under the key. */
  unfinished?: boolean;
}

export interface MemberViewer extends Viewer {
  readonly personId: number;
  readonly accountId: number;
  readonly sessionId: number;
}

export const GUEST: Viewer = Object.freeze({
  personId: null,
  accountId: null,
  sessionId: null,
  operator: false,
});

export const isMember = (viewer: Viewer): viewer is MemberViewer => viewer.personId !== null;

export type ViewedRequest = FastifyRequest & { viewer: Viewer };

/** The viewer that the guard found. */
export const TheViewer = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<ViewedRequest>().viewer,
);

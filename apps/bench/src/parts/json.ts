import { ordinaryThreads, postsPath } from '../harness/threads.ts';
import type { Part } from '../part.ts';
import { measureReads } from './reads.ts';

/** The first page of a thread as JSON, beside Fastify with pg. */
export const json: Part = async (stage) =>
  measureReads(
    stage,
    'thread, JSON',
    (await ordinaryThreads(stage.database)).map((thread) => postsPath(thread)),
  );

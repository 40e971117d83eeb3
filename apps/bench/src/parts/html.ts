import { ordinaryThreads, pagePath } from '../harness/threads.ts';
import type { Part } from '../part.ts';
import { measureReads } from './reads.ts';

/** The first page of a thread as HTML, beside Fastify sending the same bytes from memory. */
export const html: Part = async (stage) =>
  measureReads(stage, 'thread, HTML', (await ordinaryThreads(stage.database)).map(pagePath));

import type { Part } from '../part.ts';
import { measureReads } from './reads.ts';

/** The list of discussions, beside Fastify with pg. */
export const list: Part = (stage) => measureReads(stage, 'list, JSON', ['/api/discussions']);

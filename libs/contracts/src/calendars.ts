import { z } from 'zod';
import { Instant } from './common.js';

/** The address of a member's own calendar; `path` only in the answer that made it, since only its hash is kept. */
export const CalendarAddress = z
  .object({ madeAt: Instant.nullable(), path: z.string().nullable() })
  .meta({ id: 'CalendarAddress' });
export type CalendarAddress = z.infer<typeof CalendarAddress>;

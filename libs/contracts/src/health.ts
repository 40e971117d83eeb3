import { z } from 'zod';

/** `redis` only where one is set: without it each process goes on by itself. */
export const Health = z
  .object({ status: z.literal('ok'), redis: z.enum(['ok', 'away']).optional() })
  .meta({ id: 'Health' });
export type Health = z.infer<typeof Health>;

import { z } from 'zod';

export const Health = z.object({ status: z.enum(['ok', 'starting']) }).meta({ id: 'Health' });
export type Health = z.infer<typeof Health>;

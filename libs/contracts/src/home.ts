import { z } from 'zod';
import { DiscussionSummary } from './discussions.js';

/** `/`: a guest sees `live`; a member what needs them first. */
export const Home = z
  .object({
    live: z.array(DiscussionSummary),
    /** Member: own questions and threads with replies not yet read. */
    needsYou: z.array(DiscussionSummary),
    waiting: z.array(DiscussionSummary),
    inYourSpaces: z.array(DiscussionSummary),
    unansweredCount: z.number().int(),
    newcomer: z.boolean(),
  })
  .meta({ id: 'Home' });
export type Home = z.infer<typeof Home>;

import { z } from 'zod';
import { DiscussionSummary } from './discussions.js';
import { Notification } from './notifications.js';

/** `/`: a guest sees `live`; a member what needs them first. */
export const Home = z
  .object({
    live: z.array(DiscussionSummary),
    /** Member: own questions and threads with replies not yet read. */
    needsYou: z.array(DiscussionSummary),
    /** Member: where others named them, not yet read; what stands in `needsYou` already is left out. */
    mentions: z.array(Notification),
    waiting: z.array(DiscussionSummary),
    inYourSpaces: z.array(DiscussionSummary),
    unansweredCount: z.number().int(),
    /** One of the newcomer's steps is still to do: say what you can help with, join a space, say hello. */
    newcomer: z.boolean(),
    /** The member has written something. */
    saidHello: z.boolean(),
  })
  .meta({ id: 'Home' });
export type Home = z.infer<typeof Home>;

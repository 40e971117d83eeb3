import { z } from 'zod';
import { DiscussionSummary } from './discussions.js';
import { NATIONS } from './nations.js';
import { Notification } from './notifications.js';

/** A date that is near: of an event, or of a campaign that stands out. */
export const ComingUp = z
  .object({
    kind: z.enum(['event', 'campaign']),
    title: z.string(),
    path: z.string(),
    /** Wall clock: a day, or a day and time where it begins at one. */
    start: z.string(),
    end: z.string(),
    /** Where, in few words; null for a campaign and for what is online alone. */
    place: z.string().nullable(),
    online: z.boolean(),
    /** Dates of a campaign may be expected only. */
    confirmed: z.boolean(),
  })
  .meta({ id: 'ComingUp' });
export type ComingUp = z.infer<typeof ComingUp>;

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
    /** The next dates, soonest first. */
    comingUp: z.array(ComingUp),
    /** Guest: how many partnerships the directory has in each nation; empty where there is no directory. */
    nations: z.array(z.object({ nation: z.enum(NATIONS), count: z.number().int() })),
    unansweredCount: z.number().int(),
    /** One of the newcomer's steps is still to do: say what you can help with, join a space, say hello. */
    newcomer: z.boolean(),
    /** The member has written something. */
    saidHello: z.boolean(),
  })
  .meta({ id: 'Home' });
export type Home = z.infer<typeof Home>;

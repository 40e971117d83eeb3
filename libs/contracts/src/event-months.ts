import { z } from 'zod';
import { Id, Slug } from './common.js';
import { EventFormat, EventKind, EventStatus } from './events.js';

export const Month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'is not a month');

/** A month at a glance: how many there are on each day, and the first few of them. */
export const EventMonthQuery = z.strictObject({
  month: Month,
  kind: EventKind.optional(),
  format: EventFormat.optional(),
  space: Slug.optional(),
  campaign: Slug.optional(),
});
export type EventMonthQuery = z.infer<typeof EventMonthQuery>;
export const MonthEvent = z
  .object({
    id: Id,
    slug: z.string(),
    title: z.string(),
    kind: EventKind,
    status: EventStatus,
    start: z.string(),
    end: z.string(),
  })
  .meta({ id: 'MonthEvent' });
export type MonthEvent = z.infer<typeof MonthEvent>;
export const EventMonth = z
  .object({
    month: Month,
    days: z.array(z.object({ day: z.string(), count: z.number().int(), events: z.array(MonthEvent) })),
  })
  .meta({ id: 'EventMonth' });
export type EventMonth = z.infer<typeof EventMonth>;

import { z } from 'zod';
import { Instant, PageQuery, pageOf } from './common.js';
import { EMAIL_MAX } from './limits.js';

/** One mail as the development mailbox shows it. */
export const DevMail = z
  .object({
    to: z.string(),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    headers: z.record(z.string(), z.string()),
    sentAt: Instant,
  })
  .meta({ id: 'DevMail' });
export type DevMail = z.infer<typeof DevMail>;
export const DevMailPage = pageOf(DevMail, 'DevMailPage');

export const DevMailQuery = PageQuery.extend({
  to: z.string().trim().toLowerCase().max(EMAIL_MAX).optional(),
});
export type DevMailQuery = z.infer<typeof DevMailQuery>;

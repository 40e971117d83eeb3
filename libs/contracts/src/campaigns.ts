import { z } from 'zod';
import { Day, Slug, pageOf, textLine } from './common.js';
import { SUMMARY_MAX } from './limits.js';

/** Most campaigns have one theme a day for a week; a month may have one for each week. */
export const THEMES_MAX = 31;

export const Theme = z.object({ on: Day, title: z.string() });

/** When a campaign is in one year. Not confirmed: by its rule, or as its organiser usually does. */
export const CampaignYear = z
  .object({
    year: z.number().int(),
    start: Day,
    end: Day,
    confirmed: z.boolean(),
    themes: z.array(Theme),
  })
  .meta({ id: 'CampaignYear' });
export type CampaignYear = z.infer<typeof CampaignYear>;

export const CampaignSummary = z
  .object({
    slug: Slug,
    name: z.string(),
    organiser: z.string(),
    summary: z.string(),
    nations: z.string(),
    /** One of the great ones, and on now or soon: shown where others are only listed. */
    near: z.boolean(),
    /** It has begun, and is not over yet. */
    on: z.boolean(),
    /** It has no dates: it goes on all the year. */
    always: z.boolean(),
    /** What "usually" means where no rule gives dates. */
    usual: z.string().nullable(),
    /** The present or next one; null when nobody knows, or when it is over. */
    next: CampaignYear.nullable(),
  })
  .meta({ id: 'CampaignSummary' });
export type CampaignSummary = z.infer<typeof CampaignSummary>;
export const CampaignPage = pageOf(CampaignSummary, 'CampaignPage');

export const Campaign = CampaignSummary.extend({
  evidence: z.string(),
  note: z.string(),
  sources: z.array(z.string()),
  /** When somebody last looked at the sources. */
  checkedOn: Day,
  can: z.object({ confirm: z.boolean() }),
}).meta({ id: 'Campaign' });
export type Campaign = z.infer<typeof Campaign>;

/** `PUT /api/campaigns/:slug/years/:year`: what a steward found out. `confirmed: false` takes it back to "expected". */
export const SetCampaignYear = z
  .strictObject({
    start: Day,
    end: Day,
    confirmed: z.boolean(),
    themes: z
      .array(z.strictObject({ on: Day, title: textLine(1, SUMMARY_MAX) }))
      .max(THEMES_MAX)
      .default([]),
  })
  .meta({ id: 'SetCampaignYear' });
export type SetCampaignYear = z.infer<typeof SetCampaignYear>;

export const YearParam = z
  .string()
  .regex(/^2[01]\d\d$/, 'is not a year')
  .transform(Number);

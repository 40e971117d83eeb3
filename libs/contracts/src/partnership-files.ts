import { z } from 'zod';
import { Instant, PageQuery, Slug, textLine } from './common.js';
import { QUERY_MAX, ZOOM_MAX } from './limits.js';
import { NATIONS } from './nations.js';
import { Sector } from './organisations.js';
import {
  ACTIVITY_KINDS,
  FORMALITIES,
  FRESHNESSES,
  LIFECYCLES,
  PRECISIONS,
  SCALES,
} from './partnership-kinds.js';
import { PartnershipRef } from './partnerships.js';

const filter = {
  q: textLine(0, QUERY_MAX).optional(),
  nation: z.enum(NATIONS).optional(),
  sector: Sector.optional(),
  formality: z.enum(FORMALITIES).optional(),
  activity: z.enum(ACTIVITY_KINDS).optional(),
  lifecycle: z.enum(LIFECYCLES).optional(),
};
export const PartnershipQuery = PageQuery.extend({
  ...filter,
  /** Those that an organisation takes part in, by its slug. */
  organisation: Slug.optional(),
  /** Those that are hidden, for who looks after the directory. */
  hidden: z.enum(['true']).optional(),
});
export type PartnershipQuery = z.infer<typeof PartnershipQuery>;
/** The whole of what a filter finds, as a file. */
export const PartnershipFileQuery = z.strictObject(filter);
export type PartnershipFileQuery = z.infer<typeof PartnershipFileQuery>;

/**
 * A map's question: with `zoom`, points that would lie on one another come as one, with their count; with `box`
 * (west, south, east, north), only what is in sight.
 */
export const PartnershipMapQuery = z.strictObject({
  ...filter,
  zoom: z.coerce.number().int().min(0).max(ZOOM_MAX).optional(),
  box: z
    .string()
    .regex(/^-?\d{1,3}(\.\d{1,6})?(,-?\d{1,3}(\.\d{1,6})?){3}$/, 'is not west,south,east,north')
    .optional(),
});
export type PartnershipMapQuery = z.infer<typeof PartnershipMapQuery>;

const Point = z.object({ type: z.literal('Point'), coordinates: z.tuple([z.number(), z.number()]) });
export const PartnershipFeature = z.object({
  type: z.literal('Feature'),
  /** Null in a file of the whole, for what has no place on a map: RFC 7946 has it so. */
  geometry: Point.nullable(),
  properties: z.union([
    z.object({
      slug: z.string(),
      name: z.string(),
      nation: z.enum(NATIONS),
      scale: z.enum(SCALES),
      area: z.string(),
      precision: z.enum(PRECISIONS).nullable(),
      formality: z.enum(FORMALITIES),
      sectors: z.array(Sector),
      freshness: z.enum(FRESHNESSES),
      /** In a file of its own, which is read away from here: the record's page, with its sources, and their day. */
      page: z.string().optional(),
      asOf: z.string().nullable().optional(),
      verifiedAt: Instant.nullable().optional(),
    }),
    z.object({
      cluster: z.literal(true),
      count: z.number().int(),
      /** West, south, east, north of what it stands for. */
      bounds: z.array(z.number()),
      /** Set where it stands for what covers a whole nation. */
      nation: z.enum(NATIONS).nullable(),
      /** Named one by one where they are few. */
      items: z.array(PartnershipRef),
    }),
  ]),
});
export type PartnershipFeature = z.infer<typeof PartnershipFeature>;
/**
 * RFC 7946, with how many the filter finds, and how many of them have a place on a map. Without `zoom` and `box` it has
 * the same records as the other files; a map is given what it can show.
 */
export const PartnershipFeatures = z
  .object({
    type: z.literal('FeatureCollection'),
    total: z.number().int(),
    placed: z.number().int(),
    features: z.array(PartnershipFeature),
  })
  .meta({ id: 'PartnershipFeatures' });
export type PartnershipFeatures = z.infer<typeof PartnershipFeatures>;

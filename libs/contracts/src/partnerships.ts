import { z } from 'zod';
import { Person } from './accounts.js';
import { Id, Instant, PageQuery, Slug, Version, pageOf, textBlock, textLine } from './common.js';
import {
  LIST_MAX,
  MEMBERS_MAX,
  NAMES_MAX,
  ORGANISATION_MAX,
  QUERY_MAX,
  SUMMARY_MAX,
  TAGS_MAX,
  TAG_MAX,
  TITLE_MAX,
  TITLE_MIN,
  URL_MAX,
  ZOOM_MAX,
} from './limits.js';
import { NATIONS } from './nations.js';
import { OrganisationRef, Sector } from './organisations.js';
import {
  ACTIVITY_KINDS,
  AGREEMENT_STATUSES,
  AGREEMENT_TYPES,
  EVIDENCES,
  FORMALITIES,
  FRESHNESSES,
  LIFECYCLES,
  MEMBER_SECTOR_NAMES,
  PARTNERSHIP_KINDS,
  PRECISIONS,
  SCALES,
} from './partnership-kinds.js';

/** A day, or as much of it as is known: `2022`, `2022-01` or `2022-01-31`. */
export const PartialDate = z
  .string()
  .regex(
    /^[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/,
    'is not a date as 2022, 2022-01 or 2022-01-31',
  )
  .refine(isOnCalendar, 'is not a day of the calendar');
function isOnCalendar(date: string): boolean {
  const time = Date.parse(date);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

/** A place on the web; nothing that a browser would run. */
export const WebAddress = z
  .string()
  .trim()
  .max(URL_MAX)
  .refine((text) => /^https?:\/\/[^\s/]+/.test(text) && URL.canParse(text), 'is not a web address');

const LATITUDE = 'lies off the earth: latitudes go from -90 to 90';
const LONGITUDE = 'lies off the earth: longitudes go from -180 to 180';
export const Pin = z
  .strictObject({
    label: textLine(1, TITLE_MAX),
    lat: z.number().min(-90, LATITUDE).max(90, LATITUDE),
    lon: z.number().min(-180, LONGITUDE).max(180, LONGITUDE),
    precision: z.enum(PRECISIONS),
  })
  .meta({ id: 'Pin' });
export type Pin = z.infer<typeof Pin>;

export const PartnershipLink = z.strictObject({ title: textLine(1, TITLE_MAX), url: WebAddress });
/** Where a fact comes from, and which. */
export const PartnershipSource = z.strictObject({
  title: textLine(1, TITLE_MAX),
  url: WebAddress.nullable(),
  supports: textLine(0, SUMMARY_MAX),
});
export const PartnershipActivity = z.strictObject({
  kind: z.enum(ACTIVITY_KINDS),
  title: textLine(1, TITLE_MAX),
  date: PartialDate.nullable(),
  evidence: z.enum(EVIDENCES),
});
export const Agreement = z.strictObject({
  type: z.enum(AGREEMENT_TYPES),
  status: z.enum(AGREEMENT_STATUSES),
  signedOn: PartialDate.nullable(),
  reviewDueOn: PartialDate.nullable(),
  url: WebAddress.nullable(),
});
/** Since when, and how that is known. */
export const Founded = z.strictObject({ date: PartialDate.nullable(), basis: textLine(0, SUMMARY_MAX) });

export const PartnershipRef = z.object({ slug: z.string(), name: z.string() }).meta({ id: 'PartnershipRef' });
export type PartnershipRef = z.infer<typeof PartnershipRef>;

export const PartnershipMember = z
  .object({
    /** As the source writes it; the organisation beside it may be called otherwise today. */
    name: z.string(),
    organisation: OrganisationRef.nullable(),
    sector: z.enum(MEMBER_SECTOR_NAMES),
    evidence: z.enum(EVIDENCES),
    /** Several that the source does not name one by one. */
    collective: z.boolean(),
    note: z.string(),
  })
  .meta({ id: 'PartnershipMember' });
export type PartnershipMember = z.infer<typeof PartnershipMember>;

/** One row of the directory. `sectors` and `activities` are those that its members and activities name. */
export const PartnershipSummary = z
  .object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    aliases: z.array(z.string()),
    nation: z.enum(NATIONS),
    scale: z.enum(SCALES),
    area: z.string(),
    pin: Pin.nullable(),
    sectors: z.array(Sector),
    formality: z.enum(FORMALITIES),
    lifecycle: z.enum(LIFECYCLES),
    activities: z.array(z.enum(ACTIVITY_KINDS)),
    memberCount: z.number().int(),
    freshness: z.enum(FRESHNESSES),
    verifiedAt: Instant.nullable(),
    /** The day of the newest of its sources, or as much of it as is known. */
    asOf: z.string().nullable(),
    claimed: z.boolean(),
    version: Version,
  })
  .meta({ id: 'PartnershipSummary' });
export type PartnershipSummary = z.infer<typeof PartnershipSummary>;
export const PartnershipPage = pageOf(PartnershipSummary, 'PartnershipPage');

/** Who looks after a record, or would like to. Names are for the signed-in. */
export const Steward = z
  .object({ person: Person, state: z.enum(['asked', 'confirmed']), since: Instant, note: z.string() })
  .meta({ id: 'Steward' });
export type Steward = z.infer<typeof Steward>;

export const Partnership = PartnershipSummary.extend({
  kind: z.enum(PARTNERSHIP_KINDS),
  purpose: z.array(z.string()),
  formalityBasis: z.string(),
  founded: Founded.nullable(),
  agreement: Agreement,
  members: z.array(PartnershipMember),
  activityList: z.array(PartnershipActivity),
  links: z.array(PartnershipLink),
  sources: z.array(PartnershipSource),
  tags: z.array(z.string()),
  /** What it is not to be confused with. */
  distinction: z.string(),
  related: z.array(PartnershipRef),
  successor: PartnershipRef.nullable(),
  verifiedBy: Person.nullable(),
  reviewDueAt: Instant.nullable(),
  staleAt: Instant.nullable(),
  stewardCount: z.number().int(),
  /** Confirmed ones for the signed-in; those who ask as well for who decides. */
  stewards: z.array(Steward),
  myClaim: z.enum(['asked', 'confirmed']).nullable(),
  hidden: z.boolean(),
  can: z.object({
    edit: z.boolean(),
    verify: z.boolean(),
    claim: z.boolean(),
    decide: z.boolean(),
    history: z.boolean(),
  }),
}).meta({ id: 'Partnership' });
export type Partnership = z.infer<typeof Partnership>;

/** A member by its name: an organisation of that name is found, or made unlisted. */
const MemberWish = z.strictObject({
  name: textLine(1, ORGANISATION_MAX),
  sector: z.enum(MEMBER_SECTOR_NAMES),
  evidence: z.enum(EVIDENCES).default('member'),
  collective: z.boolean().default(false),
  note: textLine(0, SUMMARY_MAX).default(''),
});

const fields = {
  name: textLine(TITLE_MIN, TITLE_MAX),
  kind: z.enum(PARTNERSHIP_KINDS),
  aliases: z.array(textLine(1, TITLE_MAX)).max(NAMES_MAX),
  nation: z.enum(NATIONS),
  scale: z.enum(SCALES),
  area: textLine(1, TITLE_MAX),
  pin: Pin.nullable(),
  purpose: z.array(textLine(1, SUMMARY_MAX)).max(LIST_MAX),
  formality: z.enum(FORMALITIES),
  formalityBasis: textBlock(0, SUMMARY_MAX),
  lifecycle: z.enum(LIFECYCLES),
  founded: Founded.nullable(),
  agreement: Agreement,
  members: z.array(MemberWish).max(MEMBERS_MAX),
  activityList: z.array(PartnershipActivity).max(LIST_MAX),
  links: z.array(PartnershipLink).max(LIST_MAX),
  sources: z.array(PartnershipSource).max(LIST_MAX),
  tags: z.array(textLine(1, TAG_MAX).transform((tag) => tag.toLowerCase())).max(TAGS_MAX),
  distinction: textLine(0, SUMMARY_MAX),
};

/** `POST /api/partnerships`: four things must be said, the rest can come later. */
export const CreatePartnership = z
  .strictObject({
    name: fields.name,
    nation: fields.nation,
    scale: fields.scale,
    area: fields.area,
    kind: fields.kind.default('local-partnership'),
    aliases: fields.aliases.default([]),
    pin: fields.pin.default(null),
    purpose: fields.purpose.default([]),
    formality: fields.formality.default('unknown'),
    formalityBasis: fields.formalityBasis.default(''),
    lifecycle: fields.lifecycle.default('unknown'),
    founded: fields.founded.default(null),
    agreement: Agreement.default({
      type: 'unknown',
      status: 'unknown',
      signedOn: null,
      reviewDueOn: null,
      url: null,
    }),
    members: fields.members.default([]),
    activityList: fields.activityList.default([]),
    links: fields.links.default([]),
    sources: fields.sources.default([]),
    tags: fields.tags.default([]),
    distinction: fields.distinction.default(''),
  })
  .meta({ id: 'CreatePartnership' });
export type CreatePartnership = z.infer<typeof CreatePartnership>;

/** `PATCH`: what is left out stays. `successor` is the slug of what came after; `hidden` is for moderators. */
export const ChangePartnership = z
  .strictObject({
    version: Version,
    ...(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.optional()])) as {
      [K in keyof typeof fields]: z.ZodOptional<(typeof fields)[K]>;
    }),
    successor: Slug.nullable().optional(),
    hidden: z.boolean().optional(),
  })
  .meta({ id: 'ChangePartnership' });
export type ChangePartnership = z.infer<typeof ChangePartnership>;

/** "Still right", said of what stands there at this version. */
export const VerifyPartnership = z.strictObject({ version: Version }).meta({ id: 'VerifyPartnership' });
export type VerifyPartnership = z.infer<typeof VerifyPartnership>;
/** "I look after this": what shows it, in a line, for the moderator who confirms. */
export const ClaimPartnership = z
  .preprocess((body) => body ?? {}, z.strictObject({ note: textLine(0, SUMMARY_MAX).default('') }))
  .meta({ id: 'ClaimPartnership' });
export type ClaimPartnership = z.infer<typeof ClaimPartnership>;
/** One record was another of the same: its names, links and sources go over to `into`, a slug. */
export const MergePartnership = z.strictObject({ into: Slug }).meta({ id: 'MergePartnership' });
export type MergePartnership = z.infer<typeof MergePartnership>;

/** One change of a record: who did what, and what stood there before, field by field. */
export const PartnershipRevision = z
  .object({
    version: Version,
    at: Instant,
    by: Person.nullable(),
    did: z.enum(['created', 'edited', 'verified', 'merged', 'hidden', 'shown']),
    changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
  })
  .meta({ id: 'PartnershipRevision' });
export type PartnershipRevision = z.infer<typeof PartnershipRevision>;
export const PartnershipHistory = z
  .object({ items: z.array(PartnershipRevision) })
  .meta({ id: 'PartnershipHistory' });
export type PartnershipHistory = z.infer<typeof PartnershipHistory>;

const filter = {
  q: textLine(0, QUERY_MAX).optional(),
  nation: z.enum(NATIONS).optional(),
  sector: Sector.optional(),
  formality: z.enum(FORMALITIES).optional(),
  activity: z.enum(ACTIVITY_KINDS).optional(),
  lifecycle: z.enum(LIFECYCLES).optional(),
};
export const PartnershipQuery = PageQuery.extend(filter);
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
  geometry: Point,
  properties: z.union([
    z.object({
      slug: z.string(),
      name: z.string(),
      nation: z.enum(NATIONS),
      scale: z.enum(SCALES),
      area: z.string(),
      precision: z.enum(PRECISIONS),
      formality: z.enum(FORMALITIES),
      sectors: z.array(Sector),
      freshness: z.enum(FRESHNESSES),
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
/** RFC 7946, with how many the filter finds, and how many of them have a place on a map. */
export const PartnershipFeatures = z
  .object({
    type: z.literal('FeatureCollection'),
    total: z.number().int(),
    placed: z.number().int(),
    features: z.array(PartnershipFeature),
  })
  .meta({ id: 'PartnershipFeatures' });
export type PartnershipFeatures = z.infer<typeof PartnershipFeatures>;

/** How many there are in each nation, for the front page. */
export const NationCounts = z
  .object({ items: z.array(z.object({ nation: z.enum(NATIONS), count: z.number().int() })) })
  .meta({ id: 'NationCounts' });
export type NationCounts = z.infer<typeof NationCounts>;

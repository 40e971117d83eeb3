import { z } from 'zod';
import { Person } from './accounts.js';
import { Id, Instant, Version, pageOf, textLine } from './common.js';
import { SUMMARY_MAX, TITLE_MAX, URL_MAX } from './limits.js';
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
  .pipe(z.url({ protocol: /^https?$/, error: 'is not a web address' }));

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

/** A wish to look after a record, for who decides. */
export const Claim = z
  .object({ partnership: PartnershipRef, person: Person, note: z.string(), since: Instant })
  .meta({ id: 'Claim' });
export type Claim = z.infer<typeof Claim>;
export const ClaimPage = pageOf(Claim, 'ClaimPage');

/** Everything that a record says, the same for all who may see it. */
export const PartnershipRecord = PartnershipSummary.extend({
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
}).meta({ id: 'PartnershipRecord' });
export type PartnershipRecord = z.infer<typeof PartnershipRecord>;
/** `GET /api/partnerships.json`: the whole of what a filter finds. */
export const PartnershipRecords = z
  .object({ items: z.array(PartnershipRecord) })
  .meta({ id: 'PartnershipRecords' });

export const Partnership = PartnershipRecord.extend({
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
export const PartnershipHistory = pageOf(PartnershipRevision, 'PartnershipHistory');
export type PartnershipHistory = z.infer<typeof PartnershipHistory>;

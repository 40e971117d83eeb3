/** What partnerships can be, free of zod, so that the browser can load it alone. Words for each are in `partnerships.json`. */
import type { Nation } from './nations.js';
import type { Sector } from './organisations.js';

/** How far a partnership reaches, from near to far. A pin says where it is found; this says whom it covers. */
export const SCALES = ['borough', 'city', 'county', 'health-board', 'icb', 'region', 'nation', 'uk'] as const;
export type Scale = (typeof SCALES)[number];

export const PARTNERSHIP_KINDS = [
  'local-partnership',
  'service-agreement',
  'national-programme',
  'scheme',
  'network',
] as const;
export type PartnershipKind = (typeof PARTNERSHIP_KINDS)[number];

/** Never a yes or no, and never without the evidence for it. */
export const FORMALITIES = ['formal', 'informal', 'mixed', 'unknown'] as const;
export type Formality = (typeof FORMALITIES)[number];

export const LIFECYCLES = ['idea', 'forming', 'active', 'quiet', 'dormant', 'ended', 'unknown'] as const;
export type Lifecycle = (typeof LIFECYCLES)[number];

export const AGREEMENT_TYPES = [
  'mou',
  'sla',
  'terms-of-reference',
  'action-plan',
  'data-sharing',
  'none',
  'unknown',
] as const;
export type AgreementType = (typeof AGREEMENT_TYPES)[number];

export const AGREEMENT_STATUSES = [
  'none-known',
  'drafting',
  'out-for-signature',
  'signed',
  'in-place',
  'review-due',
  'expired',
  'ended',
  'unknown',
] as const;
export type AgreementStatus = (typeof AGREEMENT_STATUSES)[number];

/** How exactly a pin is meant. An area's and a nation's pin only carries its label. */
export const PRECISIONS = ['town', 'area', 'nation'] as const;
export type Precision = (typeof PRECISIONS)[number];

export const ACTIVITY_KINDS = [
  'training',
  'signposting',
  'reading-project',
  'campaign',
  'event',
  'presentation',
  'stock-redistribution',
  'shared-space',
  'shared-collection',
  'enquiry-referral',
  'student-transition',
  'library-service',
  'pilot',
  'programme',
  'data',
  'other',
] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** How a fact is known: said by a member of the site, by an article or a page, or not stated outright. */
export const EVIDENCES = ['member', 'article', 'page', 'inferred'] as const;
export type Evidence = (typeof EVIDENCES)[number];

/** What a member of a partnership is, finer than the sector that people choose for themselves. */
export const MEMBER_SECTORS = {
  'nhs-library': 'nhs',
  'nhs-board': 'nhs',
  icb: 'nhs',
  'national-nhs-body': 'nhs',
  'primary-care': 'nhs',
  university: 'university',
  'further-education': 'university',
  'public-library': 'public-library',
  council: 'council',
  'patient-voice': 'patient-voice',
  'charity-condition': 'charity',
  'charity-infrastructure': 'charity',
  'community-group': 'charity',
  hospice: 'charity',
  'social-care': 'other',
  'independent-library': 'other',
  'special-library': 'other',
  'library-body': 'other',
  'research-or-innovation': 'other',
  funder: 'other',
  government: 'other',
  mixed: 'other',
  other: 'other',
} as const satisfies Record<string, Sector>;
export type MemberSector = keyof typeof MEMBER_SECTORS;
export const MEMBER_SECTOR_NAMES = Object.keys(MEMBER_SECTORS) as MemberSector[];

/** Whether somebody has checked a record, and how long ago. */
export const FRESHNESSES = ['unverified', 'current', 'review-due', 'stale'] as const;
export type Freshness = (typeof FRESHNESSES)[number];

/** A record that nobody looked at for half a year is to be looked at again, as HLISD does it; after a year it says so in plain sight. */
export const REVIEW_MONTHS = 6;
export const STALE_MONTHS = 12;

/** The same day of the month some months on, or its last day. */
export function monthsAfter(instant: string, months: number): Date {
  const then = new Date(instant);
  const day = then.getUTCDate();
  then.setUTCDate(1);
  then.setUTCMonth(then.getUTCMonth() + months);
  const last = new Date(Date.UTC(then.getUTCFullYear(), then.getUTCMonth() + 1, 0)).getUTCDate();
  then.setUTCDate(Math.min(day, last));
  return then;
}

export function freshnessOf(verifiedAt: string | null, now: Date): Freshness {
  if (verifiedAt === null) return 'unverified';
  if (now >= monthsAfter(verifiedAt, STALE_MONTHS)) return 'stale';
  return now >= monthsAfter(verifiedAt, REVIEW_MONTHS) ? 'review-due' : 'current';
}

/** What the address of the directory can ask, the same for map, table and files. */
export interface DirectoryFilter {
  q?: string;
  nation?: Nation;
  sector?: Sector;
  formality?: Formality;
  activity?: ActivityKind;
  lifecycle?: Lifecycle;
}

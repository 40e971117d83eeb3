import { freshnessOf } from '@fingerpost/contracts/partnership-kinds';
import type { Partnership, PartnershipSummary, Pin, Steward } from '@fingerpost/contracts/partnerships';
import type { PartnershipFacts } from '@fingerpost/contracts/permissions';

/** What a row of the directory shows, of the partnership joined as `p`. */
export const SUMMARY_COLUMNS = `p.id, p.slug, p.name, p.aliases, p.nation, p.scale, p.area, p.pin_label, p.pin_lat, p.pin_lon, p.pin_precision,
  p.sectors, p.formality, p.lifecycle, p.activities, p.member_count, p.verified_at, p.as_of, p.version,
  EXISTS (SELECT 1 FROM partnership_stewards s WHERE s.partnership_id = p.id AND s.state = 'confirmed') AS claimed`;

export interface SummaryRow {
  [column: string]: unknown;
  id: number;
  slug: string;
  name: string;
  aliases: string[];
  nation: PartnershipSummary['nation'];
  scale: PartnershipSummary['scale'];
  area: string;
  pin_label: string | null;
  pin_lat: number | null;
  pin_lon: number | null;
  pin_precision: Pin['precision'] | null;
  sectors: PartnershipSummary['sectors'];
  formality: PartnershipSummary['formality'];
  lifecycle: PartnershipSummary['lifecycle'];
  activities: PartnershipSummary['activities'];
  member_count: number;
  verified_at: Date | null;
  as_of: string | null;
  version: number;
  claimed: boolean;
}

/** The four columns of a pin stand together, or none of them does. */
export const pinOf = (row: SummaryRow): Pin | null =>
  row.pin_label === null || row.pin_lat === null || row.pin_lon === null || row.pin_precision === null
    ? null
    : { label: row.pin_label, lat: row.pin_lat, lon: row.pin_lon, precision: row.pin_precision };

export function toSummary(row: SummaryRow, now: Date): PartnershipSummary {
  const verifiedAt = row.verified_at?.toISOString() ?? null;
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    aliases: row.aliases,
    nation: row.nation,
    scale: row.scale,
    area: row.area,
    pin: pinOf(row),
    sectors: row.sectors,
    formality: row.formality,
    lifecycle: row.lifecycle,
    activities: row.activities,
    memberCount: row.member_count,
    freshness: freshnessOf(verifiedAt, now),
    verifiedAt,
    asOf: row.as_of,
    claimed: row.claimed,
    version: row.version,
  };
}

export interface DetailRow extends SummaryRow {
  author_id: number | null;
  state: string;
  kind: Partnership['kind'];
  purpose: string[];
  formality_basis: string;
  founded: Partnership['founded'];
  agreement: Partnership['agreement'];
  activity_list: Partnership['activityList'];
  links: Partnership['links'];
  sources: Partnership['sources'];
  tags: string[];
  distinction: string;
  members: Partnership['members'];
  related: Partnership['related'];
  successor: Partnership['successor'];
  verified_by_person: Partnership['verifiedBy'];
  stewards: (Omit<Steward, 'since'> & { since: string })[];
}

export const factsOf = (row: DetailRow, viewerId: number | null): PartnershipFacts => ({
  authorId: row.author_id,
  claim: row.stewards.find(({ person }) => person.id === viewerId)?.state ?? null,
  stewardCount: row.stewards.filter(({ state }) => state === 'confirmed').length,
});

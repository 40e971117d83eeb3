import { freshnessOf } from '@fingerpost/contracts/partnership-kinds';
import type {
  Partnership,
  PartnershipRecord,
  PartnershipSummary,
  Pin,
  Steward,
} from '@fingerpost/contracts/partnerships';
import type { PartnershipFacts } from '@fingerpost/contracts/permissions';
import { seesDirectoryEntry } from '../access/predicate.js';

/** What a row of the directory shows, of the partnership joined as `p`. */
export const SUMMARY_COLUMNS = `p.id, p.slug, p.name, p.aliases, p.nation, p.scale, p.area, p.pin_label, p.pin_lat, p.pin_lon, p.pin_precision,
  p.sectors, p.formality, p.lifecycle, p.activities, p.member_count, p.verified_at, p.as_of, p.version,
  EXISTS (SELECT 1 FROM partnership_stewards s WHERE s.partnership_id = p.id AND s.state = 'confirmed') AS claimed`;

export const PERSON = (alias: string) =>
  `json_build_object('id', ${alias}.id, 'kind', ${alias}.kind, 'name', ${alias}.name, 'sector', ${alias}.sector,
     'organisation', (SELECT o.name FROM organisations o WHERE o.id = ${alias}.organisation_id))`;
export const REF = (alias: string) => `json_build_object('slug', ${alias}.slug, 'name', ${alias}.name)`;
const VISIBLE_REF = (alias: string) =>
  `${alias}.merged_into_id IS NULL AND ${alias}.state = 'published' AND ${seesDirectoryEntry(alias, '$1')}`;

/** All that the partnership joined as `p` says; `$1` is the viewer. */
export const RECORD_COLUMNS = `${SUMMARY_COLUMNS}, p.kind, p.purpose, p.formality_basis, p.founded, p.agreement, p.activity_list,
  p.links, p.sources, p.tags, p.distinction,
  coalesce((SELECT json_agg(json_build_object('name', m.name, 'sector', m.sector, 'evidence', m.evidence, 'collective', m.collective, 'note', m.note,
      'organisation', CASE WHEN o.id IS NOT NULL THEN json_build_object('id', o.id, 'slug', o.slug, 'name', o.name, 'listed', o.listed) END) ORDER BY m.position)
    FROM partnership_members m LEFT JOIN organisations o ON o.id = m.organisation_id WHERE m.partnership_id = p.id), '[]') AS members,
  coalesce((SELECT json_agg(${REF('r')} ORDER BY r.name COLLATE names, r.id) FROM partnership_relations t
    JOIN partnerships r ON r.id = CASE WHEN t.one_id = p.id THEN t.other_id ELSE t.one_id END
    WHERE (t.one_id = p.id OR t.other_id = p.id) AND ${VISIBLE_REF('r')}), '[]') AS related,
  (SELECT ${REF('n')} FROM partnerships n WHERE n.id = p.successor_id AND ${VISIBLE_REF('n')}) AS successor`;

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

export interface RecordRow extends SummaryRow {
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
}

export const toRecord = (row: RecordRow, now: Date): PartnershipRecord => ({
  ...toSummary(row, now),
  kind: row.kind,
  purpose: row.purpose,
  formalityBasis: row.formality_basis,
  founded: row.founded,
  agreement: row.agreement,
  members: row.members,
  activityList: row.activity_list,
  links: row.links,
  sources: row.sources,
  tags: row.tags,
  distinction: row.distinction,
  related: row.related,
  successor: row.successor,
});

export interface DetailRow extends RecordRow {
  author_id: number | null;
  state: string;
  verified_by_person: Partnership['verifiedBy'];
  stewards: (Omit<Steward, 'since'> & { since: string })[];
}

export const factsOf = (row: DetailRow, viewerId: number | null): PartnershipFacts => ({
  authorId: row.author_id,
  claim: row.stewards.find(({ person }) => person.id === viewerId)?.state ?? null,
  stewardCount: row.stewards.filter(({ state }) => state === 'confirmed').length,
});

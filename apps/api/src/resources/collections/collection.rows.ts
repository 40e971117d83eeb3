import type { Collection, CollectionSummary } from '@fingerpost/contracts/collections';
import { collectionPolicy, type Standing } from '@fingerpost/contracts/permissions';
import type { Role, Visibility } from '@fingerpost/contracts/spaces';
import { toPerson, type AuthorRow } from '../../discussions/discussion.rows.js';
import { toSummary as toResource, type SummaryRow } from '../resource.rows.js';

export interface CollectionRow extends AuthorRow {
  id: number;
  slug: string;
  title: string;
  summary: string;
  space_id: number;
  space_slug: string;
  space_name: string;
  space_visibility: Visibility;
  count: number;
  written_at: Date;
  changed_at: Date;
  version: number;
  role: Role | null;
}
export interface ItemRow extends SummaryRow {
  note: string;
}

export const toSummary = (row: CollectionRow): CollectionSummary => ({
  id: row.id,
  slug: row.slug,
  title: row.title,
  summary: row.summary,
  space: { id: row.space_id, slug: row.space_slug, name: row.space_name, visibility: row.space_visibility },
  author: toPerson(row),
  count: row.count,
  createdAt: row.written_at.toISOString(),
  changedAt: row.changed_at.toISOString(),
  version: row.version,
});

export const toCollection = (
  row: CollectionRow,
  standing: Standing,
  items: readonly ItemRow[],
  now: Date,
): Collection => ({
  ...toSummary(row),
  items: items.map((item) => ({ resource: toResource(item, standing.personId, now), note: item.note })),
  can: collectionPolicy(standing, { authorId: row.author_id }),
});

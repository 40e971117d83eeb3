import type { Resource, ResourceSummary, ResourceVersion } from '@fingerpost/contracts/resources';
import type { FileFormat } from '@fingerpost/contracts/formats';
import { resourcePolicy, type Standing } from '@fingerpost/contracts/permissions';
import type { Role, Visibility } from '@fingerpost/contracts/spaces';
import { toPerson, type AuthorRow } from '../discussions/discussion.rows.js';
import { toStoredFile, type FileRow } from '../files/file.rows.js';

export interface SummaryRow extends AuthorRow {
  id: number;
  slug: string;
  title: string;
  summary: string;
  kind: ResourceSummary['kind'];
  tags: string[];
  audience: ResourceSummary['audience'];
  licence: ResourceSummary['licence'];
  state: 'held' | 'published';
  number: number;
  format: 'link' | FileFormat | null;
  size: number | null;
  space_id: number;
  space_slug: string;
  space_name: string;
  space_visibility: Visibility;
  written_at: Date;
  changed_at: Date;
  download_count: number;
  use_count: number;
  review_by: string | null;
  thumbnail_key: string | null;
  version: number;
}

/** The day that a review date is held against: UTC's, the same for everybody. */
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** Beside the day of whoever looks: a review that was due yesterday is out of date today. */
export function toSummary(row: SummaryRow, personId: number | null, now: Date): ResourceSummary {
  const shown = row.thumbnail_key !== null && (row.licence !== 'members' || personId !== null);
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    summary: row.summary,
    kind: row.kind,
    tags: row.tags,
    audience: row.audience,
    licence: row.licence,
    format: row.format,
    size: row.size,
    state: row.state,
    space: { id: row.space_id, slug: row.space_slug, name: row.space_name, visibility: row.space_visibility },
    author: toPerson(row),
    createdAt: row.written_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    number: row.number,
    downloadCount: row.download_count,
    useCount: row.use_count,
    mayBeOutOfDate: row.review_by !== null && row.review_by < dayOf(now),
    thumbnail: shown ? `/api/resources/${row.id}/thumbnail?version=${row.number}` : null,
    version: row.version,
  };
}

export interface DetailRow extends SummaryRow {
  owner_id: number | null;
  owner_kind: AuthorRow['author_kind'];
  owner_name: string;
  owner_sector: AuthorRow['author_sector'];
  owner_organisation: string | null;
  unattended: boolean;
  role: Role | null;
  last_number: number;
  discussion_id: number | null;
  discussion_slug: string | null;
  discussion_replies: number | null;
}

export interface VersionRow extends AuthorRow {
  number: number;
  note: string;
  link: string | null;
  open: boolean;
  written_at: Date;
  download_count: number;
  file: (Omit<FileRow, 'sha256'> & { sha256: null }) | null;
}

export const factsOf = (row: DetailRow) => ({
  authorId: row.author_id,
  ownerId: row.owner_id,
  membersOnly: row.licence === 'members',
  open: row.number > 0,
  discussed: row.discussion_id !== null,
});

export const ownerOf = (row: DetailRow): AuthorRow => ({
  author_id: row.owner_id,
  author_kind: row.owner_kind,
  author_name: row.owner_name,
  author_sector: row.owner_sector,
  author_organisation: row.owner_organisation,
});

export const toVersion = (row: VersionRow): ResourceVersion => ({
  number: row.number,
  note: row.note,
  link: row.link,
  file: row.file && toStoredFile(row.file),
  open: row.open,
  author: toPerson(row),
  writtenAt: row.written_at.toISOString(),
  downloadCount: row.download_count,
});

export interface Around {
  standing: Standing;
  versions: readonly VersionRow[];
  now: Date;
  scanning: boolean;
}

/** A resource as one viewer sees it: versions that are not open yet are for who looks after it. */
export function toResource(row: DetailRow, { standing, versions, now, scanning }: Around): Resource {
  const can = resourcePolicy(standing, factsOf(row));
  const seen = versions.filter(({ open }) => open || can.addVersion).map(toVersion);
  // What members alone may have is not told to others by its address either.
  const had = can.get ? seen : seen.map((version) => ({ ...version, link: null }));
  const present = had.find(({ number }) => number === (row.number || row.last_number));
  return {
    ...toSummary(row, standing.personId, now),
    owner: toPerson(ownerOf(row)),
    unattended: row.unattended,
    reviewBy: row.review_by,
    link: present?.link ?? null,
    file: present?.file ?? null,
    versions: had,
    scanning,
    discussion:
      row.discussion_id === null || row.discussion_slug === null
        ? null
        : { id: row.discussion_id, slug: row.discussion_slug, replyCount: row.discussion_replies ?? 0 },
    can: { ...can, join: standing.role === null },
  };
}

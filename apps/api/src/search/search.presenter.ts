import type { Person } from '@fingerpost/contracts/accounts';
import type { SearchHit, Suggestions } from '@fingerpost/contracts/search';
import type { Visibility } from '@fingerpost/contracts/spaces';
import { toExcerpt, toPassage } from './passage.js';

export interface FoundRow {
  id: number;
  title: string;
  slug: string;
  reply_count: number;
  answered: boolean;
  space_id: number;
  space_slug: string;
  space_name: string;
  space_visibility: Visibility;
}

/** Of a thing that is no discussion or post all that is a thread's is null. */
export interface HitRow extends Omit<FoundRow, 'id' | 'slug' | 'reply_count' | 'answered' | 'space_id'> {
  kind: SearchHit['kind'];
  subject_id: number;
  subject_path: string | null;
  score: number;
  opens: number;
  slug: string | null;
  reply_count: number | null;
  answered: boolean | null;
  space_id: number | null;
  discussion_id: number | null;
  post_id: number | null;
  number: number | null;
  written_at: Date;
  passage: string;
  opening: string;
  ending: string;
  author_id: number | null;
  author_kind: Person['kind'];
  author_name: string;
  author_sector: Person['sector'];
  author_organisation: string | null;
}

const spaceOf = (row: Pick<FoundRow, `space_${string}` & keyof FoundRow>) => ({
  id: row.space_id,
  slug: row.space_slug,
  name: row.space_name,
  visibility: row.space_visibility,
});

export const presentHit = (row: HitRow): SearchHit => ({
  kind: row.kind,
  subjectId: row.subject_id,
  discussionId: row.discussion_id,
  postId: row.post_id,
  number: row.number,
  path: row.subject_path ?? threadPath(row),
  title: toPassage(row.title),
  passage: toExcerpt(row.passage, row),
  space: row.space_id === null ? null : spaceOf({ ...row, space_id: row.space_id }),
  author:
    row.author_id === null
      ? null
      : {
          id: row.author_id,
          kind: row.author_kind,
          name: row.author_name,
          sector: row.author_sector,
          organisation: row.author_organisation,
        },
  writtenAt: row.written_at.toISOString(),
  answered: row.answered ?? false,
  replyCount: row.reply_count ?? 0,
});

const threadPath = ({ discussion_id, slug, number }: HitRow) =>
  `/discussions/${discussion_id}-${slug}${number !== null && number > 1 ? `?at=${number}#post-${number}` : ''}`;

export const presentSuggestion = (row: FoundRow): Suggestions['items'][number] => ({
  discussionId: row.id,
  title: row.title,
  path: `/discussions/${row.id}-${row.slug}`,
  answered: row.answered,
  replyCount: row.reply_count,
  space: spaceOf(row),
});

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

export interface HitRow extends Omit<FoundRow, 'id'> {
  kind: SearchHit['kind'];
  subject_id: number;
  score: number;
  opens: number;
  discussion_id: number;
  post_id: number;
  number: number;
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

const spaceOf = (row: Omit<FoundRow, 'id'>) => ({
  id: row.space_id,
  slug: row.space_slug,
  name: row.space_name,
  visibility: row.space_visibility,
});

export const presentHit = (row: HitRow): SearchHit => ({
  kind: row.kind,
  discussionId: row.discussion_id,
  postId: row.post_id,
  number: row.number,
  path: `/discussions/${row.discussion_id}-${row.slug}${row.number > 1 ? `?at=${row.number}#post-${row.number}` : ''}`,
  title: toPassage(row.title),
  passage: toExcerpt(row.passage, row),
  space: spaceOf(row),
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
  answered: row.answered,
  replyCount: row.reply_count,
});

export const presentSuggestion = (row: FoundRow): Suggestions['items'][number] => ({
  discussionId: row.id,
  title: row.title,
  path: `/discussions/${row.id}-${row.slug}`,
  answered: row.answered,
  replyCount: row.reply_count,
  space: spaceOf(row),
});

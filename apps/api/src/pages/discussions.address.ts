import { DISCUSSION_KINDS, type DiscussionQuery } from '@fingerpost/contracts/discussions';
import { Slug } from '@fingerpost/contracts/common';
import { PAGE_DEFAULT, TAG_MAX } from '@fingerpost/contracts/limits';
import type { ListPlace } from './list.address.js';

export type ListFilter = Pick<DiscussionQuery, 'space' | 'kind' | 'tag' | 'status' | 'sort'>;

/** What the address of a list asks for; what it says oddly is left out. */
export function filterOf(query: URLSearchParams): ListFilter {
  const text = (name: string) => query.get(name) || undefined;
  const space = text('space');
  const tag = text('tag');
  const kind = DISCUSSION_KINDS.find((name) => name === query.get('kind'));
  const status = (['unanswered', 'answered'] as const).find((name) => name === query.get('status'));
  return {
    ...(space && Slug.safeParse(space).success && { space }),
    ...(kind && { kind }),
    ...(tag && tag.length <= TAG_MAX && tag.isWellFormed() && !tag.includes('\0') && { tag }),
    ...(status && { status }),
    sort: query.get('sort') === 'new' ? 'new' : 'active',
  };
}

export const listQuery = (filter: ListFilter, place: ListPlace): DiscussionQuery => ({
  ...filter,
  ...place,
  limit: PAGE_DEFAULT,
});

/** The address of a filter: what is usual goes without saying. */
export const filterParts = (
  { sort, ...filter }: ListFilter,
  place: ListPlace = {},
): Record<string, string | undefined> => ({
  ...filter,
  ...(sort === 'new' && { sort }),
  ...place,
});

import { Slug } from '@fingerpost/contracts/common';
import { PAGE_DEFAULT, TAG_MAX } from '@fingerpost/contracts/limits';
import { SECTORS } from '@fingerpost/contracts/organisations';
import { LICENCES, RESOURCE_KINDS, type ResourceQuery } from '@fingerpost/contracts/resources';

export type LibraryFilter = Pick<ResourceQuery, 'space' | 'kind' | 'tag' | 'audience' | 'licence' | 'sort'>;

/** What the address of the library asks for; what it says oddly is left out. */
export function libraryFilterOf(query: URLSearchParams): LibraryFilter {
  const text = (name: string) => query.get(name) || undefined;
  const space = text('space');
  const tag = text('tag');
  const one = <T extends string>(name: string, of: readonly T[]) =>
    of.find((each) => each === query.get(name));
  const kind = one('kind', RESOURCE_KINDS);
  const audience = one('audience', SECTORS);
  const licence = one('licence', LICENCES);
  return {
    ...(space && Slug.safeParse(space).success && { space }),
    ...(kind && { kind }),
    ...(tag && tag.length <= TAG_MAX && tag.isWellFormed() && !tag.includes('\0') && { tag }),
    ...(audience && { audience }),
    ...(licence && { licence }),
    sort: query.get('sort') === 'used' ? 'used' : 'new',
  };
}

/** As the address says it: what is usual goes without saying. */
export const libraryParts = (
  { sort, ...filter }: LibraryFilter,
  place: { after?: string; before?: string } = {},
) => ({
  ...filter,
  ...(sort === 'used' && { sort }),
  ...place,
});

export const libraryQuery = (
  filter: LibraryFilter,
  place: { after?: string; before?: string },
): ResourceQuery => ({ ...filter, ...place, limit: PAGE_DEFAULT });

import type { LocationQuery, LocationQueryRaw } from 'vue-router';
import type { DiscussionKind } from '@fingerpost/contracts/discussions';
import type { ListPlace } from '../api/list-place';
import type { DiscussionFilter } from './discussions.api';

const KINDS: Record<DiscussionKind, true> = { question: true, discussion: true, announcement: true };
export const KIND_NAMES = Object.keys(KINDS) as DiscussionKind[];

const text = (value: LocationQuery[string] | undefined) =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** What the address of a list asks for; what it says oddly is left out. */
export function filterOf(query: LocationQuery): DiscussionFilter {
  const kind = KIND_NAMES.find((name) => name === query.kind);
  const status = (['unanswered', 'answered'] as const).find((name) => name === query.status);
  return {
    space: text(query.space),
    kind,
    tag: text(query.tag),
    status,
    sort: query.sort === 'new' ? 'new' : 'active',
  };
}

/** The address of a filter: what is usual goes without saying. */
export const filterQuery = (
  { space, kind, tag, status, sort }: DiscussionFilter,
  place: ListPlace = {},
): LocationQueryRaw => ({
  ...(space && { space }),
  ...(kind && { kind }),
  ...(tag && { tag }),
  ...(status && { status }),
  ...(sort === 'new' && { sort }),
  ...place,
});

import { QUERY_MAX } from '@fingerpost/contracts/limits';
import { SEARCH_KINDS } from '@fingerpost/contracts/modules';
import type { SearchHit } from '@fingerpost/contracts/search';

/** What is searched for, as the address says it. */
export interface SearchFilter {
  q: string;
  kind: SearchHit['kind'] | null;
  space: string | null;
}

const KINDS: readonly string[] = SEARCH_KINDS;
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

type Given = Record<string, string | null | (string | null)[] | undefined>;

const first = (value: Given[string]) => (Array.isArray(value) ? value[0] : value) ?? '';

/** Reads the address; what it cannot mean is left out rather than refused. */
export function filterOf(query: Given): SearchFilter {
  const kind = first(query.kind);
  const space = first(query.space);
  return {
    q: first(query.q).replace(/\s+/g, ' ').trim().normalize('NFC'),
    kind: KINDS.includes(kind) ? (kind as SearchHit['kind']) : null,
    space: SLUG.test(space) ? space : null,
  };
}

/** The address of a filter, without what is empty. */
export const addressQuery = ({ q, kind, space }: SearchFilter): Record<string, string> => ({
  ...(q && { q }),
  ...(kind && { kind }),
  ...(space && { space }),
});

export const tooLong = (filter: SearchFilter) => filter.q.length > QUERY_MAX;

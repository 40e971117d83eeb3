import type { LocationQuery } from 'vue-router';

/** Where a page of a list begins: at most one of the two, none for the beginning. */
export type ListPlace = { after?: string; before?: string };

/** What an address says of it; what it says oddly is left out. */
export function listPlaceOf({ after, before }: LocationQuery): ListPlace {
  if (typeof after === 'string' && after !== '') return { after };
  return typeof before === 'string' && before !== '' ? { before } : {};
}

/** Where a page of a list begins: at most one of the two, none for the beginning. */
export interface ListPlace {
  after?: string;
  before?: string;
}

export function listPlaceOf(query: URLSearchParams): ListPlace {
  const [after, before] = [query.get('after'), query.get('before')];
  if (after) return { after };
  return before ? { before } : {};
}

/** Where the pages before and after one are. */
export interface Ways {
  previous: string | null;
  next: string | null;
}

/** @param at the address of the page that begins at a place of the same list */
export const waysOf = (list: Ways | null, at: (place: ListPlace) => string): Ways => ({
  previous: list?.previous ? at({ before: list.previous }) : null,
  next: list?.next ? at({ after: list.next }) : null,
});

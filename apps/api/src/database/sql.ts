/** A prepared statement: its name is its identity in the connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

const named = new Map<string, string>();

/** Names a statement once for the life of the process. Two texts under one name are a fault of the programmer. */
export function statement(name: string, text: string): Statement {
  const known = named.get(name);
  if (known !== undefined && known !== text) throw new Error(`Two statements are called ${name}`);
  named.set(name, text);
  return { name, text };
}

/** So many are sorted for a page; of more, a page is full soon when the list is read in its own order. */
const RARE = 200;

/**
 * A page narrowed by what only an index without an order finds: words, members of an array. A prepared statement is
 * planned once for whatever is asked, so both ways stand in it, and how many fit decides at each run which one is gone.
 * \`fitting\` selects the ids of all that fit; \`page\` makes a page of those that also are as it is given; \`asked\` is the
 * narrowing put so that the list's own order is read for it; \`order\` is that of the page.
 */
export const byHowManyFit = (
  fitting: string,
  {
    page,
    id,
    asked,
    order,
  }: { page: (narrowed: string) => string; id: string; asked: string; order: string },
): string => `
  WITH fitting AS MATERIALIZED (SELECT id FROM (${fitting}) found (id) LIMIT ${RARE})
  SELECT * FROM (
    (${page(`(SELECT count(*) FROM fitting) < ${RARE} AND ${id} = ANY (ARRAY(SELECT id FROM fitting))`)})
    UNION ALL (${page(`(SELECT count(*) FROM fitting) = ${RARE} AND ${asked}`)})
  ) either ORDER BY ${order}`;

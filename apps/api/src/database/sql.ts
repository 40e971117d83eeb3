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

/** So many rows of a list are looked at, one after the other, for each of a page of those that fit. */
const LOOKED_AT = 6;

export interface Narrowed {
  /** A page of a table or of what stands for it, narrowed by conditions. */
  page: (from: string, where: string) => string;
  table: string;
  id: string;
  /** What the list has without the narrowing, and in which order. */
  seen: string;
  list: (where: string) => string;
  /** The narrowing so that no index is taken for it, and so that one is. */
  plain: string;
  indexed: string;
  /** As many rows as a page has, in this order. */
  most: number;
  order: string;
}

/**
 * A page narrowed by what only an index without an order finds, such as words or members of an array. Where many fit, the
 * list is read in its order until the page is full; where few do, all of them are sorted, and those of the page read. A
 * prepared statement is planned once for whatever is asked, so both ways stand in it, and the second is gone only where
 * the first was not enough.
 */
export const narrowedPage = ({
  page,
  table,
  id,
  seen,
  list,
  plain,
  indexed,
  most,
  order,
}: Narrowed): string => `
  WITH looked AS MATERIALIZED (${page(`(${list(seen)} LIMIT ${LOOKED_AT * most})`, plain)}),
  enough AS MATERIALIZED (SELECT count(*) = ${most} AS so FROM looked)
  SELECT * FROM (
    SELECT * FROM looked WHERE (SELECT so FROM enough)
    UNION ALL (${page(table, `${id} = ANY (ARRAY(SELECT id FROM (${list(`NOT (SELECT so FROM enough) AND ${seen} AND ${indexed}`)} LIMIT ${most}) fitting))`)})
  ) either ORDER BY ${order}`;

import { product } from './product.ts';

/** What the product would have sent to its database. */
export interface Caught {
  name: string;
  text: string;
  values: unknown[];
}

type Read = (database: never) => Promise<unknown>;

/** Lets the product ask a database that only listens, and keeps what it asked first. */
async function caught(read: Read): Promise<Caught> {
  let asked: Caught | undefined;
  const listen = ({ name, text }: { name: string; text: string }, values: unknown[]) => {
    asked ??= { name, text, values };
    return Promise.resolve([]);
  };
  await read({ query: listen, one: listen } as never).catch(() => undefined);
  if (!asked) throw new Error('The product asked its database nothing');
  return asked;
}

/** The statement behind one page of a thread. */
export const threadStatement = (
  viewer: number | null,
  discussion: number,
  query: Record<string, string> = {},
): Promise<Caught> =>
  caught((database) =>
    new product.PostQueries(database, {} as never).page(
      { ...product.GUEST, personId: viewer },
      discussion,
      product.PostQuery.parse(query),
    ),
  );

/** The statement behind the first page of the list of discussions. */
export const listStatement = (viewer: number | null, query: Record<string, string> = {}): Promise<Caught> =>
  caught((database) =>
    new product.DiscussionQueries(database).page(
      { ...product.GUEST, personId: viewer },
      product.DiscussionQuery.parse(query),
    ),
  );

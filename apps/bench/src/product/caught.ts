import { product } from './product.ts';

/** What the product would have sent to its database. */
export interface Caught {
  name: string;
  text: string;
  values: unknown[];
}

type Rows = Record<string, unknown>[];
type Answer = (asked: Caught) => Promise<Rows>;
type Read = (database: never) => Promise<unknown>;

/** Lets the product read, and keeps what it asks, in order. What it does with the last answer is left out. */
async function caught(read: Read, answer: Answer = () => Promise.resolve([])): Promise<Caught[]> {
  const asked: Caught[] = [];
  const query = ({ name, text }: { name: string; text: string }, values: unknown[]) => {
    asked.push({ name, text, values });
    return answer({ name, text, values });
  };
  const one = async (...question: Parameters<typeof query>) => (await query(...question))[0];
  await read({ query, one } as never).catch(() => undefined);
  if (asked.length === 0) throw new Error('The product asked its database nothing');
  return asked;
}

/** The statements behind one page of a thread: where it begins may itself be asked of the database. */
export const threadStatements = (
  viewer: number | null,
  discussion: number,
  query: Record<string, string>,
  answer?: Answer,
): Promise<Caught[]> =>
  caught(
    (database) =>
      new product.PostQueries(database, {} as never).page(
        { ...product.GUEST, personId: viewer },
        discussion,
        product.PostQuery.parse(query),
      ),
    answer,
  );

/** The one statement behind the first page of a thread. */
export const threadStatement = async (viewer: number | null, discussion: number): Promise<Caught> =>
  (await threadStatements(viewer, discussion, {}))[0]!;

/** The statement behind the first page of the list of discussions. */
export const listStatement = async (
  viewer: number | null,
  query: Record<string, string> = {},
): Promise<Caught> =>
  (
    await caught((database) =>
      new product.DiscussionQueries(database).page(
        { ...product.GUEST, personId: viewer },
        product.DiscussionQuery.parse(query),
      ),
    )
  )[0]!;

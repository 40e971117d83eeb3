/** Lists and objects are the same that hold the same, written in the same order. */
const same = (one: unknown, other: unknown) =>
  one === other ||
  (typeof one === 'object' && typeof other === 'object' && JSON.stringify(one) === JSON.stringify(other));

/** What differs between what was there and what is typed now: only that is sent, so that other fields stand. */
export function changesOf<T extends object>(base: T, words: T): Partial<T> {
  const fields = Object.keys(base) as (keyof T)[];
  return Object.fromEntries(
    fields.filter((field) => !same(words[field], base[field])).map((field) => [field, words[field]]),
  ) as Partial<T>;
}

/** Whether somebody else changed, since `base`, a field that `mine` changes too. */
export const clashes = <T extends object>(base: T, theirs: T, mine: Partial<T>): boolean =>
  (Object.keys(mine) as (keyof T)[]).some((field) => !same(theirs[field], base[field]));

export interface Reading {
  /** The watermark so far. */
  read: number;
  /** Numbers of the posts that stood before the reader's eyes, and of their own. */
  seen: ReadonlySet<number>;
  /** Numbers in the pages that are shown: between two of them the server has no other post in flat view. */
  paged: ReadonlySet<number>;
  view: 'flat' | 'threaded';
  /** Whether the pages hold the whole thread. */
  whole: boolean;
}

/** How far the watermark may go: never past a post that was not seen, and over gaps only where a page proves them empty. */
export function watermark({ read, seen, paged, view, whole }: Reading): number {
  let mark = read;
  for (const number of [...new Set([...paged, ...seen])].sort((a, b) => a - b)) {
    if (number <= mark) continue;
    const gapIsEmpty = paged.has(number) && (whole || (view === 'flat' && paged.has(mark)));
    if (!seen.has(number) || (number !== mark + 1 && !gapIsEmpty)) break;
    mark = number;
  }
  return mark;
}

import type { SearchHit } from '@fingerpost/contracts/search';

/** Private-use characters mark the found words on the way out of the database; texts lose them first. */
export const HIT_STARTS = '\uE000';
export const HIT_STOPS = '\uE001';

const MARKED = new RegExp(`${HIT_STARTS}([^${HIT_STOPS}]*)${HIT_STOPS}`, 'gu');

/** A marked text as pieces in order: text, never HTML. */
export function toPassage(marked: string): SearchHit['passage'] {
  const pieces: SearchHit['passage'] = [];
  const add = (text: string, hit: boolean) => text !== '' && pieces.push({ text, hit });
  let from = 0;
  for (const match of marked.matchAll(MARKED)) {
    add(marked.slice(from, match.index), false);
    add(match[1] ?? '', true);
    from = match.index + match[0].length;
  }
  add(marked.slice(from), false);
  return pieces;
}

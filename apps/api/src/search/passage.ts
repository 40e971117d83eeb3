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

/**
 * What is shown of a text under its title: the places where it was found, with dots where it was cut; its beginning
 * where only the title was found.
 */
export function toExcerpt(
  found: string,
  { opening, ending }: { opening: string; ending: string },
): SearchHit['passage'] {
  const plain = found.replaceAll(HIT_STARTS, '').replaceAll(HIT_STOPS, '').trim();
  const whole = opening.trim() === ending.trim();
  if (plain === found.trim())
    return toPassage(whole ? opening.trim() : `${opening.replace(/\s*\S*$/u, '')} …`);
  const before = opening.trimStart().startsWith(plain.slice(0, SAME)) ? '' : '… ';
  const after = ending.trimEnd().endsWith(plain.slice(-SAME)) ? '' : ' …';
  return toPassage(before + found.trim() + after);
}

/** So many equal characters are the same place. */
const SAME = 20;

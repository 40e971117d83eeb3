import { toText } from '../text/markdown.js';

/** So many are named in a post and no more: whoever wants to reach all of a space starts a discussion. */
const NAMED_MAX = 20;

/** What is quoted, shown as it is typed, or leads elsewhere calls nobody. */
const SPEAKS_TO_NOBODY = new Set(['a', 'blockquote', 'code', 'pre']);

// A name of its own: in no word, address, path or query before it, and not the beginning of one after it.
// The composer offers names by the same beginning (apps/web/src/discussions/composer/mentions.ts).
const NAME =
  /(?<![\p{L}\p{N}_@/.=&?#%+~-])@([a-z0-9][a-z0-9-]{1,59})(?![\p{L}\p{N}_@-]|[./:][\p{L}\p{N}])/giu;

/** The handles that a post's HTML, as `toHtml` made it, names in its own words; each once. */
export function mentionedIn(html: string): string[] {
  const found = toText(ownWords(html)).matchAll(NAME);
  const handles = [...found].map(([, handle]) => handle!.toLowerCase().replace(/-+$/, ''));
  return [...new Set(handles)].slice(0, NAMED_MAX);
}

/** The HTML without what speaks to nobody. Its place is part of no name: code beside an @ is still beside it. */
function ownWords(html: string): string {
  let depth = 0;
  let words = '';
  for (const [part, end, tag] of html.matchAll(/<(\/?)([a-z]+\d?)[^>]*>|[^<]+/g)) {
    const silent = tag !== undefined && SPEAKS_TO_NOBODY.has(tag);
    if (silent && end) depth -= 1;
    if (depth === 0) words += silent ? placeOf(tag) : part;
    if (silent && !end) depth += 1;
  }
  return words;
}
const placeOf = (tag: string): string => (tag === 'a' || tag === 'code' ? '_' : ' ');

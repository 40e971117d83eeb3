/** A stretch of Markdown: words, or a mark that opens or closes around them. */
export interface Piece {
  kind: 'text' | 'open' | 'close';
  text: string;
}

const PUNCTUATION = /^[\p{P}\p{S}]/u;
const FIRST_LETTER = /^[^\p{P}\p{S}\s]/u;
const LAST_LETTER = /[^\p{P}\p{S}\s]$/u;
const MARK = /^(\*\*|_|~~)$/;

const lastOf = (text = '') => /.$/su.exec(text)?.[0] ?? '';
const coded = (letter: string) => `&#${letter.codePointAt(0)};`;

/**
 * CommonMark takes a mark for one only by its neighbours: with a letter outside and punctuation inside, or with any
 * letter outside of an underscore, it stays literal. Such a letter is written as its number, which reads the same.
 */
export function flanked(pieces: readonly Piece[]): string {
  const out = pieces.map((piece) => ({ ...piece }));
  // A number begins and ends with punctuation, which may in turn matter to the mark on its other side.
  while (out.some((piece, index) => piece.kind !== 'text' && MARK.test(piece.text) && mend(out, index)));
  return out.map(({ text }) => text).join('');
}

/** @returns whether a letter had to be written as its number. */
function mend(out: Piece[], index: number): boolean {
  const { kind, text } = out[index]!;
  const opens = kind === 'open';
  const inside = opens ? (out[index + 1]?.text ?? '') : lastOf(out[index - 1]?.text);
  const outside = out[index + (opens ? -1 : 1)];
  if (outside?.kind !== 'text' || !(text === '_' || PUNCTUATION.test(inside))) return false;
  const letter = opens ? LAST_LETTER : FIRST_LETTER;
  if (!letter.test(outside.text)) return false;
  outside.text = outside.text.replace(letter, coded);
  return true;
}

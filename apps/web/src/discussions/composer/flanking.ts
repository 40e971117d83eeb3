/** A stretch of Markdown: words, or a mark that opens or closes around them. */
export interface Piece {
  kind: 'text' | 'open' | 'close';
  text: string;
}

const PUNCTUATION = /[\p{P}\p{S}]/u;
const LETTER = /[^\p{P}\p{S}\s]/u;

/**
 * CommonMark takes a mark for one only by its neighbours: a letter outside and punctuation inside, or a letter outside
 * of an underscore, and it stays a literal asterisk. Such a letter is written as its number, which reads the same.
 */
export function flanked(pieces: readonly Piece[]): string {
  const out = pieces.map(({ text }) => text);
  pieces.forEach(({ kind, text }, index) => {
    const inside = kind === 'open' ? firstOf(pieces[index + 1]?.text) : lastOf(pieces[index - 1]?.text);
    if (kind === 'text' || !MARK.test(text) || !(PUNCTUATION.test(inside) || text === '_')) return;
    const neighbour = outside(pieces, index, kind === 'open' ? -1 : 1);
    if (neighbour === null) return;
    out[neighbour] =
      kind === 'open'
        ? out[neighbour]!.replace(LAST_LETTER, coded)
        : out[neighbour]!.replace(FIRST_LETTER, coded);
  });
  return out.join('');
}

const MARK = /^(\*\*|_|~~)$/;
const LAST_LETTER = /[^\p{P}\p{S}\s]$/u;
const FIRST_LETTER = /^[^\p{P}\p{S}\s]/u;
const coded = (letter: string) => `&#${letter.codePointAt(0)};`;
const firstOf = (text = '') => [...text][0] ?? '';
const lastOf = (text = '') => [...text].at(-1) ?? '';

/** The words beyond the marks that stand together here, when they touch them with a letter. */
function outside(pieces: readonly Piece[], from: number, step: 1 | -1): number | null {
  const next = from + step;
  const piece = pieces[next];
  if (piece?.kind !== 'text') return null;
  return LETTER.test(step === 1 ? firstOf(piece.text) : lastOf(piece.text)) ? next : null;
}

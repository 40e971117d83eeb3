/** HTML that is safe to send as it is. */
export class Html {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

type Part = Html | string | number | null | undefined | false | Part[];

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const esc = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign]!);

/** For what was made safe before: a post's HTML, sanitised when it was written. */
export const raw = (text: string): Html => new Html(text);

function write(part: Part): string {
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(write).join('');
  if (part === null || part === undefined || part === false) return '';
  return esc(String(part));
}

/** A piece of a template between two parts, without the line breaks that only lay out the source. */
interface Piece {
  text: string;
  /** The source had a line break there, next to a part. */
  breaksBefore: boolean;
  breaksAfter: boolean;
}
const pieces = new WeakMap<TemplateStringsArray, Piece[]>();

const opens = (text: string): boolean =>
  text.endsWith('>') && !text.endsWith('/>') && text[text.lastIndexOf('<') + 1] !== '/';

/** What a line break of the source stands for, as Vue's compiler has it: nothing between tags, else a space. */
function gap(before: string, after: string): '' | ' ' {
  if (before === '' || after === '' || /^(?:<\/|\/?>)/.test(after) || opens(before)) return '';
  return before.endsWith('>') && after.startsWith('<') ? '' : ' ';
}

function pieceOf(string: string, at: number, { length }: TemplateStringsArray): Piece {
  const lines = string.split(/[^\S\n]*\n\s*/);
  const breaksBefore = at > 0 && lines.length > 1 && lines[0] === '';
  const breaksAfter = at < length - 1 && lines.length > 1 && lines.at(-1) === '';
  const text = lines.reduce((joined, line) => joined + gap(joined, line) + line);
  return { text, breaksBefore, breaksAfter };
}

/** Escapes everything that is put in, unless it is HTML already. Attributes are always to be quoted. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  let known = pieces.get(strings);
  if (!known) pieces.set(strings, (known = strings.map((string, at) => pieceOf(string, at, strings))));
  let text = '';
  let breaks = false;
  const add = (more: string) => {
    if (more === '') return;
    text += breaks ? gap(text, more) + more : more;
    breaks = false;
  };
  known.forEach((piece, at) => {
    if (at > 0) add(write(parts[at - 1]));
    breaks ||= piece.breaksBefore;
    add(piece.text);
    breaks ||= piece.breaksAfter;
  });
  return new Html(text);
}

const IN_SCRIPT: Record<string, string> = { '<': '\\u003c', '\u2028': '\\u2028', '\u2029': '\\u2029' };

/** Data for a page's scripts: nothing in it can end the element that holds it. */
export const json = (value: unknown): Html =>
  raw(JSON.stringify(value).replace(/[<\u2028\u2029]/g, (sign) => IN_SCRIPT[sign]!));

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

/** Escapes everything that is put in, unless it is HTML already. Attributes are always to be quoted. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.reduce((text, string, at) => text + write(parts[at - 1]) + string));
}

const IN_SCRIPT: Record<string, string> = { '<': '\\u003c', '\u2028': '\\u2028', '\u2029': '\\u2029' };

/** Data for a page's scripts: nothing in it can end the element that holds it. */
export const json = (value: unknown): Html =>
  raw(JSON.stringify(value).replace(/[<\u2028\u2029]/g, (sign) => IN_SCRIPT[sign]!));

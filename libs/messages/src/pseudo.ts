export interface Messages {
  [key: string]: string | Messages;
}

const STRANGE: Record<string, string> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ó',
  u: 'ú',
  y: 'ý',
  c: 'ç',
  n: 'ñ',
  A: 'Å',
  E: 'É',
  I: 'Í',
  O: 'Ö',
  U: 'Û',
  C: 'Ç',
  N: 'Ñ',
  S: 'Š',
};

// Placeholders and linked messages are code, not words.
const CODE = /\{[^}]*\}|@(?:\.\w+)?:[\w.]+/g;

function strange(text: string): string {
  let out = '';
  let from = 0;
  for (const match of text.matchAll(CODE)) {
    out += letters(text.slice(from, match.index)) + match[0];
    from = match.index + match[0].length;
  }
  return `⟦${out}${letters(text.slice(from))}⟧`;
}

const letters = (text: string) => text.replace(/[a-zA-Z]/g, (letter) => STRANGE[letter] ?? letter);

/** Each form of a plural is made strange by itself: `|` stays where it is. */
export function pseudo<T extends Messages>(messages: T): T {
  const entries = Object.entries(messages).map(([key, value]) => [
    key,
    typeof value === 'string' ? value.split(' | ').map(strange).join(' | ') : pseudo(value),
  ]);
  return Object.fromEntries(entries) as T;
}

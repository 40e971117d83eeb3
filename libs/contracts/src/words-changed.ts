/** How words differ, for both sides. Free of zod, so that the browser can load it alone. */
import { WORDS_TOLD_MAX } from './limits.js';

/** Lines that went and that came. None of either where the difference is too long to be told, or no line of its own. */
export interface WordsChanged {
  from: string[];
  to: string[];
}

/** Words that stay around a difference within a line, so that its place is found. */
const AROUND = 5;

/** Other spaces and line ends are no news to anybody. */
export const sameWords = (before: string, after: string): boolean =>
  before === after || spaced(before) === spaced(after);
const spaced = (text: string) => text.trim().replace(/\s+/g, ' ');

/** What changed from one Markdown to another, line by line, as somebody would say it in a mail. */
export function wordsChanged(before: string, after: string): WordsChanged {
  const [a, b] = [linesOf(before), linesOf(after)];
  const { first, last } = common(a, b);
  const [from, to] = without(a.slice(first, a.length - last), b.slice(first, b.length - last));
  const told = from.length === 1 && to.length === 1 ? shortened(from[0]!, to[0]!) : { from, to };
  const length = [...told.from, ...told.to].reduce((sum, line) => sum + line.length, 0);
  return length > WORDS_TOLD_MAX ? { from: [], to: [] } : told;
}

/** The difference in a sentence or several: a key of `events.words` and what stands in it. */
export function changedWords({ from, to }: WordsChanged): { key: string; values: Record<string, string> }[] {
  if (from.length === 1 && to.length === 1)
    return [{ key: 'events.words.became', values: { from: from[0]!, to: to[0]! } }];
  const said = [
    ...from.map((words) => ({ key: 'events.words.gone', values: { words } })),
    ...to.map((words) => ({ key: 'events.words.came', values: { words } })),
  ];
  return said.length > 0 ? said : [{ key: 'events.words.changed', values: {} }];
}

/** Lines as they are read: the marks of Markdown are no words. */
const linesOf = (body: string): string[] =>
  body
    .split(/[\r\n]+/)
    .map((line) =>
      line
        .replace(/^[\s>]*(?:#{1,6}\s|[-*+]\s|\d{1,9}[.)]\s)?/, '')
        .replace(/!?\[([^[\]]*)\]\([^()\s]*\)/g, '$1')
        .replace(/\*\*|__|~~|`|\\(?=[!-/:-@[-`{-~])/g, '')
        .replace(/(?<![\p{L}\p{N}])([*_])(\S(?:[^*_]*\S)?)\1(?![\p{L}\p{N}])/gu, '$2')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter(Boolean);

/** How many are the same from the beginning, and from the end. */
function common(a: readonly string[], b: readonly string[]): { first: number; last: number } {
  const most = Math.min(a.length, b.length);
  let first = 0;
  while (first < most && a[first] === b[first]) first += 1;
  let last = 0;
  while (last < most - first && a.at(-1 - last) === b.at(-1 - last)) last += 1;
  return { first, last };
}

/** Each without what the other has too: what only moved is no difference. */
function without(a: readonly string[], b: readonly string[]): [string[], string[]] {
  const [inA, inB] = [new Set(a), new Set(b)];
  return [a.filter((line) => !inB.has(line)), b.filter((line) => !inA.has(line))];
}

/** One line that became another, without most of what both say. */
function shortened(before: string, after: string): WordsChanged {
  const [a, b] = [before.split(' '), after.split(' ')];
  const { first, last } = common(a, b);
  const cut = (words: string[]) => {
    const [from, to] = [Math.max(0, first - AROUND), Math.min(words.length, words.length - last + AROUND)];
    return `${from > 0 ? '… ' : ''}${words.slice(from, to).join(' ')}${to < words.length ? ' …' : ''}`;
  };
  return { from: [cut(a)], to: [cut(b)] };
}

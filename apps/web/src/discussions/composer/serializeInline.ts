import type { JSONContent } from '@tiptap/core';
import { flanked, type Piece } from './flanking';
import { pictureText } from './pictures';

type Mark = { type: string; attrs?: Record<string, unknown> };
interface Run {
  text: string;
  marks: Mark[];
  /** Markdown already. */
  made?: boolean;
}

/** Outermost first. */
const RANK = ['link', 'bold', 'italic', 'strike', 'code'];
const DELIMITER: Record<string, string> = { bold: '**', italic: '_', strike: '~~' };

/** Text, marks and breaks of one paragraph. */
export function inline(nodes: readonly JSONContent[]): string {
  const lines: JSONContent[][] = [[]];
  for (const node of nodes) {
    if (node.type === 'hardBreak') lines.push([]);
    else lines.at(-1)!.push(node);
  }
  const written = lines.map((line) => literalStart(runs(line.map(toRun)).trim()));
  while (written.at(-1) === '') written.pop();
  while (written[0] === '') written.shift();
  // An empty line would end the paragraph; a lone backslash is a break there.
  return written.map((line) => line || '\\').join('\n');
}

const toRun = (node: JSONContent): Run => ({
  ...(node.type === 'picture'
    ? {
        text: pictureText({ address: String(node.attrs?.src), alt: String(node.attrs?.alt ?? '') }),
        made: true,
      }
    : { text: node.text ?? '' }),
  marks: ((node.marks ?? []) as Mark[])
    .filter(({ type }) => RANK.includes(type))
    .sort((a, b) => RANK.indexOf(a.type) - RANK.indexOf(b.type)),
});

function runs(given: Run[]): string {
  const pieces = given
    .flatMap(spacesApart)
    .filter((run, index, all) => run.text.trim() || all[index - 1]?.text.trim())
    .map((run, index, all) =>
      run.text.trim() ? run : { ...run, marks: shared(all[index - 1], all[index + 1]) },
    );
  const out: Piece[] = [];
  let open: Mark[] = [];
  const close = (to: number) => {
    for (const mark of open.slice(to).reverse())
      out.push({ kind: 'close', text: mark.type === 'link' ? linkEnd(mark) : (DELIMITER[mark.type] ?? '') });
    open = open.slice(0, to);
  };
  pieces.forEach((run, index) => {
    const same = open.findIndex((mark, depth) => !equal(mark, run.marks[depth]));
    close(same === -1 ? open.length : same);
    if (isOwnAddress(run, pieces, index)) return void out.push({ kind: 'text', text: autolink(run.text) });
    for (const mark of run.marks.slice(open.length))
      out.push({ kind: 'open', text: mark.type === 'link' ? '[' : (DELIMITER[mark.type] ?? '') });
    out.push({ kind: 'text', text: written(run) });
    open = run.marks;
  });
  close(0);
  return flanked(out.filter(({ text }) => text));
}

function written({ text, marks, made }: Run): string {
  if (made) return text;
  return marks.some(({ type }) => type === 'code') ? codeSpan(text) : escaped(text);
}

/** Marks may not begin or end with a space, so spaces at the edges become runs of their own. */
function spacesApart(run: Run): Run[] {
  if (run.made || run.marks.length === 0 || run.marks.some(({ type }) => type === 'code')) return [run];
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(run.text) ?? [];
  return [before, words, after].filter(Boolean).map((text) => ({ text, marks: run.marks }));
}

const equal = (a: Mark, b: Mark | undefined) => a.type === b?.type && a.attrs?.href === b.attrs?.href;
/** Marks that stay open from one run to the next. */
function shared(a: Run | undefined, b: Run | undefined): Mark[] {
  const parted = (a?.marks ?? []).findIndex((mark, depth) => !equal(mark, b?.marks[depth]));
  return (a?.marks ?? []).slice(0, parted === -1 ? undefined : parted);
}

function linkEnd({ attrs }: Mark): string {
  const href = String(attrs?.href ?? '').replace(/[\s()<>\\]/g, (character) =>
    encodeURIComponent(character).replace('(', '%28').replace(')', '%29'),
  );
  const title =
    typeof attrs?.title === 'string' && attrs.title ? ` "${attrs.title.replace(/["\\]/g, '\\$&')}"` : '';
  return `](${href}${title})`;
}

const isOwnAddress = (run: Run, all: Run[], index: number) =>
  run.marks.length === 1 &&
  run.marks[0]!.type === 'link' &&
  run.marks[0]!.attrs?.href === run.text &&
  /^https?:\/\/[^\s<>]+$/i.test(run.text) &&
  ![all[index - 1], all[index + 1]].some((near) => near?.marks.some((mark) => equal(mark, run.marks[0])));
const autolink = (address: string) => `<${address}>`;

function codeSpan(code: string): string {
  const longest = Math.max(0, ...Array.from(code.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 || /^ .* $/.test(code) ? ' ' : '';
  return fence + pad + code + pad + fence;
}

const ADDRESS = /https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]]/gi;

/** Marks that would be read as Markdown get a backslash; an address that is mere text is fenced as one. */
function escaped(text: string): string {
  let out = '';
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    out += escapedWords(text.slice(from, match.index)) + autolink(match[0]);
    from = match.index + match[0].length;
  }
  return out + escapedWords(text.slice(from));
}

const escapedWords = (text: string) =>
  text
    .replace(/[\\`*[\]]|~(?=~)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|<(?=[a-z/!?])|&(?=#?\w+;)/giu, '\\$&')
    .replace(/\n/g, ' ');

const literalStart = (line: string) => line.replace(/^([#+=>|:-])/, '\\$1').replace(/^(\d+)([.)])/, '$1\\$2');

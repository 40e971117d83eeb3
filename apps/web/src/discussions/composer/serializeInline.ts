import type { JSONContent } from '@tiptap/core';

type Mark = { type: string; attrs?: Record<string, unknown> };
interface Run {
  text: string;
  marks: Mark[];
}

/** Outermost first. */
const RANK = ['link', 'bold', 'italic', 'strike', 'code'];
const DELIMITER: Record<string, string> = { bold: '**', italic: '*', strike: '~~' };

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
  text: node.text ?? '',
  marks: ((node.marks ?? []) as Mark[])
    .filter(({ type }) => RANK.includes(type))
    .sort((a, b) => RANK.indexOf(a.type) - RANK.indexOf(b.type)),
});

function runs(given: Run[]): string {
  const pieces = given
    .flatMap(spacesApart)
    .map((run, index, all) =>
      run.text.trim() ? run : { ...run, marks: shared(all[index - 1], all[index + 1]) },
    );
  let out = '';
  let open: Mark[] = [];
  pieces.forEach((run, index) => {
    const same = open.findIndex((mark, depth) => !equal(mark, run.marks[depth]));
    const kept = same === -1 ? open.length : same;
    out += closing(open.slice(kept));
    const opening = run.marks.slice(kept);
    if (isOwnAddress(run, pieces, index)) {
      out += autolink(run.text);
      open = open.slice(0, kept);
      return;
    }
    for (const mark of opening) out += mark.type === 'link' ? '[' : (DELIMITER[mark.type] ?? '');
    out += run.marks.some(({ type }) => type === 'code') ? codeSpan(run.text) : escaped(run.text);
    open = run.marks;
  });
  return out + closing(open);
}

/** Marks may not begin or end with a space, so spaces at the edges become runs of their own. */
function spacesApart(run: Run): Run[] {
  if (run.marks.length === 0 || run.marks.some(({ type }) => type === 'code')) return [run];
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(run.text) ?? [];
  return [before, words, after].filter(Boolean).map((text) => ({ text, marks: run.marks }));
}

const equal = (a: Mark, b: Mark | undefined) => a.type === b?.type && a.attrs?.href === b.attrs?.href;
const shared = (a: Run | undefined, b: Run | undefined) =>
  (a?.marks ?? []).filter((mark) => b?.marks.some((other) => equal(mark, other)));
const closing = (marks: Mark[]) =>
  [...marks]
    .reverse()
    .map((mark) => (mark.type === 'link' ? linkEnd(mark) : (DELIMITER[mark.type] ?? '')))
    .join('');

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

const literalStart = (line: string) =>
  line.replace(/^([#+=>|:~-])/, '\\$1').replace(/^(\d+)([.)])/, '$1\\$2');

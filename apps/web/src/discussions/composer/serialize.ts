/** The rich document as Markdown in the server's dialect: what is literal there stays literal when it is read again. */
import type { JSONContent } from '@tiptap/core';
import { inline } from './serializeInline';

export const toMarkdown = (document: JSONContent): string => blocks(document.content ?? []);

function blocks(nodes: readonly JSONContent[], glue: (next: JSONContent) => string = () => '\n\n'): string {
  let text = '';
  let previous: { type?: string; other: boolean } = { other: false };
  for (const node of nodes) {
    // Two lists of one kind in a row stay two only with another marker.
    const other = node.type === previous.type && !previous.other;
    const rendered = block(node, other);
    if (rendered === '') continue;
    text += text && glue(node) + rendered;
    text ||= rendered;
    previous = { type: node.type, other };
  }
  return text;
}

function block(node: JSONContent, otherMarker: boolean): string {
  const content = node.content ?? [];
  switch (node.type) {
    case 'paragraph':
      return inline(content);
    case 'heading':
      return `${'#'.repeat(node.attrs?.level ?? 3)} ${inline(content).replace(/\\?\n/g, ' ')}`.trimEnd();
    case 'blockquote':
      return indent(blocks(content), '> ', '> ');
    case 'bulletList':
      return list(content, () => (otherMarker ? '* ' : '- '));
    case 'orderedList':
      return list(content, (index) => `${(node.attrs?.start ?? 1) + index}${otherMarker ? ')' : '.'} `);
    case 'codeBlock':
      return fenced(content.map(({ text }) => text ?? '').join(''), node.attrs?.language ?? '');
    case 'horizontalRule':
      return '---';
    default:
      return blocks(content);
  }
}

const isList = (node: JSONContent) => node.type === 'bulletList' || node.type === 'orderedList';

function list(items: readonly JSONContent[], marker: (index: number) => string): string {
  return items
    .map((item, index) => {
      const mark = marker(index);
      const body = blocks(item.content ?? [], (next) => (isList(next) ? '\n' : '\n\n'));
      return body ? indent(body, mark, ' '.repeat(mark.length)) : mark.trimEnd();
    })
    .join('\n');
}

const indent = (text: string, first: string, rest: string) =>
  text
    .split('\n')
    .map((line, index) => (index === 0 ? first : rest) + line)
    .map((line) => line.trimEnd())
    .join('\n');

function fenced(code: string, language: string): string {
  const longest = Math.max(2, ...Array.from(code.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${code}\n${fence}`;
}

import { describe, expect, it } from 'vitest';
import { applyFormat, insertLink, type Format } from './markdownEdits';

/** A text with its selection drawn as [ and ]. */
const drawn = (text: string) => {
  const start = text.indexOf('[');
  const end = text.indexOf(']') - 1;
  return { text: text.replace(/[[\]]/g, ''), start, end };
};
const draw = ({ text, start, end }: ReturnType<typeof drawn>) =>
  `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`;
const format = (text: string, as: Format) => draw(applyFormat(drawn(text), as));

describe('the toolbar in Markdown', () => {
  it.each<[Format, string, string]>([
    ['bold', 'so [very] good', 'so **[very]** good'],
    ['bold', 'so **[very]** good', 'so [very] good'],
    ['italic', 'a[]b', 'a*[]*b'],
    ['code', 'use [adj3] here', 'use `[adj3]` here'],
    ['bulletList', 'a\n[b\nc]\nd', 'a\n[- b\n- c]\nd'],
    ['bulletList', '[- b\n- c]', '[b\nc]'],
    ['orderedList', '[b\nc]', '[1. b\n2. c]'],
    ['blockquote', 'x[]y', '> xy[]'],
    ['heading', '[title]', '[### title]'],
  ])('%s: %s', (as, before, after) => expect(format(before, as)).toBe(after));

  it('fences code of several lines', () => {
    expect(applyFormat(drawn('[a\nb]'), 'code').text).toBe('```\na\nb\n```');
  });

  it('links words, or the address itself', () => {
    expect(insertLink({ text: 'see here', start: 4, end: 8 }, 'https://example.org/a (b)').text).toBe(
      'see [here](https://example.org/a%20%28b%29)',
    );
    expect(insertLink({ text: '', start: 0, end: 0 }, 'https://example.org/').text).toBe(
      '[https://example.org/](https://example.org/)',
    );
  });
});

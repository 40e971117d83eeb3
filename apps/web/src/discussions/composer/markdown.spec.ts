import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { holds, toDocument, toMarkdown } from './markdown';

const server = new MarkdownIt({ html: false, linkify: true, breaks: true });
server.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
const read = (text: string) =>
  server
    .render(text)
    .replace(/<\/?p>|\s+/g, '')
    .replaceAll('<em><strong>', '<strong><em>')
    .replaceAll('</strong></em>', '</em></strong>');
const again = (text: string) => toMarkdown(toDocument(text));
const literal = (text: string) =>
  toMarkdown({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] });
const wordsOf = (html: string) =>
  html
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .trim();

describe('the rich composer', () => {
  it.each([
    'We run a journal club on the first Tuesday.\n\nHas anybody tried it *online*, or at **lunch**?',
    'One line\nand the next',
    '- a\n- b\n  - c\n- d',
    '1. a\n2. b\n\n   still b\n3. c',
    '> quoted words\n> in two lines\n\nMy answer',
    'Use `adj3` here, ~~not~~ there.',
    '```\n1. exp Falls/\n2. (fall* or slip*).tw.\n```',
    '### Heading\n\ntext',
    'See [the page](https://example.org/a_b?c=d) or https://example.org/e_f, please',
    '***both***, **bold *and italic* within**',
    'a <b>tag</b> & an <script>alert(1)</script> are words',
    'code with `` a ` tick ``',
    '````\n```\nfence in a fence\n```\n````',
    '> - a list\n> - in a quote\n\nafter',
    '- one\n\n  ```\n  code\n    far\n  ```\n- two',
    '- a\n\n* another list',
    'trailing: https://example.org/x_(y)',
    '**note:** and *so on*, **a** b',
    'Cost: £5 – 10 % off… “quoted” 😀',
  ])('keeps what a typical post says: %j', (text) => {
    expect(holds(text)).toBe(true);
    expect(read(again(text))).toBe(read(text));
    expect(again(again(text))).toBe(again(text));
  });

  it.each([
    '*stars*',
    '# not a heading',
    '- not a list',
    '+ nor this',
    '1. nor a number',
    '2) nor this',
    '> no quote',
    '`tick`',
    '[a](b)',
    '_a_ snake_case_name',
    '<b>bold</b>',
    '&lt; &amp;',
    '~~a~~',
    'back\\slash',
    '```',
    '---',
    '===',
    '===\n',
    '![a](b)',
    '2 * 3 * 4',
    '    far in',
    '--',
    'a | b',
    '10.30 to 11.45',
  ])('sends literal characters as they stand: %j', (text) => {
    const html = server.render(literal(text));
    expect(wordsOf(html)).toBe(text.trim());
    expect(html).toMatch(/^<p>[^<]*<\/p>\s*$/);
  });

  it('keeps an address that was typed as plain text whole', () => {
    expect(server.render(literal('see https://example.org/_a_/b_c.'))).toContain(
      'href="https://example.org/_a_/b_c"',
    );
  });

  it.each([
    '| a | b |\n|---|---|\n| 1 | 2 |',
    '![alt](https://example.org/x.png)',
    '- [ ] task',
    '&copy; 2027',
    '1. one\n\n   ```\n   code\n   ```',
  ])('leaves alone what it could not give back: %j', (text) => expect(holds(text)).toBe(false));

  it('keeps spaces outside of marks and breaks inside of paragraphs', () => {
    const bold = [{ type: 'bold' }];
    const text = (words: string, marks?: { type: string }[]) => ({
      type: 'text',
      text: words,
      ...(marks && { marks }),
    });
    const content = [
      text('so '),
      text(' very ', bold),
      text('good'),
      { type: 'hardBreak' },
      { type: 'hardBreak' },
      text('yes'),
    ];
    expect(server.render(toMarkdown({ type: 'doc', content: [{ type: 'paragraph', content }] }))).toBe(
      '<p>so  <strong>very</strong> good<br>\n<br>\nyes</p>\n',
    );
  });

  it('marks any stretch of a word, whatever stands beside it', () => {
    const run = fc.record({
      text: fc.string({
        unit: fc.constantFrom('a', 'é', '1', '.', '*', '(', ' '),
        minLength: 1,
        maxLength: 6,
      }),
      marks: fc.subarray(['bold', 'italic', 'strike']),
    });
    const apart = (runs: { marks: string[] }[]) =>
      runs.every(({ marks }, index) => marks.join() !== runs[index - 1]?.marks.join());
    fc.assert(
      fc.property(fc.array(run, { minLength: 1, maxLength: 5 }).filter(apart), (runs) => {
        const content = runs.map(({ text, marks }) => ({
          type: 'text',
          text,
          marks: marks.map((type) => ({ type })),
        }));
        const html = server.render(toMarkdown({ type: 'doc', content: [{ type: 'paragraph', content }] }));
        const words = runs.map(({ text }) => text).join('');
        expect(wordsOf(html).replace(/\s+/g, ' ')).toBe(words.replace(/\s+/g, ' ').trim());
      }),
      { numRuns: 500 },
    );
  });

  it('starts empty and stays empty', () => {
    expect(again('')).toBe('');
    expect(again('\n\n')).toBe('');
  });
});

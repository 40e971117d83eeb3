import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { cleaned, sanitised } from './allow-list.js';

const markdown = new MarkdownIt({ html: false, xhtmlOut: true, linkify: true, breaks: true });
const MARKS = Array.from(' \n\t>#*_`~-|\\&"\'<\0\u00A0é😀');
const PIECES = [
  '\n\n',
  '\n- ',
  '\n1. ',
  '\n> ',
  '\n    ',
  '```\n',
  '---',
  '|a|b|\n|-|:-|\n|c|d|',
  '**b**',
  '*e*',
  '~~s~~',
  '`c`',
  '&copy;',
  '&amp;',
  '&lt;b&gt;',
  '&#0;',
  '&quot;',
  'https://a.example/b?c=d&e',
  'https://a.example/ü',
  'www.a.example',
  '[x](https://a.example "t")',
  '[*x*](http://a.example/b)',
  '[x](mailto:a@a.example)',
  '[x](/relative)',
  '[x](<https://a.example/a b>)',
  '![x](https://a.example/x.png)',
  '<https://a.example>',
  'words',
  'of a',
  'post',
];

describe('what looks through the HTML of a post', () => {
  it('gives to the letter what takes it apart gives', () => {
    let same = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...MARKS, ...PIECES), { maxLength: 40 }), (pieces) => {
        const html = markdown.render(pieces.join(''));
        expect(cleaned(html)).toBe(sanitised(html));
        same += 1;
      }),
      { numRuns: 5_000 },
    );
    expect(same).toBeGreaterThanOrEqual(5_000);
  });

  it.each([
    '<script>1</script>',
    '<p onclick="1">a</p>',
    '<p>a</p><img src="x">',
    '<a href="javascript:1">a</a>',
    '<a href="https://a.example" onclick="1">a</a>',
    '<a href="https://a.example?a=&quot;">a</a>',
    '<p>a > b</p>',
    '<p>&copy; &#60;script></p>',
    '<p',
    '<p>a</p><',
    '<!-- a --><p>b</p>',
    '<P>a</P>',
  ])('leaves %s to what takes it apart', (html) => expect(cleaned(html)).toBe(sanitised(html)));
});

import { describe, expect, it } from 'vitest';
import { toHtml } from '../../text/markdown.js';
import { forMail } from './post-in-mail.js';

const ADDRESS = 'https://hub.example';
const mailed = (markdown: string) => forMail(toHtml(markdown), ADDRESS);

describe('a post in a mail', () => {
  it.each<[string, string, string]>([
    ['paragraphs and lines', 'One\ntwo\n\nThree', 'One\ntwo\n\nThree'],
    ['marks', '**a** & *b* < ~~c~~ `d`', 'a & b < c d'],
    ['headings', '# A\n\nb', 'A\n\nb'],
    ['lists', '- one\n- two\n  - three\n- four', '- one\n- two\n  - three\n- four'],
    ['lists of paragraphs', '- one\n\n  more\n\n- two', '- one\n  more\n- two'],
    ['numbers', '3. one\n4. two', '3. one\n4. two'],
    ['quotes', '> one\n> two\n>\n> > three\n\nfour', '> one\n> two\n>\n> > three\n\nfour'],
    ['code', 'So:\n\n```\nif (a < b)\n  c()\n```', 'So:\n\n    if (a < b)\n      c()'],
    ['a link', '[the list](https://a.example/x?a=1&b=2).', 'the list (https://a.example/x?a=1&b=2).'],
    ['a bare link', 'See https://a.example/x now', 'See https://a.example/x now'],
    ['a link to the site', '[rules](/rules)', 'rules (https://hub.example/rules)'],
    ['a relative link', '[this](discussions/7#post-2)', 'this (https://hub.example/discussions/7#post-2)'],
    ['an address', '<a@b.example>', 'a@b.example'],
    ['a named address', '[us](mailto:a@b.example)', 'us (mailto:a@b.example)'],
    ['two links in a line', '[a](/a), [**b**](/b)', 'a (https://hub.example/a), b (https://hub.example/b)'],
    ['a table', '| a | b |\n|---|---|\n| 1 | 2 |', 'a | b\n\n1 | 2'],
    ['a rule', 'a\n\n---\n\nb', 'a\n\n----\n\nb'],
    ['nothing', '', ''],
  ])('keeps %s in its text', (_what, markdown, text) => expect(mailed(markdown).text).toBe(text));

  it('keeps its marks in its HTML, with links that lead on from anywhere', () => {
    expect(mailed('**a** [b](c/d?e=1&f=2) [g](#h)').html).toMatch(
      /^<p><strong>a<\/strong> <a href="https:\/\/hub\.example\/c\/d\?e=1&amp;f=2"[^>]*>b<\/a> <a href="https:\/\/hub\.example\/#h"/,
    );
  });
});

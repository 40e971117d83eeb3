import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toExcerpt, toHtml, toText } from './markdown.js';
import { toSlug } from './slug.js';

describe('Markdown', () => {
  it('becomes plain, safe HTML', () => {
    expect(toHtml('# Big\n\n**bold** [link](https://a.example "t") <b>x</b>')).toBe(
      '<h3>Big</h3>\n<p><strong>bold</strong> <a href="https://a.example" rel="nofollow ugc noopener">link</a> &lt;b&gt;x&lt;/b&gt;</p>',
    );
  });

  it.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](data:text/html,1)',
    '[x](vbscript:1)',
    '<img src=x onerror=alert(1)>',
    '![x](https://a.example/x.png)',
    '[x](//a.example)',
    '<javascript:alert(1)>',
  ])('leaves nothing live of %s', (body) =>
    expect(toHtml(body)).not.toMatch(/href="(?!https?:|mailto:)|<img|<script|onerror="/i),
  );

  it('links to a picture of elsewhere, and shows one of its writer’s own', () => {
    const own = `/api/files/${'a'.repeat(32)}`;
    const file = { format: 'webp', size: 2048, picture: true, width: 40, height: 30 } as const;
    const files = new Map([[own, file]]);
    expect(toHtml('![A chart](https://a.example/x.png)')).toBe(
      '<p><a href="https://a.example/x.png" rel="nofollow ugc noopener">A chart</a></p>',
    );
    expect(toHtml(`![](${own})`, files)).toBe(
      `<p><img src="${own}" alt="" width="40" height="30" loading="lazy" /></p>`,
    );
    expect(toHtml(`[![A chart](${own})](https://a.example)`, files)).toContain(
      `<a href="https://a.example" rel="nofollow ugc noopener"><img src="${own}"`,
    );
    expect(toText(toHtml(`See ![A "chart"](${own})!`, files))).toBe('See A "chart" !');
    // As the composer writes a description with marks of Markdown in it.
    expect(toHtml(String.raw`![\`a\` \*b\* \<c> \&amp;](${own})`, files)).toContain(
      'alt="`a` *b* &lt;c&gt; &amp;amp;"',
    );
    expect(toHtml(`![x](${own})`)).not.toContain('<img');
    expect(
      toHtml(`[Minutes](${own})`, new Map([[own, { ...file, format: 'pdf', picture: false }]])),
    ).toContain('>Minutes</a> (PDF, 2 kB)');
  });

  it('never makes an element or an attribute that is not allowed', () => {
    fc.assert(
      fc.property(
        fc.string({
          maxLength: 300,
          unit: fc.constantFrom(...'<>"\'=&;:/()[]!#*_`~-|\\ \n\tajscriptonerfhl1'.split('')),
        }),
        (body) => {
          const tags = [...toHtml(body).matchAll(/<\/?([a-z0-9]+)([^>]*)>/g)];
          for (const [, name, attributes] of tags) {
            expect([
              'p',
              'br',
              'strong',
              'em',
              's',
              'a',
              'ul',
              'ol',
              'li',
              'blockquote',
              'code',
              'pre',
              'h3',
              'h4',
              'h5',
              'h6',
              'hr',
              'table',
              'thead',
              'tbody',
              'tr',
              'th',
              'td',
            ]).toContain(name);
            expect(attributes!.replace(/"[^"]*"/g, '')).not.toMatch(/\bon|style|src/);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('leaves a table that would blow up as the text it is, and refuses what still grows too large', () => {
    const wide = `${'|a'.repeat(600)}|\n${'|-'.repeat(600)}|\n${'|\n'.repeat(400)}`;
    expect(toHtml(wide)).not.toContain('<table');
    const long = `${'|a'.repeat(30)}|\n${'|-'.repeat(30)}|\n${'|\n'.repeat(15_000)}`;
    expect(() => toHtml(long)).toThrow(/too large/);
  });

  it('gives its words for search', () => {
    expect(toText(toHtml('One\n\n- two\n- three & <four>\n\n`five`'))).toBe('One two three & <four> five');
    expect(toExcerpt('word '.repeat(100))).toHaveLength(200);
  });
});

describe('a slug', () => {
  it('keeps the words of a title', () => {
    expect(toSlug('How do you évaluate “patient” leaflets?', 'question')).toBe(
      'how-do-you-evaluate-patient-leaflets',
    );
    expect(toSlug('日本語', 'question')).toBe('question');
  });
  it('is always one of ours', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        (title) => void expect(toSlug(title, 'question')).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/),
      ),
    );
  });
});

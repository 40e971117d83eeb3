import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds, toDocument, toMarkdown } from './markdown';
import { fileText, pictureText, picturesOf, withAlt, withoutPicture } from './pictures';

const own = (digit: string) => `/api/files/${digit.repeat(32)}`;

describe('pictures in the text of a post', () => {
  it('are found once each, in order, and none of elsewhere', () => {
    const text = `![One](${own('a')}) and ![](${own('b')})\n\n![One](${own('a')}) ![far](https://a.example/x.png)`;
    expect(picturesOf(text)).toEqual([
      { address: own('a'), alt: 'One' },
      { address: own('b'), alt: '' },
    ]);
  });

  it('are described and taken out without a change to the rest', () => {
    const text = `Before\n\n![](${own('a')})\n\nAfter ![b](${own('b')})`;
    expect(withAlt(text, { address: own('a'), alt: 'A [shelf]' })).toBe(
      text.replace('![](', String.raw`![A \[shelf\]](`),
    );
    expect(withoutPicture(text, own('a'))).toBe(`Before\n\nAfter ![b](${own('b')})`);
  });

  it('keep any description through the rich editor and back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (words) => {
        const alt = words.replace(/\s+/g, ' ').trim();
        const text = `Before ${pictureText({ address: own('a'), alt })} after`;
        const document = toDocument(text);
        expect(document.content?.[0]?.content?.map(({ type }) => type)).toEqual(['text', 'picture', 'text']);
        expect(picturesOf(toMarkdown(document))).toEqual([{ address: own('a'), alt }]);
      }),
    );
  });

  it('are described by any marks of Markdown, each as itself', () => {
    for (const words of ['`', '`a`', '*a*', '_a_', '~~a~~', '<b>', '&amp;', 'a_b_c', '\\']) {
      const text = pictureText({ address: own('a'), alt: words });
      expect(picturesOf(toMarkdown(toDocument(text)))).toEqual([{ address: own('a'), alt: words }]);
      expect(toDocument(`See ${fileText(words, own('b'))}`).content?.[0]?.content?.[1]).toMatchObject({
        text: words,
        marks: [{ type: 'link' }],
      });
    }
    expect(fileText('a_b.pdf', own('b'))).toBe(`[a_b.pdf](${own('b')})`);
  });

  it('stand alone, in lists and quotes, and beside files; what is linked stays Markdown', () => {
    for (const text of [
      pictureText({ address: own('a'), alt: 'One' }),
      `Before\n\n${pictureText({ address: own('a'), alt: '' })}\n\nAfter`,
      `- ${pictureText({ address: own('a'), alt: 'One' })}`,
      `> ${pictureText({ address: own('a'), alt: 'One' })}`,
      `See ${fileText('Minutes [final].pdf', own('c'))}.`,
    ])
      expect(toMarkdown(toDocument(text))).toBe(text);
    expect(holds(`[${pictureText({ address: own('a'), alt: 'One' })}](https://a.example)`)).toBe(false);
  });
});

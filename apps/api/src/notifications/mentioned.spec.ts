import { describe, expect, it } from 'vitest';
import { toHtml } from '../text/markdown.js';
import { mentionedIn } from './mentioned.js';

describe('a post names', () => {
  it.each<[string, string[]]>([
    ['@anna', ['anna']],
    ['Thank you, @anna.', ['anna']],
    ['@anna, @ben-2; and @Carla!', ['anna', 'ben-2', 'carla']],
    ['(@anna) "@ben" **@carla** _@dora_', ['anna', 'ben', 'carla', 'dora']],
    ["This is @anna’s, that is @ben's", ['anna', 'ben']],
    ['Ask @anna: now, @ben/@carla or @dora-', ['anna', 'ben', 'dora']],
    ['Twice @anna and @ANNA', ['anna']],
    ['- @anna\n- @ben', ['anna', 'ben']],
    ['> @anna said so\n\n@ben, is that right?', ['ben']],
  ])('%j', (body, handles) => {
    expect(mentionedIn(toHtml(body))).toEqual(handles);
  });

  it.each([
    'anna@demo.example',
    '@anna@mastodon.social',
    '@anna_b and @anna_',
    '@anna.smith@demo.example',
    'example.org/?u=@anna and ?a=1&@anna',
    'example.org/@anna and ../@anna',
    '@anna/package and @anna:matrix.example',
    '@annaé and @ännä',
    '@a',
    `@${'a'.repeat(61)}`,
    '`@anna` and ``see `@anna` ``',
    '`x`@anna and @anna`x`',
    '```\n@anna\n```',
    '    @anna',
    '[@anna](https://demo.example) and https://demo.example/@anna',
    '> @anna\n> > @anna\n>\n> @anna',
    '> - @anna\n>   `x`\n> - @anna',
    'No name at all',
  ])('nobody in %j', (body) => {
    expect(mentionedIn(toHtml(body))).toEqual([]);
  });

  it('so many and no more', () => {
    const names = Array.from({ length: 30 }, (_, at) => `@name-${at}`);
    expect(mentionedIn(toHtml(names.join(' ')))).toHaveLength(20);
  });
});

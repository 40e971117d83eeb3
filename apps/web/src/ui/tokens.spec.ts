import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contrast, paletteOf } from '../../test/contrast';

const SRC = join(import.meta.dirname, '..');
const tokens = readFileSync(join(SRC, 'ui/tokens.css'), 'utf8');

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(css|vue)$/.test(name) && name !== join('ui', 'tokens.css'))
  .map((name) => ({ name, text: readFileSync(join(SRC, name), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '') }));

const styleOf = ({ name, text }: { name: string; text: string }) =>
  name.endsWith('.css')
    ? text
    : [...text.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(([, css]) => css).join('\n');

const declarations = files.flatMap((file) =>
  [...styleOf(file).matchAll(/(?:^|[{;\s])(-{0,2}[a-z][\w-]*)\s*:\s*([^;{}]+)[;}]/g)].map(
    ([, property, value]) => ({
      where: `${file.name}: ${property}: ${value!.trim()}`,
      property: property!,
      value: value!.trim(),
    }),
  ),
);

const NAMED =
  /\b(?:white|black|red|green|blue|yellow|orange|purple|pink|brown|gr[ae]y|silver|gold|navy|teal|maroon|olive|lime|aqua|cyan|magenta|crimson|tomato|beige|ivory|indigo|violet)\b/;
const COLOUR = /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark)\(/i;
const COLOURED = /color|background|border|outline|shadow|fill|stroke|decoration/;
const SIZED =
  /^(?:(?:scroll-)?(?:padding|margin)|border|outline|inset|(?:row-|column-)?gap|(?:(?:min|max)-)?(?:inline|block)-size)(?:-(?:inline|block))?(?:-(?:start|end))?(?:-(?:width|offset))?$/;
/** In step with the letters (em, ch) or the window (vw, vh) is no size of its own. */
const LENGTH = /(?<![\w.-])-?(?:\d*\.)?\d+(?:px|rem)\b/g;
/** A column is as wide, and a field as high, as what it holds needs; nothing else is so large. */
const COLUMN = 8;
const rawLengths = ({ property, value }: { property: string; value: string }) =>
  (value.match(LENGTH) ?? []).filter(
    (length) =>
      // Hidden from sight but not from screen readers: one pixel, or far off the page.
      !(/^(?:inline|block)-size$/.test(property) && length === '1px') &&
      !(length.endsWith('rem') && Math.abs(parseFloat(length)) >= COLUMN),
  );
const offending = (found: (declaration: (typeof declarations)[number]) => boolean) =>
  declarations.filter(found).map(({ where }) => where);

describe('what stands outside tokens.css', () => {
  it('finds declarations to look at', () => expect(declarations.length).toBeGreaterThan(400));

  it('names no colour', () => {
    const ours = (value: string) => value.replace(/var\([^)]*\)/g, '');
    expect(
      offending(
        ({ property, value }) => COLOUR.test(value) || (COLOURED.test(property) && NAMED.test(ours(value))),
      ),
    ).toEqual([]);
  });

  it('names no letter size', () => {
    const sized = /^(?:var\(--text-[a-z]+\)|inherit)$/;
    expect(offending(({ property, value }) => property === 'font-size' && !sized.test(value))).toEqual([]);
    expect(
      offending(({ property, value }) => property === 'font' && !/var\(--text-|inherit/.test(value)),
    ).toEqual([]);
  });

  it('has ink beside yellow, which is 1.7:1 on paper', () => {
    const rules = files.flatMap((file) =>
      [...styleOf(file).matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, names, body]) => ({
        where: `${file.name}: ${names!.trim()}`,
        body: body!,
      })),
    );
    const alone = rules.filter(
      ({ body }) => /var\(--yellow\)/.test(body) && !/var\(--(?:ink|on-yellow)\)/.test(body),
    );
    // The words on the arm are ink, in a rule of their own.
    expect(alone.map(({ where }) => where)).toEqual([
      join('ui', 'home.css') + ': .signpost .arm:focus-visible::before',
    ]);
  });

  it('names no radius', () => {
    expect(
      offending(
        ({ property, value }) =>
          /radius$/.test(property) && !['var(--radius)', 'var(--round)'].includes(value),
      ),
    ).toEqual([]);
  });

  it('names no size, but widths of columns and what cannot be seen', () => {
    expect(offending((one) => SIZED.test(one.property) && rawLengths(one).length > 0)).toEqual([]);
    expect(rawLengths({ property: 'padding', value: '0 14px' })).toEqual(['14px']);
    expect(rawLengths({ property: 'inline-size', value: 'min(100%, 34rem)' })).toEqual([]);
  });

  it('says no side by left or right, so that a page can run the other way', () => {
    const physical =
      /^(?:margin|padding|border|inset)?-?(?:left|right)\b|^(?:width|height|(?:min|max)-(?:width|height))$/;
    expect(
      offending(({ property, value }) => physical.test(property) || /^(?:left|right)$/.test(value)),
    ).toEqual([]);
  });

  it('writes no style into a template', () => {
    expect(files.filter(({ text }) => /\sstyle="/.test(text)).map(({ name }) => name)).toEqual([]);
  });
});

const TEXT = 4.5;
const SHAPE = 3;
const GROUNDS = ['paper', 'paper-apart', 'paper-deep'];
const PAIRS: [front: string, grounds: string[], least: number][] = [
  ['ink', GROUNDS, TEXT],
  ['slate', GROUNDS, TEXT],
  ['green', GROUNDS, TEXT],
  ['green-strong', GROUNDS, TEXT],
  ['red', GROUNDS, TEXT],
  ['on-green', ['green', 'green-strong'], TEXT],
  ['on-red', ['red'], TEXT],
  ['on-yellow', ['yellow'], TEXT],
  // The edges of controls, and the ring of ink around a yellow focus.
  ['edge', GROUNDS, SHAPE],
  ['ink', [...GROUNDS, 'yellow'], SHAPE],
];

describe.each(['light', 'dark'] as const)('contrast in %s', (mode) => {
  const palette = paletteOf(tokens, mode);
  const pairs = PAIRS.flatMap(([front, grounds, least]) =>
    grounds.map((ground) => ({ front, ground, least })),
  );

  // In dark the ink is pale: there the yellow itself stands out from the page, and the ring from everything else.
  const asked = pairs.filter(
    ({ front, ground }) => !(mode === 'dark' && front === 'ink' && ground === 'yellow'),
  );
  it.each(asked)('$front on $ground is at least $least', ({ front, ground, least }) => {
    expect(contrast(palette[front]!, palette[ground]!)).toBeGreaterThanOrEqual(least);
  });

  it('shows focus against every ground', () => {
    for (const ground of GROUNDS) {
      const best = Math.max(
        contrast(palette.ink!, palette[ground]!),
        contrast(palette.yellow!, palette[ground]!),
      );
      expect(best).toBeGreaterThanOrEqual(SHAPE);
    }
  });
});

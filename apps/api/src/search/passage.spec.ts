import { describe, expect, it } from 'vitest';
import { HIT_STARTS as A, HIT_STOPS as B, toExcerpt, toPassage } from './passage.js';
import { anyOf, termsOf } from './search.terms.js';

describe('a passage', () => {
  it('is pieces of text in order, whatever the text holds', () => {
    expect(toPassage(`a <b>${A}loan${B}</b> & ${A}fee${B}`)).toEqual([
      { text: 'a <b>', hit: false },
      { text: 'loan', hit: true },
      { text: '</b> & ', hit: false },
      { text: 'fee', hit: true },
    ]);
    expect(toPassage('')).toEqual([]);
    expect(toPassage(`${A}unclosed`)).toEqual([{ text: `${A}unclosed`, hit: false }]);
  });
});

describe('an excerpt', () => {
  const text = 'The library does not own the racks, and the porters fill them with whatever comes by post.';
  const at = (from: number, to: number) => ({ opening: text.slice(0, from), ending: text.slice(to) });
  const shown = (found: string, where: { opening: string; ending: string }) =>
    toExcerpt(found, where)
      .map((piece) => piece.text)
      .join('');

  it('says where it was cut out', () => {
    expect(shown(`own the ${A}racks${B}, and the porters`, at(40, -40))).toBe(
      '… own the racks, and the porters …',
    );
    expect(shown(`The ${A}library${B} does not own the racks`, at(40, -40))).toBe(
      'The library does not own the racks …',
    );
    expect(shown(`whatever comes by ${A}post${B}.`, at(40, -40))).toBe('… whatever comes by post.');
    expect(shown(text.replace('racks', `${A}racks${B}`), at(40, -40))).toBe(text);
  });

  it('is the beginning, to the end of a word, where nothing was found in it', () => {
    expect(shown('The library does', at(30, -30))).toBe('The library does not own the …');
    expect(shown('The library does', { opening: text, ending: text })).toBe(text);
  });
});

describe('the terms of a query', () => {
  it('are the names in capitals, as a query that holds nothing else', () => {
    expect(termsOf('ILL and IT! | (PPI) & x:* NHS').acronyms).toBe('ILL & IT & PPI & NHS');
    expect(termsOf('Ill it I A').acronyms).toBe('');
  });

  it('say whether words are excluded', () => {
    expect([
      termsOf('loan -fee').excludes,
      termsOf('-fee').excludes,
      termsOf('inter-library').excludes,
    ]).toEqual([true, true, false]);
  });

  it('become alternatives for titles that are alike', () => {
    expect(anyOf('How do you "charge" for or -loans')).toBe('How or do or you or charge or for or loans');
    expect(anyOf('- or "')).toBe('');
  });
});

import { describe, expect, it } from 'vitest';
import { HIT_STARTS as A, HIT_STOPS as B, toPassage } from './passage.js';
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

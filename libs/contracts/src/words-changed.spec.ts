import { describe, expect, it } from 'vitest';
import { WORDS_TOLD_MAX } from './limits.js';
import { changedWords, sameWords, wordsChanged } from './words-changed.js';

const keys = (before: string, after: string) =>
  changedWords(wordsChanged(before, after)).map(({ key }) => key.replace('events.words.', ''));

describe('what changed of some words', () => {
  it('is the lines that went and came', () => {
    expect(
      wordsChanged('Welcome.\n\nBring a pen.\n\nLunch is there.', 'Welcome.\n\nLunch is there.\n\nTea too.'),
    ).toEqual({ from: ['Bring a pen.'], to: ['Tea too.'] });
    expect(wordsChanged('', 'For beginners.\nBring a pen.')).toEqual({
      from: [],
      to: ['For beginners.', 'Bring a pen.'],
    });
  });

  it('within a line is what became what, with a few words around it', () => {
    const line = (what: string) =>
      `We meet at ten by the door of the old reading room, so bring ${what} and something to write with for the hour after lunch.`;
    expect(wordsChanged(line('a laptop'), line('a tablet'))).toEqual({
      from: ['… reading room, so bring a laptop and something to write with …'],
      to: ['… reading room, so bring a tablet and something to write with …'],
    });
    expect(wordsChanged('Room 7', 'Room 8, upstairs')).toEqual({
      from: ['Room 7'],
      to: ['Room 8, upstairs'],
    });
  });

  it('is read without the marks of Markdown', () => {
    expect(
      wordsChanged('# Plan\n\n- **Bring** a pen', '# Plan\n\n- **Bring** [a form](https://a.example/form)'),
    ).toEqual({
      from: ['Bring a pen'],
      to: ['Bring a form'],
    });
    expect(wordsChanged('a snake_case_name', 'a 2 * 3 * 4 name')).toEqual({
      from: ['a snake_case_name'],
      to: ['a 2 * 3 * 4 name'],
    });
  });

  it('is only said to have changed where it is long, moved, or in the marks alone', () => {
    const long = (word: string) => `${word} `.repeat(WORDS_TOLD_MAX).trim();
    expect(wordsChanged(long('one'), long('two'))).toEqual({ from: [], to: [] });
    expect(keys(long('one'), long('two'))).toEqual(['changed']);
    expect(keys('One.\n\nTwo.\n\nThree.', 'Three.\n\nOne.\n\nTwo.')).toEqual(['changed']);
    expect(keys('Bring a pen', '**Bring** a pen')).toEqual(['changed']);
    expect(keys('One.\nTwo.', 'Three.')).toEqual(['gone', 'gone', 'came']);
  });

  it('is nothing where only spaces differ', () => {
    expect(sameWords('One.\r\n\r\nTwo. ', 'One.\n\nTwo.')).toBe(true);
    expect(sameWords('One.', '*One.*')).toBe(false);
  });

  it('takes no longer for words that were made to take long', { timeout: 2_000 }, () => {
    for (const part of ['* _', '[a](', '![', '> ', '\\', '*a', '_ _a_', '((', '`*_[']) {
      const body = part.repeat(32_000 / part.length);
      wordsChanged(body, `${body}x`);
      wordsChanged(body.replaceAll(' ', '\n'), body);
    }
    expect(wordsChanged('* _'.repeat(10_000), '')).toEqual({ from: [], to: [] });
  });
});

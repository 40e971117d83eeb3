import { describe, expect, it } from 'vitest';
import { changesOf, clashes, NO_WORDS, spaceFaults } from './space-words';

describe('the form of a space', () => {
  it('asks for a name and bounds the rest', () => {
    expect(spaceFaults({ ...NO_WORDS, name: ' x ' })).toEqual({ name: 'nameMissing' });
    expect(spaceFaults({ ...NO_WORDS, name: 'a'.repeat(81), summary: 'b'.repeat(241) })).toEqual({
      name: 'nameLong',
      summary: 'summaryLong',
    });
    expect(spaceFaults({ ...NO_WORDS, name: 'Evidence searching', description: 'c'.repeat(8000) })).toEqual({});
  });

  it('sends what was changed', () => {
    const before = { ...NO_WORDS, name: 'Evidence' };
    expect(changesOf(before, { ...before })).toEqual({});
    expect(changesOf(before, { ...before, visibility: 'members' })).toEqual({ visibility: 'members' });
  });

  it('clashes over one field, not over two', () => {
    const base = { ...NO_WORDS, name: 'Evidence' };
    const theirs = { ...base, summary: 'theirs' };
    expect(clashes(base, theirs, { name: 'Evidence searching' })).toBe(false);
    expect(clashes(base, theirs, { name: 'Evidence searching', summary: 'mine' })).toBe(true);
  });
});

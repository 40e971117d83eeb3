import { describe, expect, it } from 'vitest';
import { changesOf, clashes } from './changes';

const base = { name: 'Evidence', summary: '' };

describe('two people at one form', () => {
  it('each send what they changed', () => {
    expect(changesOf(base, { ...base })).toEqual({});
    expect(changesOf(base, { ...base, name: 'Evidence searching' })).toEqual({ name: 'Evidence searching' });
  });

  it('clash over one field, not over two', () => {
    const theirs = { ...base, summary: 'theirs' };
    expect(clashes(base, theirs, { name: 'Evidence searching' })).toBe(false);
    expect(clashes(base, theirs, { name: 'Evidence searching', summary: 'mine' })).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { changesOf, clashes } from './changes';

const base = { name: 'Evidence', summary: '' };

describe('two people at one form', () => {
  it('each send what they changed', () => {
    expect(changesOf(base, { ...base })).toEqual({});
    expect(changesOf(base, { ...base, name: 'Evidence searching' })).toEqual({ name: 'Evidence searching' });
  });

  it('send no list and no thing of several parts that holds what it held', () => {
    const whole = { ...base, tags: ['a'], pin: { lat: 1, lon: 2 } };
    const typed = { ...whole, tags: ['a'], pin: { lat: 1, lon: 3 } };
    expect(changesOf(whole, typed)).toEqual({ pin: { lat: 1, lon: 3 } });
    expect(changesOf(whole, { ...typed, pin: { lat: 1, lon: 2 } })).toEqual({});
  });

  it('clash over one field, not over two', () => {
    const theirs = { ...base, summary: 'theirs' };
    expect(clashes(base, theirs, { name: 'Evidence searching' })).toBe(false);
    expect(clashes(base, theirs, { name: 'Evidence searching', summary: 'mine' })).toBe(true);
  });
});

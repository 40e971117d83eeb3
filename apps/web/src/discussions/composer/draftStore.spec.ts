import { describe, expect, it } from 'vitest';
import { DraftStore, memoryStorage } from './draftStore';

const at = (iso: string) => () => new Date(iso);
const NOW = '2027-02-04T14:02:00.000Z';

describe('drafts', () => {
  it('come back as they were left, with their time', () => {
    const storage = memoryStorage();
    new DraftStore(storage, at(NOW)).save('reply:12', ' two  spaces\n', 5);
    expect(new DraftStore(storage).load('reply:12', 5)).toEqual({ words: ' two  spaces\n', savedAt: NOW });
  });

  it('of one member are not met by the next, nor written over', () => {
    const store = new DraftStore(memoryStorage(), at(NOW));
    store.save('new', 'mine', 5);
    expect(store.load('new', 6)).toBeNull();
    expect(store.load('new', null)).toBeNull();
    store.save('new', 'theirs', 6);
    expect(store.load('new', 5)?.words).toBe('mine');
  });

  it('of a guest go with them when they sign in', () => {
    const store = new DraftStore(memoryStorage(), at(NOW));
    store.save('new', 'before', null);
    expect(store.load('new', 5)?.words).toBe('before');
    store.save('new', 'after', 5);
    expect(store.load('new', null)).toBeNull();
    store.clear('new', 5);
    expect(store.load('new', 5)).toBeNull();
  });

  it('under a prefix are found, the latest first', () => {
    const storage = memoryStorage();
    new DraftStore(storage, at('2027-02-04T10:00:00.000Z')).save('reply:12:34', 'a', 5);
    new DraftStore(storage, at('2027-02-04T11:00:00.000Z')).save('reply:12:56', 'b', 5);
    const store = new DraftStore(storage, at(NOW));
    store.save('reply:12', 'bottom', 5);
    store.save('reply:12:78', 'c', 6);
    expect(store.keys('reply:12:', 5)).toEqual(['56', '34']);
  });

  it('that nobody came back to are let go, and so is what is broken', () => {
    const storage = memoryStorage();
    new DraftStore(storage, at('2026-01-01T00:00:00.000Z')).save('old', 'x', 5);
    storage.setItem('fingerpost:draft:broken', '{');
    storage.setItem('other', 'stays');
    const store = new DraftStore(storage, at(NOW));
    store.save('young', 'y', 5);
    store.prune();
    expect(store.load('young', 5)?.words).toBe('y');
    expect(storage.length).toBe(2);
  });

  it('are reported when the browser has no room', () => {
    const full = {
      ...memoryStorage(),
      setItem: () => {
        throw new Error('QuotaExceededError');
      },
    };
    expect(new DraftStore(full, at(NOW)).save('new', 'x', 5)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { DraftStore, memoryStorage } from './draftStore';

const at = (iso: string) => () => new Date(iso);
const NOW = '2027-02-04T14:02:00.000Z';
const words = (store: DraftStore, viewer: number | null) =>
  store.load<unknown>('new', viewer).map((draft) => draft.words);

describe('drafts', () => {
  it('come back as they were left, with their time', () => {
    const storage = memoryStorage();
    new DraftStore(storage, at(NOW)).save('reply:12', ' two  spaces\n', 5, null);
    expect(new DraftStore(storage).load('reply:12', 5)).toEqual([{ words: ' two  spaces\n', savedAt: NOW }]);
  });

  it('of one member are not met by the next, nor written over', () => {
    const store = new DraftStore(memoryStorage(), at(NOW));
    store.save('new', 'mine', 5, null);
    expect(store.load('new', 6)).toEqual([]);
    expect(store.load('new', null)).toEqual([]);
    store.save('new', 'theirs', 6, null);
    expect(words(store, 5)).toEqual(['mine']);
  });

  it('of a guest go with them when they sign in', () => {
    const store = new DraftStore(memoryStorage(), at(NOW));
    store.save('new', 'before', null, null);
    expect(words(store, 5)).toEqual(['before']);
    store.save('new', 'after', 5, 'before');
    expect(words(store, null)).toEqual([]);
    expect(words(store, 5)).toEqual(['after']);
    store.remove('new', 'after', 5);
    expect(words(store, 5)).toEqual([]);
  });

  it('of a guest and older ones of the member who signs in stand beside each other, the latest first', () => {
    const storage = memoryStorage();
    new DraftStore(storage, at('2027-02-01T10:00:00.000Z')).save('new', 'old', 5, null);
    new DraftStore(storage, at('2027-02-04T10:00:00.000Z')).save('new', 'as a guest', null, null);
    const store = new DraftStore(storage, at(NOW));
    expect(words(store, 5)).toEqual(['as a guest', 'old']);
    store.save('new', 'as a guest, and more', 5, 'as a guest');
    expect(words(store, 5)).toEqual(['as a guest, and more', 'old']);
    expect(words(store, 6)).toEqual([]);
  });

  it('of a guest that are posted after signing in leave the older ones of the member', () => {
    const storage = memoryStorage();
    new DraftStore(storage, at('2027-02-01T10:00:00.000Z')).save('new', 'old', 5, null);
    const store = new DraftStore(storage, at(NOW));
    store.save('new', 'as a guest', null, null);
    store.remove('new', 'as a guest', 5);
    expect(words(store, 5)).toEqual(['old']);
  });

  it('of two tabs do not take the place of each other, and what one sends leaves the other', () => {
    const store = new DraftStore(memoryStorage(), at(NOW));
    store.save('new', 'one', 5, null);
    store.save('new', 'two', 5, null);
    store.save('new', 'one more', 5, 'one');
    expect(words(store, 5)).toEqual(['one more', 'two']);
    store.remove('new', 'one more', 5);
    expect(words(store, 5)).toEqual(['two']);
  });

  it('are kept apart by all that a form holds', () => {
    const store = new DraftStore(memoryStorage(), at(NOW));
    store.save('new', { title: 'a', tags: ['x'] }, 5, null);
    store.save('new', { title: 'a', tags: ['y'] }, 5, { title: 'a', tags: [] });
    store.remove('new', { title: 'a', tags: ['x'] }, 5);
    expect(words(store, 5)).toEqual([{ title: 'a', tags: ['y'] }]);
  });

  it('of a version that kept one alone are still read', () => {
    const storage = memoryStorage();
    storage.setItem('fingerpost:draft:new@5', JSON.stringify({ words: 'from before', savedAt: NOW }));
    expect(words(new DraftStore(storage), 5)).toEqual(['from before']);
  });

  it('under a prefix are found, the latest first', () => {
    const storage = memoryStorage();
    new DraftStore(storage, at('2027-02-04T10:00:00.000Z')).save('reply:12:34', 'a', 5, null);
    new DraftStore(storage, at('2027-02-04T11:00:00.000Z')).save('reply:12:56', 'b', 5, null);
    const store = new DraftStore(storage, at(NOW));
    store.save('reply:12', 'bottom', 5, null);
    store.save('reply:12:78', 'c', 6, null);
    expect(store.keys('reply:12:', 5)).toEqual(['56', '34']);
  });

  it('that nobody came back to are let go, and so is what is broken', () => {
    const storage = memoryStorage();
    new DraftStore(storage, at('2026-01-01T00:00:00.000Z')).save('old', 'x', 5, null);
    new DraftStore(storage, at('2026-01-01T00:00:00.000Z')).save('young', 'old beside young', 5, null);
    storage.setItem('fingerpost:draft:broken', '{');
    storage.setItem('other', 'stays');
    const store = new DraftStore(storage, at(NOW));
    store.save('young', 'y', 5, null);
    store.prune();
    expect(store.load('young', 5).map((draft) => draft.words)).toEqual(['y']);
    expect(storage.length).toBe(2);
  });

  it('are reported when the browser has no room', () => {
    const full = {
      ...memoryStorage(),
      setItem: () => {
        throw new Error('QuotaExceededError');
      },
    };
    expect(new DraftStore(full, at(NOW)).save('new', 'x', 5, null)).toBeNull();
  });
});

import type { PostPage, PostSeen } from '@fingerpost/contracts/discussions';
import { describe, expect, it } from 'vitest';
import { belongsIn, joinPages, newcomers, patchPosts } from './window';

const person = (id: number) => ({
  id,
  kind: 'member' as const,
  name: `Member ${id}`,
  sector: null,
  organisation: null,
});
const post = (number: number, more: Partial<PostSeen> = {}): PostSeen => ({
  id: number * 10,
  discussionId: 1,
  number,
  parentId: null,
  inReplyTo: null,
  depth: 0,
  state: 'published',
  author: person(1),
  html: `<p>${number}</p>`,
  writtenAt: '2027-01-01T00:00:00.000Z',
  editedAt: null,
  version: number,
  can: { edit: false, delete: false, accept: false, history: false },
  ...more,
});
const reply = (number: number, to: number, depth: number, more: Partial<PostSeen> = {}) =>
  post(number, { parentId: to * 10, depth, inReplyTo: { number: to, name: null }, ...more });
const page = (items: PostSeen[], view: PostPage['view'] = 'flat'): PostPage => ({
  items,
  next: null,
  previous: null,
  version: 99,
  lastNumber: 9,
  view,
});
const numbers = (posts: PostSeen[]) => posts.map(({ number }) => number);

describe('pages of a thread', () => {
  it('join without duplicates, and the newer state of a post stays', () => {
    const edited = post(3, { version: 12, html: '<p>edited</p>' });
    const run = joinPages([page([post(1), post(2), post(3)]), page([edited, post(4)])]);
    expect(numbers(run)).toEqual([1, 2, 3, 4]);
    expect(run[2]!.html).toBe('<p>edited</p>');
  });

  it('take in posts beside them once, wherever they come from', () => {
    const run = joinPages([page([post(1), post(2)]), page([post(3)])], [post(3), post(5), post(4), post(5)]);
    expect(numbers(run)).toEqual([1, 2, 3, 4, 5]);
  });

  it('put a reply behind the others of its thread', () => {
    const threaded = page([post(1), post(2), reply(4, 2, 1), reply(5, 4, 2), post(3)], 'threaded');
    expect(numbers(joinPages([threaded], [reply(6, 2, 1), post(7), reply(8, 3, 1)]))).toEqual([
      1, 2, 4, 5, 6, 3, 8, 7,
    ]);
  });

  it('name whom a reply answers where that post is here', () => {
    const [, , named] = joinPages([page([post(1), post(2, { author: person(7) }), reply(3, 2, 1)])]);
    expect(named!.inReplyTo).toEqual({ number: 2, name: 'Member 7' });
  });
});

describe('changes', () => {
  it('replace only what is older, and add nothing', () => {
    const shown = [post(1), post(2, { version: 8 })];
    const patched = patchPosts(shown, [
      post(1, { version: 9, state: 'removed', html: '' }),
      post(2, { version: 5, html: 'old' }),
      post(3),
    ]);
    expect(patched.map(({ number, state, html }) => [number, state, html])).toEqual([
      [1, 'removed', ''],
      [2, 'published', '<p>2</p>'],
    ]);
  });

  it('come in any order and twice with the same outcome', () => {
    const changes = [
      post(1, { version: 5, html: 'a' }),
      post(1, { version: 7, html: 'b' }),
      post(1, { version: 6, html: 'c' }),
    ];
    for (const order of [changes, changes.toReversed(), [...changes, ...changes]]) {
      expect(order.reduce((posts, change) => patchPosts(posts, [change]), [post(1)])[0]!.html).toBe('b');
    }
  });

  it('wait when they are new, by others, and not deleted again', () => {
    const changes = [
      post(2, { version: 20 }),
      post(6),
      post(7, { author: person(5) }),
      post(8, { state: 'removed' }),
      post(9),
    ];
    expect(numbers(newcomers([post(9)], changes, { lastNumber: 5, viewerId: 5 }))).toEqual([6]);
  });

  it('belong to a run that reaches to their place', () => {
    const run = [post(1), post(2), reply(3, 2, 1), post(4)];
    expect(belongsIn(run, post(9), 'flat', true)).toBe(true);
    expect(belongsIn(run, post(9), 'flat', false)).toBe(false);
    expect(belongsIn(run, reply(9, 2, 1), 'threaded', false)).toBe(true);
    expect(belongsIn(run, reply(9, 4, 1), 'threaded', false)).toBe(false);
    expect(belongsIn(run, reply(9, 77, 1), 'threaded', true)).toBe(false);
  });
});

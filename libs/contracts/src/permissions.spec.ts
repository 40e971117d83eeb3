import { describe, expect, it } from 'vitest';
import { discussionPolicy, partnershipPolicy, postPolicy, type Standing } from './permissions.js';

const standing = (personId: number | null, role: Standing['role'] = null): Standing => ({
  personId,
  operator: false,
  role,
});
const question = { authorId: 1, closed: false, kind: 'question' as const, replyCount: 0 };
const guest = standing(null);
const stranger = standing(9);
const author = standing(1, 'member');
const authorWhoLeft = standing(1);
const member = standing(2, 'member');
const moderator = standing(3, 'moderator');

describe('who may do what in a discussion', () => {
  it.each([
    ['reply', [author, member, moderator], [guest, stranger, authorWhoLeft]],
    ['edit', [author, moderator], [guest, stranger, member, authorWhoLeft]],
    ['delete', [author, moderator], [guest, stranger, member, authorWhoLeft]],
    ['close', [author, moderator], [guest, stranger, member, authorWhoLeft]],
    ['accept', [author, moderator], [guest, stranger, member, authorWhoLeft]],
    ['pin', [moderator], [guest, stranger, member, author]],
  ] as const)('%s', (verb, may, mayNot) => {
    for (const viewer of may) expect(discussionPolicy(viewer, question)[verb]).toBe(true);
    for (const viewer of mayNot) expect(discussionPolicy(viewer, question)[verb]).toBe(false);
  });

  it('is not taken away by its author once others have written in it', () => {
    expect(discussionPolicy(author, { ...question, replyCount: 1 }).delete).toBe(false);
    expect(discussionPolicy(moderator, { ...question, replyCount: 1 }).delete).toBe(true);
  });

  it('lets only moderators reply once it is closed, and accepts answers to questions alone', () => {
    expect(discussionPolicy(member, { ...question, closed: true }).reply).toBe(false);
    expect(discussionPolicy(moderator, { ...question, closed: true }).reply).toBe(true);
    expect(discussionPolicy(author, { ...question, kind: 'discussion' }).accept).toBe(false);
  });
});

describe('who may do what with a post', () => {
  const post = { authorId: 2, number: 2, removed: false };
  it('is edited by its author alone, deleted by them and by moderators, never the opening one', () => {
    expect(postPolicy(member, post, question)).toMatchObject({
      edit: true,
      delete: true,
      history: true,
      accept: false,
    });
    expect(postPolicy(moderator, post, question)).toMatchObject({
      edit: false,
      delete: true,
      history: true,
      accept: true,
    });
    expect(postPolicy(author, post, question)).toMatchObject({
      edit: false,
      delete: false,
      history: false,
      accept: true,
    });
    expect(postPolicy(guest, post, question)).toEqual({
      edit: false,
      delete: false,
      history: false,
      accept: false,
    });
    expect(postPolicy(moderator, { ...post, number: 1 }, question)).toMatchObject({
      delete: false,
      accept: false,
    });
  });
  it('cannot be touched once it is a tombstone, whose former words its author and moderators can read', () => {
    const tombstone = { ...post, removed: true };
    for (const [viewer, history] of [
      [member, true],
      [moderator, true],
      [author, false],
      [stranger, false],
      [guest, false],
    ] as const)
      expect(postPolicy(viewer, tombstone, question)).toEqual({
        edit: false,
        delete: false,
        history,
        accept: false,
      });
  });
});

describe('who may do what with a partnership', () => {
  const record = { authorId: 1, claim: null, stewardCount: 0 };
  it('is mended by who put it in until it has a steward, and by who looks after the directory', () => {
    expect(partnershipPolicy(author, record)).toMatchObject({ edit: true, verify: false, decide: false });
    expect(partnershipPolicy(author, { ...record, stewardCount: 1 }).edit).toBe(false);
    expect(partnershipPolicy(moderator, record)).toMatchObject({ edit: true, verify: true, decide: true });
    expect(partnershipPolicy(member, record)).toMatchObject({ edit: false, claim: true });
    expect(partnershipPolicy(guest, { ...record, authorId: null })).toMatchObject({
      edit: false,
      claim: false,
    });
  });

  it('is checked by its steward once a moderator has confirmed them', () => {
    expect(partnershipPolicy(member, { ...record, claim: 'asked' })).toMatchObject({
      verify: false,
      claim: false,
    });
    expect(partnershipPolicy(member, { ...record, claim: 'confirmed' })).toMatchObject({
      edit: true,
      verify: true,
    });
  });
});

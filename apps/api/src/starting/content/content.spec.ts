import { describe, expect, it } from 'vitest';
import { formatOfName } from '@fingerpost/contracts/formats';
import { inspect } from '../../files/inspect.js';
import type { ReadAt } from '../../files/zip.js';
import { startingCollections } from './collections.js';
import { startingDiscussions, startingMembers, startingSpaces } from './index.js';
import { startingFile, startingResources } from './resources.js';

const TITLE_MAX = 120;
const handles = new Set(startingMembers.map((member) => member.handle));
const spaces = new Map(startingSpaces.map((space) => [space.slug, space]));
const posts = startingDiscussions.flatMap((discussion) => discussion.posts);
const replies = startingDiscussions.map((discussion) => discussion.posts.length - 1);
const questions = startingDiscussions.filter((discussion) => discussion.kind === 'question');
const words = (body: string) => body.split(/\s+/).length;

function depth(discussion: (typeof startingDiscussions)[number], index: number): number {
  const parent = discussion.posts[index]!.replyTo;
  return parent === null ? 0 : 1 + depth(discussion, parent);
}

describe('the starting content', () => {
  it('is enough to look like a place in use', () => {
    expect(startingDiscussions.length).toBeGreaterThanOrEqual(28);
    expect(replies.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(140);
    expect(replies.filter((count) => count >= 15).length).toBeGreaterThanOrEqual(3);
    expect(questions.filter((question) => question.posts.length === 1).length).toBeGreaterThanOrEqual(5);
    expect(questions.filter((question) => question.acceptedAnswer !== null).length).toBeGreaterThanOrEqual(8);
    expect(startingDiscussions.filter((discussion) => discussion.kind === 'announcement')).toHaveLength(2);
  });

  it('has the spaces that the site promises, each with somebody talking in it', () => {
    expect(startingSpaces.map((space) => [space.slug, space.visibility])).toEqual([
      ['national', 'public'],
      ['evidence-searching', 'public'],
      ['patient-and-public-information', 'public'],
      ['training-and-study-days', 'public'],
      ['partnerships', 'public'],
      ['wellbeing-and-reading', 'public'],
      ['systems-and-access', 'members'],
      ['steering-group', 'private'],
    ]);
    for (const space of startingSpaces) {
      expect(
        startingDiscussions.filter((discussion) => discussion.space === space.slug).length,
      ).toBeGreaterThan(1);
    }
  });

  it('has people to be found by what they help with and by their place', () => {
    const found = startingMembers.filter(({ canHelpWith }) => canHelpWith !== '');
    expect(found.length).toBeGreaterThanOrEqual(12);
    expect(new Set(found.map(({ place }) => place).filter(Boolean)).size).toBeGreaterThanOrEqual(3);
  });

  it('keeps the study day: benefits, barriers and next steps', () => {
    for (const theme of ['Benefits', 'Barriers', 'Next steps']) {
      expect(startingDiscussions.some((discussion) => discussion.title.startsWith(theme))).toBe(true);
    }
  });

  it('was lately alive: something in the last day, unanswered questions still fresh', () => {
    const minutesAgo = startingDiscussions.map(
      (discussion) => discussion.startedDaysAgo * 1440 - discussion.posts.at(-1)!.minutesAfterStart,
    );
    expect(minutesAgo.filter((minutes) => minutes < 1440).length).toBeGreaterThanOrEqual(5);
    for (const question of questions.filter((each) => each.posts.length === 1)) {
      expect(question.startedDaysAgo).toBeLessThan(2);
    }
  });
});

describe('members and spaces', () => {
  it('are roles with a demonstration organisation, each once', () => {
    expect(handles.size).toBe(startingMembers.length);
    expect(new Set(startingMembers.map((member) => member.displayName)).size).toBe(startingMembers.length);
    for (const member of startingMembers)
      expect(member.organisation).toMatch(/^Example .+ \(demonstration\)$/);
  });

  it('include the members of the sign-in page, with the memberships promised', () => {
    const spacesOf = (handle: string) =>
      startingSpaces.filter((space) => space.members.some((member) => member.handle === handle));
    for (const handle of ['trust-librarian', 'public-librarian', 'university-librarian']) {
      const slugs = spacesOf(handle).map((space) => space.slug);
      expect(slugs).toContain('national');
      expect(slugs.length).toBeGreaterThan(2);
      expect(slugs.length).toBeLessThan(startingSpaces.length);
    }
    expect(spacesOf('newcomer')).toEqual([]);
    expect(handles).toContain('operator');
    expect(spaces.get('national')!.members).toContainEqual({ handle: 'moderator', role: 'moderator' });
    expect(spaces.get('steering-group')!.members.map((member) => member.handle)).toEqual([
      'moderator',
      'trust-librarian',
    ]);
  });

  it('name members that exist, once each, under one owner', () => {
    for (const space of startingSpaces) {
      const named = space.members.map((member) => member.handle);
      expect(new Set(named).size).toBe(named.length);
      for (const handle of named) expect(handles).toContain(handle);
      expect(space.members.filter((member) => member.role === 'owner')).toHaveLength(1);
    }
  });
});

describe.each(startingDiscussions.map((discussion) => [discussion.title, discussion] as const))(
  '%s',
  (_, discussion) => {
    it('is written by members of its space', () => {
      const members = spaces.get(discussion.space)!.members.map((member) => member.handle);
      for (const post of discussion.posts) {
        expect(handles).toContain(post.author);
        // The newcomer has joined nothing and asks one question where everybody may.
        if (post.author === 'newcomer') expect(discussion.space).toBe('national');
        else expect(members).toContain(post.author);
      }
    });

    it('opens with one post and replies to earlier ones only, in order of time, none in the future', () => {
      expect(discussion.posts[0]).toMatchObject({ minutesAfterStart: 0, replyTo: null });
      discussion.posts.slice(1).forEach((post, before) => {
        expect(post.replyTo).not.toBeNull();
        expect(post.replyTo!).toBeGreaterThanOrEqual(0);
        expect(post.replyTo!).toBeLessThanOrEqual(before);
        expect(Number.isInteger(post.minutesAfterStart)).toBe(true);
        expect(post.minutesAfterStart).toBeGreaterThan(discussion.posts[before]!.minutesAfterStart);
      });
      expect(discussion.startedDaysAgo * 1440).toBeGreaterThan(discussion.posts.at(-1)!.minutesAfterStart);
      expect(discussion.startedDaysAgo).toBeLessThanOrEqual(60);
    });

    it('has a usable title, one to four tags, and an answer only where something was asked', () => {
      expect(discussion.title.length).toBeLessThanOrEqual(TITLE_MAX);
      expect(discussion.title).toBe(discussion.title.trim());
      expect(discussion.tags.length).toBeGreaterThanOrEqual(1);
      expect(discussion.tags.length).toBeLessThanOrEqual(4);
      expect(new Set(discussion.tags).size).toBe(discussion.tags.length);
      for (const tag of discussion.tags) expect(tag).toMatch(/^[a-z]+(-[a-z]+)*$/);
      if (discussion.acceptedAnswer === null) return;
      expect(discussion.kind).toBe('question');
      expect(discussion.acceptedAnswer).toBeGreaterThan(0);
      expect(discussion.posts[discussion.acceptedAnswer]).toBeDefined();
      expect(discussion.posts[discussion.acceptedAnswer]!.author).not.toBe(discussion.posts[0]!.author);
    });
  },
);

describe('the words', () => {
  it('are said once', () => {
    expect(new Set(startingDiscussions.map((each) => each.title.toLowerCase())).size).toBe(
      startingDiscussions.length,
    );
    expect(new Set(posts.map((post) => post.body)).size).toBe(posts.length);
  });

  it('vary in length, from a line to half a page', () => {
    for (const { body } of posts) {
      expect(body.length).toBeGreaterThanOrEqual(15);
      expect(words(body)).toBeLessThanOrEqual(320);
      expect(body).toBe(body.trim());
    }
    expect(posts.filter((post) => words(post.body) <= 15).length).toBeGreaterThanOrEqual(10);
    expect(posts.filter((post) => words(post.body) >= 120).length).toBeGreaterThanOrEqual(10);
  });

  it('go deep in places and use what Markdown offers', () => {
    const deepest = startingDiscussions.map((each) =>
      Math.max(...each.posts.map((_, index) => depth(each, index))),
    );
    expect(deepest.filter((levels) => levels >= 3).length).toBeGreaterThanOrEqual(8);
    expect(posts.filter((post) => /^```/m.test(post.body)).length).toBeGreaterThanOrEqual(4);
    expect(posts.filter((post) => /^\| ---/m.test(post.body)).length).toBeGreaterThanOrEqual(4);
    for (const { body } of posts) expect((body.match(/^```/gm) ?? []).length % 2).toBe(0);
  });

  it('hold no address that could be delivered, no number of a patient, no filler', () => {
    const everything = JSON.stringify([startingMembers, startingSpaces, startingDiscussions]);
    for (const [address] of everything.matchAll(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g)) {
      expect(address).toMatch(/@demo\.example$/);
    }
    expect(everything).not.toMatch(/\b\d{3} ?\d{3} ?\d{4}\b/);
    expect(everything).not.toMatch(/\u2014|lorem ipsum|game.?changer|\bleverag|\bdelve|seamless/i);
    expect(everything).not.toMatch(/\b(organiz|recogniz|summariz|color scheme|center\b)/i);
  });

  it('keep to a small set of tags', () => {
    expect(new Set(startingDiscussions.flatMap((discussion) => discussion.tags)).size).toBeLessThanOrEqual(
      45,
    );
  });
});

describe('the starting library', () => {
  it('has at least twelve resources, each with a file that is fit to be handed on', async () => {
    expect(startingResources.length).toBeGreaterThanOrEqual(12);
    for (const { file, name } of startingResources) {
      const bytes = startingFile(file);
      expect(bytes?.length, file).toBeGreaterThan(200);
      const read: ReadAt = (start, length) => Promise.resolve(bytes!.subarray(start, start + length));
      expect(await inspect(formatOfName(name)!, bytes!.length, read), file).toBe(null);
    }
  });

  it('is given by members to spaces that are there, in words that are not too long', () => {
    for (const { author, space, title, uses } of startingResources) {
      expect(handles, author).toContain(author);
      expect([...spaces.keys()], space).toContain(space);
      expect(title.length).toBeLessThanOrEqual(TITLE_MAX);
      for (const [handle] of uses) expect(handles).toContain(handle);
    }
    expect(startingResources.some(({ reviewInDays }) => (reviewInDays ?? 0) < 0)).toBe(true);
  });

  it('is given, used and put in order by those who may write there', () => {
    const written = [
      ...startingResources.flatMap(({ title, space, author, uses }) =>
        [author, ...uses.map(([handle]) => handle)].map((handle) => ({ title, space, handle })),
      ),
      ...startingCollections.map(({ title, space, author }) => ({ title, space, handle: author })),
    ];
    const belongs = (slug: string, handle: string) =>
      spaces.get(slug)!.members.some((member) => member.handle === handle);
    expect(written.filter(({ space, handle }) => !belongs(space, handle))).toEqual([]);
  });

  it('has two or three collections of what is in it, each resource once', () => {
    expect(startingCollections.length).toBeGreaterThanOrEqual(2);
    for (const { items } of startingCollections) {
      const files = items.map(([file]) => file);
      expect(new Set(files).size).toBe(files.length);
      for (const file of files) expect(startingResources.map((each) => each.file)).toContain(file);
    }
  });
});

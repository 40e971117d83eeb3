import { describe, expect, it } from 'vitest';
import { countAll } from '../../test/counts.js';
import { DEMO_PASSWORD, demoMember, mine } from '../../test/demo-members.js';
import { startScene } from '../../test/scene.js';
import { startingDiscussions, startingEvents, startingMembers, startingSpaces } from './content/index.js';
import { StartingContent } from './starting.service.js';

const scene = startScene({ DEMO: 'on' });
const member = (handle: string) => demoMember(scene, handle);

describe('the demonstration', () => {
  it('has the members of the sign-in page, each with the known password', async () => {
    const { body: site } = await scene.guest.get('/api/site', { host: 'localhost:4199' });
    expect(site).toMatchObject({ demonstration: true, secondAddress: 'http://127.0.0.1:4199' });
    expect((await scene.guest.get('/api/site', { host: '127.0.0.1:4199' })).body.secondAddress).toBe(
      'http://localhost:4199',
    );
    expect(site.demoMembers).toHaveLength(6);
    for (const { email, name, hint } of site.demoMembers) {
      const me = (await scene.guest.post('/api/auth/sign-in', { email, password: DEMO_PASSWORD })).body
        .member;
      expect(me).toMatchObject({ email, name, needsProfile: false });
      expect(hint).not.toContain('starting.');
    }
    expect((await mine(await member('operator'))).operator).toBe(true);
    expect((await mine(await member('newcomer'))).spaces).toEqual([]);
    expect((await mine(await member('moderator'))).spaces).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ slug: 'national', role: 'moderator' }),
        expect.objectContaining({ slug: 'steering-group' }),
      ]),
    );
    expect(
      (await mine(await member('trust-librarian'))).spaces.map(({ slug }: { slug: string }) => slug),
    ).toEqual(expect.arrayContaining(['national', 'steering-group']));
  });

  it('counts what is there, in lists, spaces and threads', async () => {
    const counts = await countAll(scene);
    const inSpace = (slug: string) =>
      startingEvents
        .filter(({ space }) => space === slug)
        .reduce((sum, { repeat }) => sum + (repeat?.count ?? 1), 0);
    // Each event has a discussion, which opens with its words.
    const events = startingEvents.reduce((sum, { repeat }) => sum + (repeat?.count ?? 1), 0);
    const posts = startingDiscussions.reduce((sum, each) => sum + each.posts.length, events);
    expect(counts).toMatchObject({
      events,
      event_texts: events,
      discussions: startingDiscussions.length + events,
      posts,
      post_sources: posts,
      search_documents: posts,
      people: startingMembers.length,
      spaces: startingSpaces.length,
    });
    for (const space of startingSpaces.filter(({ visibility }) => visibility === 'public')) {
      const { body } = await scene.guest.get(`/api/spaces/${space.slug}`);
      expect(body).toMatchObject({
        memberCount: space.members.length,
        discussionCount:
          startingDiscussions.filter((each) => each.space === space.slug).length + inSpace(space.slug),
      });
    }
    // What is written in a document, and nowhere beside it.
    for (const words of ['"easy read"', '"outlives a change of post"'])
      expect(
        (await scene.guest.get(`/api/search?kind=resource&q=${encodeURIComponent(words)}`)).body.items,
      ).toHaveLength(1);
    const { body: list } = await scene.guest.get('/api/discussions?limit=1');
    const [newest] = list.items;
    const { body: thread } = await scene.guest.get(`/api/discussions/${newest.id}/posts?around=last`);
    expect(thread.items.at(-1)).toMatchObject({
      number: newest.lastNumber,
      writtenAt: newest.lastActivityAt,
    });
    const answered =
      startingDiscussions.find((each) => each.acceptedAnswer !== null && each.space === 'national') ??
      startingDiscussions.find((each) => each.acceptedAnswer !== null)!;
    const found = (
      await (await member('moderator')).get(`/api/search?q=${encodeURIComponent(answered.title)}`)
    ).body.items[0];
    expect(found).toMatchObject({ answered: true });
    expect((await scene.guest.get(`/api/discussions/${found.discussionId}`)).body.answer.number).toBe(
      answered.acceptedAnswer! + 1,
    );
  });

  it('is loaded once', async () => {
    const before = await countAll(scene);
    await scene.app.get(StartingContent, { strict: false }).onApplicationBootstrap();
    expect(await countAll(scene)).toEqual(before);
  });
});

import { describe, expect, it } from 'vitest';
import { settled } from '../../test/mail-scenery.js';
import { startScene } from '../../test/scene.js';

const scene = startScene();
const titles = (rows: { title: string }[]) => rows.map(({ title }) => title);

describe('home', () => {
  it('shows a guest five live questions from public spaces', async () => {
    const { make, guest } = scene;
    const asker = await make.member();
    const open = await make.space({ members: [[asker, 'owner']] });
    const hidden = await make.space({ visibility: 'private', members: [[asker, 'owner']] });
    await make.discussion(asker, hidden, { title: 'Hidden question' });
    await make.discussion(asker, open, { kind: 'discussion', title: 'A talk' });
    for (let i = 1; i <= 6; i += 1) await make.discussion(asker, open, { title: `Open question ${i}` });
    const { body } = await guest.get('/api/home');
    expect(titles(body.live)).toEqual([6, 5, 4, 3, 2].map((i) => `Open question ${i}`));
    expect(body).toMatchObject({
      needsYou: [],
      waiting: [],
      inYourSpaces: [],
      unansweredCount: 0,
      newcomer: false,
      mentions: [],
    });
  });

  it('shows the next dates to everybody, and says of a campaign whether they are confirmed', async () => {
    const now = scene.clock.now().getTime();
    scene.clock.offset += Date.parse('2026-12-15T12:00:00Z') - now;
    const member = await scene.make.member();
    for (const who of [scene.guest, scene.as(member)])
      expect((await who.get('/api/home')).body.comingUp).toMatchObject([
        {
          kind: 'campaign',
          path: '/campaigns/health-information-week',
          start: '2027-01-18',
          end: '2027-01-24',
          confirmed: false,
        },
      ]);
    scene.clock.offset = 0;
  });

  it('shows a member what needs them, what waits, and what is new in their spaces', async () => {
    const { make, as } = scene;
    const [asker, peer] = [await make.member(), await make.member()];
    const open = await make.space({
      members: [
        [asker, 'member'],
        [peer, 'member'],
      ],
    });
    const mine = await make.discussion(asker, open, { title: 'Mine' });
    const theirs = await make.discussion(peer, open, { title: 'Theirs' });
    const talk = await make.discussion(peer, open, { kind: 'discussion', title: 'Talk' });
    await make.reply(peer, mine);
    const home = async () => (await as(asker).get('/api/home')).body;
    expect(titles((await home()).needsYou)).toEqual(['Mine']);
    expect((await home()).needsYou[0]).toMatchObject({ unread: 1 });
    expect(titles((await home()).waiting)[0]).toBe('Theirs');
    // Theirs is new there too, and stands once.
    expect(titles((await home()).inYourSpaces)).toEqual(['Talk']);
    expect(await home()).toMatchObject({ newcomer: true, saidHello: true });

    await as(asker).put(`/api/discussions/${mine.id}/read`, { number: 2 });
    await as(asker).put(`/api/discussions/${theirs.id}/read`, { number: 1 });
    await as(asker).put(`/api/discussions/${talk.id}/read`, { number: 1 });
    const before = await home();
    expect([before.needsYou, before.inYourSpaces]).toEqual([[], []]);
    await make.reply(asker, theirs);
    const after = await home();
    expect(titles(after.waiting)).not.toContain('Theirs');
    expect(after.unansweredCount).toBe(before.unansweredCount - 1);
  });

  it('shows whom others named, after the replies to their own, while they may see it and have not read it', async () => {
    const { make, as } = scene;
    const [reader, peer] = [await make.member(), await make.member()];
    const space = await make.space({
      visibility: 'members',
      members: [
        [reader, 'member'],
        [peer, 'owner'],
      ],
    });
    const [theirs, mine] = [await make.discussion(peer, space), await make.discussion(reader, space)];
    const { handle } = (await scene.db.one<{ handle: string }>(
      { name: 'spec-handle', text: 'SELECT handle FROM people WHERE id = $1' },
      [reader.personId],
    ))!;
    for (const where of [theirs, mine]) await make.reply(peer, where, { body: `Ask @${handle} of it.` });
    await settled(scene);
    const home = async () => (await as(reader).get('/api/home')).body;
    expect(titles((await home()).needsYou)).toEqual([mine.title]);
    expect((await home()).mentions).toMatchObject([
      { reason: 'mention', thread: { discussionId: theirs.id }, actor: { id: peer.personId }, read: false },
    ]);
    expect((await home()).inYourSpaces).toEqual([]);
    await as(peer).delete(`/api/spaces/${space.slug}/members/${reader.personId}`);
    expect((await home()).mentions).toEqual([]);
    await as(reader).put(`/api/spaces/${space.slug}/membership`);
    await as(peer).put(`/api/spaces/${space.slug}/members/${reader.personId}`, { state: 'active' });
    expect((await home()).mentions).toHaveLength(1);
    await as(reader).put(`/api/discussions/${theirs.id}/read`, { number: 2 });
    expect((await home()).mentions).toEqual([]);
  });

  it('shows as new in a space only what others have said and what still stands', async () => {
    const { make, as } = scene;
    const [reader, peer] = [await make.member(), await make.member()];
    const space = await make.space({
      members: [
        [reader, 'member'],
        [peer, 'member'],
      ],
    });
    const discussion = await make.discussion(peer, space);
    const fresh = async () => titles((await as(reader).get('/api/home')).body.inYourSpaces);
    await as(reader).put(`/api/discussions/${discussion.id}/read`, { number: 1 });
    const gone = await make.reply(peer, discussion);
    expect(await fresh()).toEqual([discussion.title]);
    await as(peer).delete(`/api/posts/${gone.id}`);
    expect(await fresh()).toEqual([]);
    await make.reply(reader, discussion);
    expect(await fresh()).toEqual([]);
  });

  it('knows a newcomer until they have said what they help with, joined and written', async () => {
    const { make, as } = scene;
    const newcomer = await make.member();
    const home = async () => (await as(newcomer).get('/api/home')).body.newcomer;
    expect(await home()).toBe(true);
    const space = await make.space();
    await as(newcomer).put(`/api/spaces/${space.slug}/membership`);
    expect(await home()).toBe(true);
    const hello = async () => (await as(newcomer).get('/api/home')).body.saidHello;
    expect(await hello()).toBe(false);
    await make.discussion(newcomer, space);
    expect([await home(), await hello()]).toEqual([true, true]);
    await as(newcomer).patch('/api/me', { canHelpWith: 'Literature searches' });
    expect(await home()).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
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
    });
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
    await make.reply(peer, mine);
    const home = async () => (await as(asker).get('/api/home')).body;
    expect(titles((await home()).needsYou)).toEqual(['Mine']);
    expect((await home()).needsYou[0]).toMatchObject({ unread: 1 });
    expect(titles((await home()).waiting)[0]).toBe('Theirs');
    expect(titles((await home()).inYourSpaces)).toEqual(['Theirs']);
    expect((await home()).newcomer).toBe(false);

    await as(asker).put(`/api/discussions/${mine.id}/read`, { number: 2 });
    await as(asker).put(`/api/discussions/${theirs.id}/read`, { number: 1 });
    const before = await home();
    expect([before.needsYou, before.inYourSpaces]).toEqual([[], []]);
    await make.reply(asker, theirs);
    const after = await home();
    expect(titles(after.waiting)).not.toContain('Theirs');
    expect(after.unansweredCount).toBe(before.unansweredCount - 1);
  });

  it('knows a newcomer until they have joined and written', async () => {
    const { make, as } = scene;
    const newcomer = await make.member();
    const home = async () => (await as(newcomer).get('/api/home')).body.newcomer;
    expect(await home()).toBe(true);
    const space = await make.space();
    await as(newcomer).put(`/api/spaces/${space.slug}/membership`);
    expect(await home()).toBe(true);
    await make.discussion(newcomer, space);
    expect(await home()).toBe(false);
  });
});

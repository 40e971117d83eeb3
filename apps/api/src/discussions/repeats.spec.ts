import { describe, expect, it } from 'vitest';
import { aKey, startScene } from '../../test/scene.js';
import type { Answer } from '../../test/client.js';
import type { Member } from '../../test/factories.js';

const scene = startScene();

async function thread() {
  const moderator = await scene.make.member();
  const asker = await scene.make.member();
  const space = await scene.make.space({
    members: [
      [moderator, 'moderator'],
      [asker, 'member'],
    ],
  });
  return { moderator, asker, space, discussion: await scene.make.discussion(asker, space) };
}

type Write = (key: Record<string, string>) => Promise<Answer>;
/** The same request before and after something that would refuse it, or change its answer. */
async function twice(write: Write, meanwhile: () => Promise<unknown> = () => Promise.resolve()) {
  const key = { 'idempotency-key': aKey() };
  const first = await write(key);
  await meanwhile();
  return { first, again: await write(key), key };
}
const same = ({ first, again }: { first: Answer; again: Answer }) => {
  expect(first.status).toBeLessThan(300);
  expect([again.status, again.body]).toEqual([first.status, first.body]);
};
const close = (member: Member, discussion: { id: number; version: number }) =>
  scene.as(member).patch(`/api/discussions/${discussion.id}`, { version: discussion.version, closed: true });

describe('the same request again gets the first answer', () => {
  it('when a reply comes again after the discussion was closed', async () => {
    const { moderator, asker, discussion } = await thread();
    const path = `/api/discussions/${discussion.id}/posts`;
    const answers = await twice(
      (key) => scene.as(asker).post(path, { body: 'Once.' }, key),
      async () => {
        const { version } = (await scene.guest.get(`/api/discussions/${discussion.id}`)).body;
        expect((await close(moderator, { ...discussion, version })).status).toBe(200);
      },
    );
    same(answers);
    expect((await scene.as(asker).post(path, { body: 'Other.' }, answers.key)).body.code).toBe(
      'idempotency_key_reused',
    );
    expect((await scene.as(asker).post(path, { body: 'Other.' })).body.code).toBe('closed');
    expect((await scene.guest.get(path)).body.lastNumber).toBe(2);
  });

  it('when a post is deleted twice', async () => {
    const { asker, discussion } = await thread();
    const post = await scene.make.reply(asker, discussion);
    same(await twice((key) => scene.as(asker).delete(`/api/posts/${post.id}`, undefined, key)));
    expect((await scene.as(asker).delete(`/api/posts/${post.id}`)).status).toBe(403);
  });

  it('when a discussion is deleted twice', async () => {
    const { asker, discussion } = await thread();
    const answers = await twice((key) =>
      scene.as(asker).delete(`/api/discussions/${discussion.id}`, undefined, key),
    );
    same(answers);
    expect(answers.again).toMatchObject({ status: 204, text: '' });
  });

  it('when a discussion is asked again after leaving the space', async () => {
    const { asker, space } = await thread();
    const body = { spaceId: space.id, kind: 'question', title: 'Who answers this?', body: 'Once.', tags: [] };
    same(
      await twice(
        (key) => scene.as(asker).post('/api/discussions', body, key),
        () => scene.as(asker).delete(`/api/spaces/${space.slug}/membership`),
      ),
    );
    expect((await scene.guest.get(`/api/discussions?space=${space.slug}`)).body.items).toHaveLength(2);
  });

  it('when a discussion is changed twice, with another change in between', async () => {
    const { asker, moderator, discussion } = await thread();
    const path = `/api/discussions/${discussion.id}`;
    const answers = await twice(
      (key) => scene.as(asker).patch(path, { version: discussion.version, title: 'A better title' }, key),
      () => close(moderator, { ...discussion, version: discussion.version + 1 }),
    );
    same(answers);
    expect(answers.again.body).toMatchObject({ title: 'A better title', closed: false });
    expect((await scene.guest.get(path)).body.closed).toBe(true);
  });

  it('when a space is joined twice, with a leaving in between', async () => {
    const { space } = await thread();
    const newcomer = await scene.make.member();
    const path = `/api/spaces/${space.slug}/membership`;
    same(
      await twice(
        (key) => scene.as(newcomer).put(path, undefined, key),
        () => scene.as(newcomer).delete(path),
      ),
    );
    expect((await scene.as(newcomer).get(`/api/spaces/${space.slug}`)).body.role ?? null).toBeNull();
  });
});

describe('a process that died between the commit and the answer', () => {
  // What its row then looks like: what the transaction kept, and no status.
  const died = ({ 'idempotency-key': key }: Record<string, string>) =>
    scene.db.query(
      {
        name: 'test-died',
        text: `UPDATE idempotency_keys SET status = NULL, answer = '{"version":2}' WHERE key = $1`,
      },
      [key],
    );

  it('leaves a repeat the present state, and nothing is done twice', async () => {
    const { asker, discussion } = await thread();
    const path = `/api/discussions/${discussion.id}`;
    const change: Write = (key) =>
      scene.as(asker).patch(path, { version: discussion.version, title: 'A better title' }, key);
    const { first, key } = await twice(change);
    await died(key);
    const again = await change(key);
    expect(again).toMatchObject({
      status: 200,
      body: { title: 'A better title', version: first.body.version },
    });
  });

  it('says that it was done where the member may no longer do it', async () => {
    const { asker, space, discussion } = await thread();
    const change: Write = (key) =>
      scene
        .as(asker)
        .patch(
          `/api/discussions/${discussion.id}`,
          { version: discussion.version, title: 'A better title' },
          key,
        );
    const key = { 'idempotency-key': aKey() };
    await change(key);
    await died(key);
    await scene.as(asker).delete(`/api/spaces/${space.slug}/membership`);
    expect(await change(key)).toMatchObject({ status: 409, body: { code: 'done_before' } });
  });
});

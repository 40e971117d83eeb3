import { describe, expect, it } from 'vitest';
import { aKey, startScene } from '../../test/scene.js';

const scene = startScene();

async function thread() {
  const asker = await scene.make.member({ name: 'Trust librarian' });
  const peer = await scene.make.member({ name: 'Public librarian' });
  const space = await scene.make.space({
    members: [
      [asker, 'member'],
      [peer, 'member'],
    ],
  });
  const discussion = await scene.make.discussion(asker, space);
  return { asker, peer, space, discussion };
}

describe('a discussion', () => {
  it('is asked, listed and read by a guest', async () => {
    const { space, discussion } = await thread();
    const list = await scene.guest.get(`/api/discussions?space=${space.slug}`);
    expect(list.body.items).toMatchObject([
      { id: discussion.id, replyCount: 0, unread: null, author: { name: 'Trust librarian' } },
    ]);
    const posts = await scene.guest.get(`/api/discussions/${discussion.id}/posts`);
    expect(posts.body.items).toMatchObject([
      { number: 1, html: expect.stringContaining('<p>'), can: { edit: false } },
    ]);
  });

  it('takes replies to any depth and shows them threaded by their top-level ancestor', async () => {
    const { peer, discussion } = await thread();
    const first = await scene.make.reply(peer, discussion);
    const second = await scene.make.reply(peer, discussion);
    const nested = await scene.make.reply(peer, discussion, { parentId: first.id });
    const deeper = await scene.make.reply(peer, discussion, { parentId: nested.id });
    expect(deeper).toMatchObject({ number: 5, depth: 2, inReplyTo: { number: nested.number } });
    const numbers = async (view: string) =>
      (await scene.guest.get(`/api/discussions/${discussion.id}/posts?view=${view}`)).body.items.map(
        (post: { number: number }) => post.number,
      );
    expect(await numbers('flat')).toEqual([1, 2, 3, 4, 5]);
    expect(await numbers('threaded')).toEqual([1, first.number, nested.number, deeper.number, second.number]);
  });

  it('pages both ways by keyset and lands around a number', async () => {
    const { peer, discussion } = await thread();
    for (let i = 0; i < 9; i += 1) await scene.make.reply(peer, discussion);
    const get = async (query: string) =>
      (await scene.guest.get(`/api/discussions/${discussion.id}/posts?limit=4&${query}`)).body;
    const numbers = (page: { items: { number: number }[] }) => page.items.map((post) => post.number);
    const first = await get('');
    expect(numbers(first)).toEqual([1, 2, 3, 4]);
    expect(first.previous).toBeNull();
    const second = await get(`after=${first.next}`);
    expect(numbers(second)).toEqual([5, 6, 7, 8]);
    expect(numbers(await get(`before=${second.previous}`))).toEqual([1, 2, 3, 4]);
    const last = await get('around=last');
    expect(numbers(last)).toEqual([7, 8, 9, 10]);
    expect(last.next).toBeNull();
    expect(numbers(await get('around=8'))).toEqual([5, 6, 7, 8]);
    expect(numbers(await get('around=5&order=desc'))).toEqual([8, 7, 6, 5]);
    expect(numbers(await get('around=5&order=desc&view=threaded'))).toEqual([5, 4, 3, 2]);
    const newest = await get('around=last&order=desc');
    expect(numbers(newest)).toEqual([10, 9, 8, 7]);
    expect(newest.previous).toBeNull();
    expect(numbers(await get(`order=desc&after=${newest.next}`))).toEqual([6, 5, 4, 3]);
    // Last in the order of threads is not the last that was written.
    await scene.make.reply(peer, discussion, { parentId: first.items[1].id });
    const endOfThreads = await get('around=last&order=desc&view=threaded');
    expect(numbers(endOfThreads)).toEqual([10, 9, 8, 7]);
    expect(endOfThreads.previous).toBeNull();
  });

  it('says what cannot be sent, with the field named, and changes nothing', async () => {
    const { asker, peer, space, discussion } = await thread();
    const other = await scene.make.discussion(asker, space);
    const foreign = await scene.make.reply(peer, other);
    const refuse = async (body: unknown, status: number, path: string) => {
      const answer = await scene.as(peer).post(`/api/discussions/${discussion.id}/posts`, body);
      expect(answer.status).toBe(status);
      expect(answer.body.errors).toMatchObject([{ path }]);
    };
    await refuse({ body: 'x', parentId: foreign.id }, 422, 'parentId');
    await refuse({ body: 'x', extra: 1 }, 422, 'extra');
    await refuse({ body: 'a\0b' }, 422, 'body');
    await refuse({ body: 'a\uD800b' }, 422, 'body');
    await refuse({ body: '   ' }, 422, 'body');
    await refuse({ body: 'x'.repeat(32_001) }, 422, 'body');
    await refuse({ body: 7 }, 422, 'body');
    expect(await scene.as(peer).post('/api/discussions/9007199254740993/posts', { body: 'x' })).toMatchObject(
      {
        status: 422,
        body: { errors: [{ path: 'id' }] },
      },
    );
    for (const path of ['after', 'before'])
      expect(await scene.guest.get(`/api/discussions/${discussion.id}/posts?${path}=nonsense`)).toMatchObject(
        { status: 422, body: { errors: [{ path }] } },
      );
    expect((await scene.guest.get(`/api/discussions/${discussion.id}`)).body.replyCount).toBe(0);
  });

  it('answers a repeated key with the first answer, and another body with 422', async () => {
    const { peer, discussion } = await thread();
    const key = { 'idempotency-key': aKey() };
    const path = `/api/discussions/${discussion.id}/posts`;
    const first = await scene.as(peer).post(path, { body: 'Once.' }, key);
    const repeat = await scene.as(peer).post(path, { body: 'Once.' }, key);
    expect(repeat).toMatchObject({ status: 201, body: first.body });
    expect((await scene.as(peer).post(path, { body: 'Twice.' }, key)).status).toBe(422);
    const other = { 'idempotency-key': aKey() };
    const many = await Promise.all(
      Array.from({ length: 8 }, () => scene.as(peer).post(path, { body: 'Many.' }, other)),
    );
    expect(new Set(many.map((answer) => answer.status))).toSatisfy((seen: Set<number>) =>
      [...seen].every((status) => status === 201 || status === 409),
    );
    expect((await scene.guest.get(`/api/discussions/${discussion.id}`)).body.replyCount).toBe(2);
  });

  it('numbers concurrent replies without gaps', async () => {
    const { peer, discussion } = await thread();
    await Promise.all(Array.from({ length: 30 }, () => scene.make.reply(peer, discussion)));
    const { items } = (await scene.guest.get(`/api/discussions/${discussion.id}/posts?limit=100`)).body;
    expect(items.map((post: { number: number }) => post.number)).toEqual(
      Array.from({ length: 31 }, (_, i) => i + 1),
    );
  });

  it('is edited with its history, and a stale version is a 409 with the present post', async () => {
    const { peer, discussion } = await thread();
    const post = await scene.make.reply(peer, discussion, { body: 'Before.' });
    const edited = await scene
      .as(peer)
      .patch(`/api/posts/${post.id}`, { version: post.version, body: 'After.' });
    expect(edited).toMatchObject({
      status: 200,
      body: { html: '<p>After.</p>', editedAt: expect.any(String) },
    });
    const late = await scene
      .as(peer)
      .patch(`/api/posts/${post.id}`, { version: post.version, body: 'Too late.' });
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'stale_version', current: { html: '<p>After.</p>' } },
    });
    expect((await scene.as(peer).get(`/api/posts/${post.id}/history`)).body.items).toMatchObject([
      { body: 'Before.' },
    ]);
    expect((await scene.guest.get(`/api/posts/${post.id}/history`)).status).toBe(404);
  });

  it('leaves a tombstone where a post was deleted, and tells it to those who were away', async () => {
    const { peer, asker, discussion } = await thread();
    const post = await scene.make.reply(peer, discussion, { body: 'Secret words.' });
    expect((await scene.as(asker).delete(`/api/posts/${post.id}`)).status).toBe(403);
    expect((await scene.as(peer).delete(`/api/posts/${post.id}`)).status).toBe(200);
    const changes = await scene.guest.get(
      `/api/discussions/${discussion.id}/posts?changedAfter=${post.version}`,
    );
    expect(changes.body.items).toMatchObject([{ id: post.id, state: 'removed', html: '', author: null }]);
    expect(changes.text).not.toContain('Secret');
    expect(changes.body.replyCount).toBe(0);
  });

  it('accepts no post that is deleted while it is being accepted', async () => {
    const { asker, peer, discussion } = await thread();
    const post = await scene.make.reply(peer, discussion);
    let accepting: Promise<{ status: number }>;
    await scene.db.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM discussions WHERE id = $1 FOR UPDATE', [discussion.id]);
      await tx.query(`UPDATE posts SET state = 'removed' WHERE id = $1`, [post.id]);
      accepting = scene
        .as(asker)
        .put(`/api/discussions/${discussion.id}/answer`, { postId: post.id })
        .then((answer) => answer);
      // It has read the post and waits for the discussion.
      for (;;) {
        const [waits] = await tx.query<{ count: number }[]>(
          'SELECT count(*)::int FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))',
        );
        if (waits!.count > 0) break;
      }
    });
    expect((await accepting!).status).toBe(422);
    expect((await scene.guest.get(`/api/discussions/${discussion.id}`)).body.answer).toBeNull();
  });

  it('accepts an answer and shows it first; deleting the answer withdraws it', async () => {
    const { asker, peer, discussion } = await thread();
    const post = await scene.make.reply(peer, discussion);
    expect(
      (await scene.as(peer).put(`/api/discussions/${discussion.id}/answer`, { postId: post.id })).status,
    ).toBe(403);
    expect(
      (await scene.as(asker).put(`/api/discussions/${discussion.id}/answer`, { postId: post.id })).body,
    ).toMatchObject({ answered: true, answer: { id: post.id } });
    await scene.as(peer).delete(`/api/posts/${post.id}`);
    expect((await scene.guest.get(`/api/discussions/${discussion.id}`)).body).toMatchObject({
      answered: false,
      answer: null,
    });
  });

  it('counts what a member has not read, exactly, without their own posts and without tombstones', async () => {
    const { asker, peer, discussion } = await thread();
    await scene.make.reply(peer, discussion);
    const gone = await scene.make.reply(peer, discussion);
    await scene.make.reply(peer, discussion);
    await scene.as(peer).delete(`/api/posts/${gone.id}`);
    const unread = async () => (await scene.as(asker).get(`/api/discussions/${discussion.id}`)).body;
    expect(await unread()).toMatchObject({ readNumber: 1, unread: 2 });
    expect((await scene.as(asker).put(`/api/discussions/${discussion.id}/read`, { number: 2 })).body).toEqual(
      { readNumber: 2, unread: 1 },
    );
    await scene.as(asker).put(`/api/discussions/${discussion.id}/read`, { number: 1 });
    expect(await unread()).toMatchObject({ readNumber: 2, unread: 1 });
  });

  it('is closed to members but not to moderators', async () => {
    const moderator = await scene.make.member();
    const member = await scene.make.member();
    const space = await scene.make.space({
      members: [
        [moderator, 'moderator'],
        [member, 'member'],
      ],
    });
    const discussion = await scene.make.discussion(member, space);
    const closed = await scene
      .as(moderator)
      .patch(`/api/discussions/${discussion.id}`, { version: discussion.version, closed: true });
    expect(closed).toMatchObject({ status: 200, body: { closed: true } });
    expect(
      (await scene.as(member).post(`/api/discussions/${discussion.id}/posts`, { body: 'x' })).body.code,
    ).toBe('closed');
    expect(
      (await scene.as(moderator).post(`/api/discussions/${discussion.id}/posts`, { body: 'x' })).status,
    ).toBe(201);
  });

  it('asks a stranger to join, and a guest to sign in', async () => {
    const { discussion } = await thread();
    const stranger = await scene.make.member();
    expect(
      await scene.as(stranger).post(`/api/discussions/${discussion.id}/posts`, { body: 'x' }),
    ).toMatchObject({ status: 403, body: { code: 'join_first' } });
    expect((await scene.guest.post(`/api/discussions/${discussion.id}/posts`, { body: 'x' })).status).toBe(
      401,
    );
  });
});

describe('a discussion about a thing', () => {
  it('says which, with the way to it', async () => {
    const asker = await scene.make.member();
    const space = await scene.make.space({ members: [[asker, 'owner']] });
    const { id } = await scene.make.discussion(asker, space);
    await scene.db.transaction((tx) =>
      tx.query(
        `UPDATE discussions SET subject_kind = 'campaign', subject_id = (SELECT id FROM campaigns WHERE slug = 'world-book-night') WHERE id = $1`,
        [id],
      ),
    );
    expect((await scene.guest.get(`/api/discussions/${id}`)).body.subject).toEqual({
      kind: 'campaign',
      title: 'World Book Night',
      path: '/campaigns/world-book-night',
    });
  });
});

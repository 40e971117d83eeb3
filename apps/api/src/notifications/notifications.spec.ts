import { describe, expect, it } from 'vitest';
import type { Notification, NotificationPage } from '@fingerpost/contracts/notifications';
import type { Member } from '../../test/factories.js';
import { startScene } from '../../test/scene.js';
import { FanOut } from './fan-out.js';
import { NOTIFYING } from './rules.js';
import { InboxTidy } from './tidy.js';

const scene = startScene();

/** Waits until all that happened has come to the inboxes. */
async function settled(): Promise<void> {
  const waiting = () =>
    scene.db.transaction((tx) =>
      tx.query<{ count: number }[]>(
        `SELECT count(*)::int FROM activity WHERE turn IS NULL AND kind = ANY ($1)`,
        [NOTIFYING],
      ),
    );
  while ((await waiting())[0]!.count > 0) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function inbox(member: Member, query = ''): Promise<NotificationPage> {
  await settled();
  return (await scene.as(member).get<NotificationPage>(`/api/notifications${query}`)).body;
}
const reasons = async (member: Member) => (await inbox(member)).items.map(({ reason }) => reason);

async function scenery(visibility: 'public' | 'private' = 'public') {
  const asker = await scene.make.member();
  const peer = await scene.make.member();
  const reader = await scene.make.member();
  const space = await scene.make.space({
    visibility,
    members: [
      [asker, 'owner'],
      [peer, 'member'],
      [reader, 'member'],
    ],
  });
  return { asker, peer, reader, space, discussion: await scene.make.discussion(asker, space) };
}
const handle = async ({ personId }: Member) =>
  (
    await scene.db.transaction((tx) =>
      tx.query<{ handle: string }[]>(`SELECT handle FROM people WHERE id = $1`, [personId]),
    )
  )[0]!.handle;
const watch = (member: Member, path: string, level: string | null) =>
  scene.as(member).put(`/api/${path}/watch`, { level });

describe('the rules', () => {
  it('tell the asker of an answer, the author of a reply, whoever takes part of the rest, and nobody of their own', async () => {
    const { asker, peer, reader, discussion } = await scenery();
    const first = await scene.make.reply(peer, discussion);
    await scene.make.reply(reader, discussion, { parentId: first.id });
    expect(await reasons(asker)).toEqual(['watch_discussion', 'answer']);
    expect(await reasons(peer)).toEqual(['reply']);
    expect(await reasons(reader)).toEqual([]);
  });

  it('keep the strongest reason, once: named, answered and following at the same time', async () => {
    const { asker, peer, space, discussion } = await scenery();
    await watch(asker, `spaces/${space.slug}`, 'everything');
    await scene.make.reply(peer, discussion, {
      body: `Thank you, @${await handle(asker)}. And a@b.example.`,
    });
    expect(await reasons(asker)).toEqual(['mention']);
  });

  it('name the moderators of the space together', async () => {
    const { asker, peer, reader, discussion } = await scenery();
    await scene.make.reply(peer, discussion, { body: 'Could the @moderators look at this?' });
    expect(await reasons(asker)).toEqual(['mention']);
    expect(await reasons(reader)).toEqual([]);
  });

  it('tell of an accepted answer, and moderators of who asks to join', async () => {
    const { asker, peer, discussion } = await scenery();
    const answer = await scene.make.reply(peer, discussion);
    await scene.as(asker).put(`/api/discussions/${discussion.id}/answer`, { postId: answer.id });
    expect(await reasons(peer)).toEqual(['accepted']);
    const closed = await scene.make.space({ visibility: 'members', members: [[asker, 'owner']] });
    const newcomer = await scene.make.member();
    await scene.as(newcomer).put(`/api/spaces/${closed.slug}/membership`, {});
    expect((await inbox(asker)).items[0]).toMatchObject({
      reason: 'asked_to_join',
      path: `/spaces/${closed.slug}/members`,
    });
  });

  it('tell of an accepted answer though its author knows the post, until they come back to the thread', async () => {
    const { asker, peer, discussion } = await scenery();
    await scene.as(peer).put(`/api/discussions/${discussion.id}/read`, { number: 1 });
    const answer = await scene.make.reply(peer, discussion);
    await scene.as(asker).put(`/api/discussions/${discussion.id}/answer`, { postId: answer.id });
    expect((await inbox(peer)).items).toMatchObject([{ reason: 'accepted', read: false }]);
    await scene.as(peer).put(`/api/discussions/${discussion.id}/read`, { number: 2 });
    expect(await inbox(peer)).toMatchObject({ unread: 0, items: [{ reason: 'accepted', read: true }] });
  });

  it('follow the level of the discussion, then of the space', async () => {
    const { asker, peer, reader, space, discussion } = await scenery();
    await settled();
    await watch(reader, `spaces/${space.slug}`, 'everything');
    await scene.make.reply(peer, discussion);
    expect(await reasons(reader)).toEqual(['watch_space']);
    await watch(reader, `discussions/${discussion.id}`, 'digest');
    await scene.make.reply(peer, discussion);
    expect(await reasons(reader)).toHaveLength(1);
    await watch(asker, `discussions/${discussion.id}`, 'nothing');
    await scene.make.reply(peer, discussion, { body: `@${await handle(asker)}, are you there?` });
    expect(await reasons(asker)).toHaveLength(2);
    expect((await scene.as(reader).get(`/api/discussions/${discussion.id}/watch`)).body).toEqual({
      level: 'digest',
      source: 'chosen',
    });
  });

  it('bring nothing from somebody blocked, and say nothing of it', async () => {
    const { asker, peer, discussion } = await scenery();
    const answer = await scene.as(asker).put(`/api/me/blocks/${peer.personId}`);
    expect(answer.body.items).toMatchObject([{ id: peer.personId }]);
    await scene.make.reply(peer, discussion);
    expect(await reasons(asker)).toEqual([]);
    await scene.as(asker).delete(`/api/me/blocks/${peer.personId}`);
    await scene.make.reply(peer, discussion);
    expect(await reasons(asker)).toEqual(['answer']);
  });

  it('stay silent at an edit', async () => {
    const { asker, peer, reader, discussion } = await scenery();
    const post = await scene.make.reply(peer, discussion);
    await settled();
    await scene
      .as(peer)
      .patch(`/api/posts/${post.id}`, { version: post.version, body: `@${await handle(reader)}` });
    expect(await reasons(reader)).toEqual([]);
    expect(await reasons(asker)).toHaveLength(1);
  });
});

describe('the inbox', () => {
  it('numbers without gaps, also when the same job runs twice and many write at once', async () => {
    const { asker, discussion, space } = await scenery();
    const writers = await Promise.all(Array.from({ length: 8 }, () => scene.make.member()));
    await Promise.all(
      writers.map((writer) => scene.as(writer).put(`/api/spaces/${space.slug}/membership`, {})),
    );
    await Promise.all(writers.flatMap((writer) => [1, 2, 3].map(() => scene.make.reply(writer, discussion))));
    await settled();
    const ids = await scene.db.transaction((tx) => tx.query<{ id: number }[]>('SELECT id FROM activity'));
    await scene.app.get(FanOut, { strict: false }).run(ids.map(({ id }) => id));
    const { items, last } = await inbox(asker, '?after=0&limit=100');
    expect(items.map(({ number }) => number)).toEqual(Array.from({ length: 24 }, (_, at) => at + 1));
    expect(last).toBe(24);
    const turns = await scene.db.transaction((tx) =>
      tx.query<{ ok: boolean }[]>(`SELECT count(turn) = max(turn) AS ok FROM activity`),
    );
    expect(turns[0]!.ok).toBe(true);
  });

  it('pages from the newest to the oldest, and upwards from a number', async () => {
    const { asker, peer, discussion } = await scenery();
    for (let i = 0; i < 5; i += 1) await scene.make.reply(peer, discussion);
    const first = await inbox(asker, '?limit=2');
    expect(first.items.map(({ number }) => number)).toEqual([5, 4]);
    const second = await inbox(asker, `?limit=2&after=${first.next}`);
    expect(second.items.map(({ number }) => number)).toEqual([3, 2]);
    expect((await inbox(asker, '?after=3')).items.map(({ number }) => number)).toEqual([4, 5]);
    expect((await scene.as(asker).get('/api/notifications?after=x')).status).toBe(422);
  });

  it('counts what is unread: by the mark of the inbox and by reading the thread', async () => {
    const { asker, peer, discussion } = await scenery();
    for (let i = 0; i < 3; i += 1) await scene.make.reply(peer, discussion);
    expect(await inbox(asker)).toMatchObject({ unread: 3, last: 3 });
    await scene.as(asker).put(`/api/discussions/${discussion.id}/read`, { number: 2 });
    expect((await inbox(asker)).items.map(({ read }) => read)).toEqual([false, false, true]);
    await scene.app.get(InboxTidy, { strict: false }).run();
    const answer = await scene.as(asker).post('/api/notifications/read', { upTo: 2 });
    expect(answer.body).toEqual({ unread: 1, last: 3 });
    expect((await inbox(asker, '?unread=yes')).items.map(({ number }) => number)).toEqual([3]);
    await scene.as(asker).post('/api/notifications/read', { upTo: 99 });
    expect((await scene.as(asker).get('/api/notifications/count')).body).toEqual({ unread: 0, last: 3 });
    await scene.make.reply(peer, discussion);
    expect(await inbox(asker)).toMatchObject({ unread: 1, last: 4 });
  });

  it('shows no more of what the member may no longer see', async () => {
    const { asker, peer, reader, space, discussion } = await scenery('private');
    await watch(reader, `discussions/${discussion.id}`, 'everything');
    const post = await scene.make.reply(peer, discussion);
    expect((await inbox(reader)).unread).toBe(1);
    await scene.as(asker).delete(`/api/spaces/${space.slug}/members/${reader.personId}`);
    expect(await inbox(reader)).toMatchObject({ items: [], unread: 0, last: 0 });
    await scene.as(peer).delete(`/api/posts/${post.id}`);
    expect(await inbox(asker)).toMatchObject({ items: [], unread: 0 });
  });

  it('names what it tells of', async () => {
    const { asker, peer, discussion } = await scenery();
    await scene.make.reply(peer, discussion, { body: 'The **words** of it.' });
    expect((await inbox(asker)).items[0]).toMatchObject({
      kind: 'post.created',
      actor: { id: peer.personId },
      thread: { discussionId: discussion.id, title: discussion.title },
      path: `/discussions/${discussion.id}-${discussion.slug}?at=2#post-2`,
      excerpt: 'The words of it.',
      read: false,
    } satisfies Partial<Record<keyof Notification, unknown>>);
  });
});

describe('mentioning', () => {
  it('offers those who may see the space, and no others', async () => {
    const asker = await scene.make.member();
    const stranger = await scene.make.member({ name: 'Stranger at the gate' });
    const friend = await scene.make.member({ name: 'Strangely familiar' });
    const space = await scene.make.space({
      visibility: 'private',
      members: [
        [asker, 'owner'],
        [friend, 'member'],
      ],
    });
    const { body } = await scene.as(asker).get(`/api/spaces/${space.slug}/mentionable?q=strang`);
    expect(body.items.map(({ name }: { name: string }) => name)).toEqual(['Strangely familiar']);
    expect((await scene.as(stranger).get(`/api/spaces/${space.slug}/mentionable?q=strang`)).status).toBe(404);
  });
});

import { get } from 'node:http';
import { beforeAll, afterEach, describe, expect, it } from 'vitest';
import type { Socket } from 'socket.io-client';
import { io } from 'socket.io-client';
import { Sessions } from '../access/sessions.js';
import { ActivityWorker } from '../activity/activity.worker.js';
import { Signals } from '../database/signals.js';
import { SocketSessions } from './socket-sessions.js';
import { startScene } from '../../test/scene.js';
import type { Member } from '../../test/factories.js';

const scene = startScene();
let port: number;
const open: Socket[] = [];

beforeAll(async () => {
  await scene.app.listen(0, '127.0.0.1');
  port = (scene.app.getHttpServer().address() as { port: number }).port;
});
afterEach(() => open.splice(0).forEach((socket) => socket.close()));

function connect(headers: Record<string, string>, transports = ['websocket']): Socket {
  const socket = io(`http://localhost:${port}`, { transports, reconnection: false, extraHeaders: headers });
  open.push(socket);
  return socket;
}
const as = (member: Member | null) =>
  connect({ origin: 'http://localhost:4199', ...(member && { authorization: `Bearer ${member.token}` }) });
const heard = (socket: Socket, event: string) =>
  new Promise<Record<string, unknown>>((resolve) => socket.once(event, resolve));

const heardOf = (socket: Socket, space: number) =>
  new Promise<void>((resolve) =>
    socket.on('discussion.created', ({ spaceId }) => spaceId === space && resolve()),
  );

/** Every activity followed, and what processes tell each other of it heard. */
async function settled(): Promise<void> {
  const ids = await scene.db.transaction((tx) =>
    tx.query<{ id: number }[]>('SELECT id FROM activity ORDER BY id'),
  );
  await scene.app.get(ActivityWorker, { strict: false }).run(ids.map(({ id }) => id));
  const signals = scene.app.get(Signals, { strict: false });
  await new Promise<void>((resolve, reject) => {
    signals.on('mail', () => setTimeout(resolve, 50));
    signals.send('mail', { waitedFor: false }).catch(reject);
  });
}

async function room() {
  const asker = await scene.make.member();
  const peer = await scene.make.member({ name: 'Peer' });
  const space = await scene.make.space({
    members: [
      [asker, 'owner'],
      [peer, 'member'],
    ],
  });
  const discussion = await scene.make.discussion(asker, space);
  return { asker, peer, space, discussion };
}

describe('live discussions', () => {
  it('tell watchers of a new, an edited and a deleted post, each with its version', async () => {
    const { peer, discussion } = await room();
    const guest = as(null);
    expect(await guest.emitWithAck('watch', { room: `discussion:${discussion.id}` })).toEqual({
      ok: true,
      at: 1,
    });
    const [created, post] = await Promise.all([
      heard(guest, 'post.created'),
      scene.make.reply(peer, discussion),
    ]);
    expect(created).toMatchObject({
      id: post.id,
      number: 2,
      html: post.html,
      discussionId: discussion.id,
      version: 2,
      replyCount: 1,
    });
    expect(created).not.toHaveProperty('can');
    const [updated] = await Promise.all([
      heard(guest, 'post.updated'),
      scene.as(peer).patch(`/api/posts/${post.id}`, { version: 2, body: 'Other.' }),
    ]);
    expect(updated).toMatchObject({ id: post.id, version: 3, html: '<p>Other.</p>' });
    const [deleted] = await Promise.all([
      heard(guest, 'post.deleted'),
      scene.as(peer).delete(`/api/posts/${post.id}`),
    ]);
    expect(deleted).toMatchObject({ id: post.id, version: 4, state: 'removed', html: '' });
  });

  it('tell every page of who reads it of a new discussion, and nobody else', async () => {
    const [owner, stranger] = [await scene.make.member(), await scene.make.member()];
    const inside = await scene.make.space({ visibility: 'members', members: [[owner, 'owner']] });
    const open = await scene.make.space({ members: [[owner, 'owner']] });
    const pages = [as(owner), as(stranger), as(null)];
    const told = pages.map((page) => {
      const spaces: number[] = [];
      page.on('discussion.created', ({ spaceId }) => spaces.push(spaceId));
      return spaces;
    });
    await Promise.all(pages.map((page) => heard(page, 'connect')));
    await scene.make.discussion(owner, inside);
    const last = pages.map((page) => heardOf(page, open.id));
    await scene.make.discussion(owner, open);
    await Promise.all(last);
    expect(told).toEqual([[inside.id, open.id], [open.id], [open.id]]);
  });

  it('know nobody from a foreign origin by a cookie, whatever password of a proxy comes with it', async () => {
    const { asker } = await room();
    const { token } = await scene.db.transaction((tx) =>
      scene.app.get(Sessions, { strict: false }).start(tx, asker.accountId, 'cookie', 'spec'),
    );
    for (const transport of ['websocket', 'polling']) {
      const socket = connect(
        { origin: 'https://evil.example', authorization: 'Basic eDp5', cookie: `fp_session=${token}` },
        [transport],
      );
      await heard(socket, 'connect_error');
      expect(socket.connected).toBe(false);
    }
  });

  it('let nobody in from a foreign origin, on either transport', async () => {
    for (const transport of ['websocket', 'polling']) {
      const socket = connect({ origin: 'https://evil.example' }, [transport]);
      await expect(
        Promise.race([
          heard(socket, 'connect').then(() => 'in'),
          heard(socket, 'connect_error').then(() => 'out'),
        ]),
      ).resolves.toBe('out');
    }
  });

  it('say 403 to a foreign origin, on either transport', async () => {
    const asked = (transport: string, headers: Record<string, string>) =>
      new Promise<number | undefined>((resolve, reject) => {
        get(
          `http://localhost:${port}/socket.io/?EIO=4&transport=${transport}`,
          { headers: { origin: 'https://evil.example', ...headers } },
          (answer) => resolve(answer.resume().statusCode),
        ).on('error', reject);
      });
    const upgrade = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'bm90IGEgc2VjcmV0IGtleQ==',
    };
    expect(await asked('polling', {})).toBe(403);
    expect(await asked('websocket', upgrade)).toBe(403);
  });

  it('take a page that came while the database was away, without its asking for it', async () => {
    const sessions = scene.app.get(SocketSessions, { strict: false });
    const admit = sessions.admit.bind(sessions);
    let tries = 0;
    sessions.admit = (socket) => (++tries < 3 ? Promise.reject(new Error('away')) : admit(socket));
    const socket = io(`http://localhost:${port}`, {
      transports: ['websocket'],
      reconnectionDelay: 20,
      reconnectionDelayMax: 50,
      extraHeaders: { origin: 'http://localhost:4199' },
    });
    open.push(socket);
    await heard(socket, 'connect');
    expect(tries).toBe(3);
    sessions.admit = admit;
  });

  it('refuse nonsense without harm', async () => {
    const guest = as(null);
    for (const room of [
      '',
      'discussion',
      'discussion:0',
      'person:1',
      'discussion:1; drop',
      'x'.repeat(1000),
      null,
      7,
    ]) {
      const answer = (await guest.emitWithAck('watch', { room })) as { ok: boolean };
      expect(answer.ok).toBe(false);
    }
    expect(await guest.emitWithAck('watch', 'nothing')).toEqual({ ok: false, code: 'invalid' });
  });

  it('put a member out within five seconds of losing access, and of signing out', async () => {
    const owner = await scene.make.member();
    const member = await scene.make.member();
    const space = await scene.make.space({
      visibility: 'private',
      members: [
        [owner, 'owner'],
        [member, 'member'],
      ],
    });
    const discussion = await scene.make.discussion(owner, space);
    const socket = as(member);
    expect(await socket.emitWithAck('watch', { room: `discussion:${discussion.id}` })).toMatchObject({
      ok: true,
    });
    const left = heard(socket, 'room.left');
    expect(
      (await scene.as(owner).delete(`/api/spaces/${space.slug}/members/${member.personId}`)).status,
    ).toBeLessThan(300);
    expect(await left).toEqual({ room: `discussion:${discussion.id}` });
    let heardMore = false;
    socket.on('post.created', () => (heardMore = true));
    await scene.make.reply(owner, discussion);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(heardMore).toBe(false);
  });

  it('put the others out when one cannot be asked for, who is put out too', async () => {
    const { peer, discussion, space, asker } = await room();
    const stranger = await scene.make.member();
    const [first, second, third] = [as(peer), as(stranger), as(asker)];
    for (const socket of [first, second, third])
      expect(await socket.emitWithAck('watch', { room: `discussion:${discussion.id}` })).toMatchObject({
        ok: true,
      });
    const sessions = scene.app.get(SocketSessions, { strict: false });
    const keptFor = sessions.keptFor.bind(sessions);
    const asked: (number | null)[] = [];
    sessions.keptFor = (viewer, name) => {
      asked.push(viewer.personId);
      return viewer.personId === peer.personId ? Promise.reject(new Error('away')) : keptFor(viewer, name);
    };
    let stayed = true;
    third.on('room.left', () => (stayed = false));
    const left = Promise.all([heard(first, 'room.left'), heard(second, 'room.left')]);
    await scene.as(asker).patch(`/api/spaces/${space.slug}`, { version: 1, visibility: 'private' });
    expect(await left).toEqual([
      { room: `discussion:${discussion.id}` },
      { room: `discussion:${discussion.id}` },
    ]);
    sessions.keptFor = keptFor;
    expect(stayed).toBe(true);
  });

  it('look again only at the rooms of whom something was taken from', async () => {
    const { asker, peer, space, discussion } = await room();
    const other = await room();
    const [watching, elsewhere, joining] = [as(peer), as(other.peer), await scene.make.member()];
    await watching.emitWithAck('watch', { room: `discussion:${discussion.id}` });
    await watching.emitWithAck('watch', { room: `discussion:${other.discussion.id}` });
    await elsewhere.emitWithAck('watch', { room: `discussion:${discussion.id}` });
    const sessions = scene.app.get(SocketSessions, { strict: false });
    const keptFor = sessions.keptFor.bind(sessions);
    const asked: string[] = [];
    sessions.keptFor = (viewer, name) => {
      asked.push(`${viewer.personId} ${name}`);
      return keptFor(viewer, name);
    };
    await scene.as(joining).put(`/api/spaces/${space.slug}/membership`);
    await scene.as(asker).put(`/api/spaces/${space.slug}/members/${peer.personId}`, { role: 'moderator' });
    await scene.as(asker).patch(`/api/spaces/${space.slug}`, { version: 1, name: 'Renamed' });
    await settled();
    expect(asked).toEqual([]);
    await scene.as(peer).delete(`/api/spaces/${space.slug}/membership`);
    await settled();
    expect(new Set(asked)).toEqual(new Set([`${peer.personId} discussion:${discussion.id}`]));
    sessions.keptFor = keptFor;
  });

  it('put everybody out of a discussion that was deleted', async () => {
    const { asker, discussion } = await room();
    const guest = as(null);
    await guest.emitWithAck('watch', { room: `discussion:${discussion.id}` });
    const left = heard(guest, 'room.left');
    await scene.as(asker).delete(`/api/discussions/${discussion.id}`);
    expect(await left).toEqual({ room: `discussion:${discussion.id}` });
  });

  it('refuse a page that watches and leaves without a pause', async () => {
    const { discussion } = await room();
    const guest = as(null);
    const message = { room: `discussion:${discussion.id}` };
    for (let i = 0; i < 60; i += 1) {
      expect(await guest.emitWithAck('watch', message)).toMatchObject({ ok: true });
      expect(await guest.emitWithAck('unwatch', message)).toMatchObject({ ok: true });
    }
    expect(await guest.emitWithAck('watch', message)).toEqual({ ok: false, code: 'too_many' });
    expect(await as(null).emitWithAck('watch', message)).toMatchObject({ ok: true });
  });
});

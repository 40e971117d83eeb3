import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Discussion, PostSeen } from '@fingerpost/contracts/discussions';
import { POST_FILE_MAX } from '@fingerpost/contracts/formats';
import { pdfOf } from '../../test/documents.js';
import type { MadeSpace, Member } from '../../test/factories.js';
import { mailsTo } from '../../test/mailbox.js';
import { until } from '../../test/patience.js';
import { startScene } from '../../test/scene.js';
import { give, giveClean, tus } from '../../test/uploads.js';
import { FilesSweeper } from '../files/files.sweeper.js';
import { Storage } from '../files/storage.js';

const scene = startScene({}, { unlimited: true });
let writer: Member;
let peer: Member;
let moderator: Member;
let stranger: Member;
let open: MadeSpace;
let closed: MadeSpace;
beforeAll(async () => {
  const { make } = scene;
  [writer, peer, moderator, stranger] = [
    await make.member(),
    await make.member(),
    await make.member(),
    await make.member(),
  ];
  const members: [Member, 'member' | 'moderator'][] = [
    [writer, 'member'],
    [peer, 'member'],
    [moderator, 'moderator'],
  ];
  open = await make.space({ members });
  closed = await make.space({ members, visibility: 'private' });
});

/** A phone's picture, lying on its side, that says where it was taken. */
const photo = () =>
  sharp({ create: { width: 4000, height: 2000, channels: 3, background: '#336699' } })
    .jpeg()
    .withExif({
      IFD0: { Copyright: 'zqcopyright' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();
const pictureOf = async (member: Member) =>
  (await giveClean(scene, member, 'IMG 1.jpg', await photo(), 'text')).address!;
const start = (space: MadeSpace, body: string, by = writer) =>
  scene.make.discussion(by, space, { body }) as Promise<Discussion>;
const posts = async (member: Member, { id }: { id: number }) =>
  (await scene.as(member).get(`/api/discussions/${id}/posts`)).body.items as PostSeen[];
const bytesOf = async (member: Member | null, address: string) => {
  const answer = await scene.app.inject({
    url: address,
    headers: member ? { authorization: `Bearer ${member.token}` } : {},
  });
  return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload };
};
const statuses = async (address: string, ...whom: (Member | null)[]) =>
  Promise.all(whom.map(async (who) => (await bytesOf(who, address)).status));

describe('a picture in a post', () => {
  it('is drawn anew without where it was taken, turned, at the size of a page, and called by its words', async () => {
    expect((await photo()).includes('zqcopyright')).toBe(true);
    const address = await pictureOf(writer);
    const thread = await start(open, `The shelf:\n\n![Books "on" a <shelf>](${address})`);
    const [opening] = await posts(peer, thread);
    const words = 'Books &quot;on&quot; a &lt;shelf&gt;';
    expect(opening!.html).toContain(
      `<img src="${address}" alt="${words}" width="1600" height="3200" loading="lazy" />`,
    );
    const { headers, bytes } = await bytesOf(null, address);
    expect(headers).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'private, no-cache',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 1600, height: 3200 });
    const { exif, xmp, iptc } = await sharp(bytes).metadata();
    expect([exif, xmp, iptc]).toEqual([undefined, undefined, undefined]);
    expect(bytes.includes('zqcopyright')).toBe(false);
    // What it was drawn from is gone as well.
    const kept: string[] = [];
    for await (const { key } of scene.app.get(Storage, { strict: false }).all()) kept.push(key);
    expect(kept.filter((key) => address.includes(key.slice(0, 32)))).toEqual([`${address.slice(-32)}.shown`]);
    const again = await scene.app.inject({ url: address, headers: { 'if-none-match': headers['etag'] } });
    expect(again.statusCode).toBe(304);
  });

  it('is its giver’s alone until a post names it, and then for whoever reads the post', async () => {
    const address = await pictureOf(writer);
    expect(await statuses(address, writer, peer, moderator, null)).toEqual([200, 404, 404, 404]);
    const thread = await start(closed, 'Words');
    const reply = await scene
      .as(writer)
      .post(`/api/discussions/${thread.id}/posts`, { body: `![Shelf](${address})` });
    expect(reply.body.html).toContain('<img');
    expect(await statuses(address, writer, peer, moderator, stranger, null)).toEqual([
      200, 200, 200, 404, 404,
    ]);
  });

  it('goes from readers with the words that name it, and stays for those who see former words', async () => {
    const address = await pictureOf(writer);
    const thread = await start(open, 'Words');
    const path = `/api/discussions/${thread.id}/posts`;
    const { body: post } = await scene.as(writer).post(path, { body: `![Shelf](${address})` });
    const without = await scene
      .as(writer)
      .patch(`/api/posts/${post.id}`, { version: post.version, body: 'A patient was in it.' });
    expect(await statuses(address, peer, null, writer, moderator)).toEqual([404, 404, 200, 200]);
    const back = await scene
      .as(writer)
      .patch(`/api/posts/${post.id}`, { version: without.body.version, body: `![Its shelf](${address})` });
    expect(back.body.html).toContain('alt="Its shelf"');
    expect(await statuses(address, peer)).toEqual([200]);
    await scene.as(writer).delete(`/api/posts/${post.id}`);
    expect(await statuses(address, peer, null, moderator)).toEqual([404, 404, 200]);
  });

  it('of somebody else is a link, and shows nobody what they may not see', async () => {
    const address = await pictureOf(writer);
    const thread = await start(open, `Look: ![This](${address})`, peer);
    const [opening] = await posts(peer, thread);
    expect(opening!.html).toContain(`<a href="${address}" rel="nofollow ugc noopener">This</a>`);
    expect(await statuses(address, peer, null, writer)).toEqual([404, 404, 200]);
  });

  it('is found by its words, and in a mail is its words alone', async () => {
    const address = await pictureOf(writer);
    const thread = await start(open, 'Which of these?', peer);
    await scene.as(writer).post(`/api/discussions/${thread.id}/posts`, {
      body: `@everybody ![A zqsundial in a garden](${address})`,
    });
    await until(async () => (await scene.guest.get('/api/search?q=zqsundial')).body.items.length === 1);
    const [mail] = await mailsTo(scene, peer.email);
    expect(mail!.text).toContain('[A zqsundial in a garden]');
    expect(mail!.html + mail!.text).not.toMatch(/<img|api\/files/);
  });

  it('that cannot be drawn is refused, and the post says why and is not sent', async () => {
    const whole = await sharp(await photo())
      .png()
      .toBuffer();
    const given = await giveClean(scene, writer, 'cut.png', whole.subarray(0, 60), 'text');
    expect(given.file).toMatchObject({ state: 'refused', reason: 'damaged' });
    const thread = await start(open, 'Words');
    const answer = await scene
      .as(writer)
      .post(`/api/discussions/${thread.id}/posts`, { body: `Look ![x](${given.address})` });
    expect([answer.status, answer.body.errors[0]]).toMatchObject([
      422,
      { path: 'body', message: expect.stringContaining('damaged') },
    ]);
    expect(await posts(writer, thread)).toHaveLength(1);
  });
});

describe('a file in a post', () => {
  it('is a link that says what it leads to, and is saved, never shown', async () => {
    const bytes = pdfOf('Minutes of the meeting');
    const { address } = await giveClean(scene, writer, 'Minutes.pdf', bytes, 'text');
    const thread = await start(open, `Here: [Minutes](${address}).`);
    const [opening] = await posts(peer, thread);
    expect(opening!.html).toMatch(
      new RegExp(`<a href="${address}" rel="nofollow ugc noopener">Minutes</a> \\(PDF, \\d+ kB\\)\\.`),
    );
    const got = await bytesOf(null, address!);
    expect(got.headers['content-disposition']).toMatch(/^attachment; filename="Minutes.pdf"/);
    expect(got.bytes.equals(bytes)).toBe(true);
  });

  it('is no larger than a mailbox takes, no more than ten, and no resource of the library', async () => {
    expect((await tus(scene, writer).begin('Talk.mp4', POST_FILE_MAX + 1, 'text')).status).toBe(413);
    const many = Array.from({ length: 11 }, (_, index) => `/api/files/${String(index).padStart(32, '0')}`);
    const thread = await start(open, 'Words');
    const answer = await scene
      .as(writer)
      .post(`/api/discussions/${thread.id}/posts`, { body: many.join(' ') });
    expect([answer.status, answer.body.errors[0].path]).toEqual([422, 'body']);
    const { id } = await give(scene, writer, 'Minutes.pdf', pdfOf('Minutes'), 'text');
    const resource = await scene.as(writer).post('/api/resources', {
      title: 'Minutes',
      kind: 'guide',
      licence: 'cc0',
      upload: id,
      spaceId: open.id,
    });
    expect([resource.status, resource.body.errors[0].path]).toEqual([422, 'upload']);
  });

  it('waits in a draft for two weeks, and goes with its discussion', async () => {
    const waiting = await pictureOf(writer);
    const used = await pictureOf(writer);
    const thread = await start(open, `![Shelf](${used})`);
    const sweeper = scene.app.get(FilesSweeper, { strict: false });
    const swept = async (days: number) => {
      scene.clock.offset = days * 86_400_000;
      await sweeper.sweep();
      scene.clock.offset = 0;
      return statuses(waiting, writer).then(async ([first]) => [first, ...(await statuses(used, writer))]);
    };
    expect(await swept(13)).toEqual([200, 200]);
    expect(await swept(15)).toEqual([404, 200]);
    await scene.db.transaction((tx) => tx.query('DELETE FROM discussions WHERE id = $1', [thread.id]));
    expect(await swept(0)).toEqual([404, 404]);
    const [left] = await scene.db.transaction((tx) =>
      tx.query<object[]>('SELECT id FROM files WHERE address = ANY ($1)', [
        [waiting, used].map((address) => address.slice(-32)),
      ]),
    );
    expect(left).toBeUndefined();
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import type { Member, MadeSpace } from '../../test/factories.js';
import { indexed } from '../../test/indexed.js';
import { startScene } from '../../test/scene.js';

const scene = startScene();
let writer: Member, stranger: Member;
let open: MadeSpace, hidden: MadeSpace;

const find = async (who: typeof scene.guest, q: string, more = '') =>
  (await who.get(`/api/search?q=${encodeURIComponent(q)}${more}`)).body;
const titles = async (who: typeof scene.guest, q: string, more = '') =>
  (await find(who, q, more)).items.map(({ title }: { title: { text: string }[] }) =>
    title.map(({ text }) => text).join(''),
  );

beforeAll(async () => {
  const { make } = scene;
  [writer, stranger] = [await make.member(), await make.member()];
  open = await make.space({ slug: 'open', members: [[writer, 'owner']] });
  hidden = await make.space({ slug: 'hidden', visibility: 'private', members: [[writer, 'owner']] });
  const loans = await make.discussion(writer, open, {
    title: 'Charging for ILL requests',
    body: 'What do you charge other libraries? It depends.',
  });
  await make.reply(writer, loans, {
    body: 'We stopped charging; <b>it</b> cost more in invoices & stamps than it brought \uE000in\uE001.',
  });
  await make.discussion(writer, open, {
    title: 'Feeling ill at work',
    body: 'It happens that somebody is ill.',
  });
  await make.discussion(writer, open, { title: 'Who runs IT training?', body: 'Our IT team asks.' });
  await make.discussion(writer, open, { title: 'Training', body: 'Short words.' });
  await make.discussion(writer, open, {
    title: 'Training for training: a training calendar',
    body: 'training training training',
  });
  await make.discussion(writer, hidden, { title: 'Secret charging plan', body: 'PPI steering.' });
  await indexed(scene);
});

describe('search', () => {
  it('finds titles and posts with the passage marked as pieces, never as HTML', async () => {
    const { items } = await find(scene.guest, 'invoices');
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      kind: 'post',
      number: 2,
      path: expect.stringMatching(/^\/discussions\/\d+-charging-for-ill-requests\?at=2#post-2$/),
    });
    expect(items[0].passage).toContainEqual({ text: 'invoices', hit: true });
    expect(items[0].passage.filter((piece: { hit: boolean }) => piece.hit)).toHaveLength(1);
  });

  it('finds stems, acronyms and words that English drops', async () => {
    expect(await titles(scene.guest, 'charges')).toEqual(
      expect.arrayContaining(['Charging for ILL requests']),
    );
    expect((await titles(scene.guest, 'ILL'))[0]).toBe('Charging for ILL requests');
    expect((await titles(scene.guest, 'IT'))[0]).toBe('Who runs IT training?');
    expect((await titles(scene.guest, '"It depends"'))[0]).toBe('Charging for ILL requests');
  });

  it('puts an exact title first', async () => {
    expect((await titles(scene.guest, 'training'))[0]).toBe('Training');
  });

  it('shows nobody what they may not see', async () => {
    expect(await titles(scene.guest, 'steering OR secret')).toEqual([]);
    expect(await titles(scene.as(stranger), 'PPI')).toEqual([]);
    expect(await titles(scene.as(writer), 'PPI')).toEqual(['Secret charging plan']);
    expect(await titles(scene.guest, 'charging', '&space=hidden')).toEqual([]);
    expect((await scene.guest.get('/api/search/suggest?q=secret%20plan')).body.items).toEqual([]);
  });

  it('keeps its place from page to page', async () => {
    const all = await titles(scene.guest, 'training OR ill', '&limit=100');
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await find(scene.guest, 'training OR ill', `&limit=1${cursor && `&after=${cursor}`}`);
      seen.push(
        ...page.items.map(({ title }: { title: { text: string }[] }) =>
          title.map(({ text }) => text).join(''),
        ),
      );
      cursor = page.next;
    }
    expect(seen).toEqual(all);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('leaves out excluded words, filters, and survives any query', async () => {
    expect(await titles(scene.guest, 'ill -feeling')).not.toContain('Feeling ill at work');
    expect(await titles(scene.guest, 'charging', '&kind=discussion&space=open')).toEqual([
      'Charging for ILL requests',
    ]);
    for (const q of [
      '-',
      '!!',
      '" or',
      "'; DROP",
      '-training',
      '& | ! <-> :*',
      '\\',
      'a:b',
      '🦄',
      'IT & <script>',
    ]) {
      const asked = encodeURIComponent(q);
      const answers = [
        await scene.guest.get(`/api/search?q=${asked}`),
        await scene.guest.get(`/api/search/suggest?q=${asked}`),
      ];
      expect([q, ...answers.map(({ status }) => status)]).toEqual([q, 200, 200]);
    }
    expect((await scene.guest.get('/api/search?q=')).status).toBe(422);
  });

  it('suggests titles that share words with the one being typed', async () => {
    const { items } = (
      await scene.guest.get('/api/search/suggest?q=How%20do%20you%20charge%20for%20interlibrary%20requests')
    ).body;
    expect(items[0]).toMatchObject({ title: 'Charging for ILL requests', replyCount: 1 });
  });

  it('suggests no discussion that belongs to an event or a resource', async () => {
    const suggested = async () =>
      (await scene.guest.get('/api/search/suggest?q=Marmalade%20mornings')).body.items.length;
    const made = await scene.make.discussion(writer, open, { title: 'Marmalade morning' });
    await indexed(scene);
    expect(await suggested()).toBe(1);
    await scene.db.transaction((tx) =>
      tx.query(`UPDATE discussions SET subject_kind = 'event', subject_id = 1 WHERE id = $1`, [made.id]),
    );
    expect(await suggested()).toBe(0);
  });

  it('follows edits and removals', async () => {
    const made = await scene.make.discussion(writer, open, { title: 'Zebra crossings', body: 'Stripes' });
    const reply = await scene.make.reply(writer, made, { body: 'Okapi too' });
    await scene.as(writer).patch(`/api/posts/${reply.id}`, { version: reply.version, body: 'Quagga too' });
    await indexed(scene);
    expect(await titles(scene.guest, 'okapi')).toEqual([]);
    expect(await titles(scene.guest, 'quagga')).toEqual(['Zebra crossings']);
    await scene.as(writer).delete(`/api/posts/${reply.id}`);
    expect(await titles(scene.guest, 'quagga')).toEqual([]);
    await scene.as(writer).delete(`/api/discussions/${made.id}`);
    expect(await titles(scene.guest, 'zebra')).toEqual([]);
  });
});

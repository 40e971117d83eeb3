import { describe, expect, it } from 'vitest';
import { MESSAGES_A_DAY, UNANSWERED_MAX } from '@fingerpost/contracts/limits';
import type { Member } from '../../test/factories.js';
import { mailsTo } from '../../test/mailbox.js';
import { startScene } from '../../test/scene.js';
import { until } from '../../test/patience.js';

const scene = startScene();
const found = async (who: Member, query = '') =>
  (await scene.as(who).get(`/api/people?${query}`)).body.items.map(({ id }: { id: number }) => id);
async function findable(more: object = {}) {
  const member = await scene.make.member();
  await scene.as(member).patch('/api/me', { inDirectory: true, canHelpWith: 'Literature searches', ...more });
  return member;
}
const write = (from: Member, to: Member, body = 'Would you speak at our study day?') =>
  scene.as(from).post(`/api/people/${to.personId}/messages`, { body });
const inbox = async (who: Member) => (await scene.as(who).get('/api/notifications')).body.items;

describe('the directory of people', () => {
  it('has those alone who chose it, for members alone', async () => {
    const [viewer, hidden, shown] = [await scene.make.member(), await scene.make.member(), await findable()];
    expect((await scene.guest.get('/api/people')).status).toBe(401);
    expect(await found(viewer)).toContain(shown.personId);
    expect(await found(viewer)).not.toContain(hidden.personId);
    expect((await scene.as(viewer).get(`/api/people/${hidden.personId}`)).status).toBe(404);
    await scene.as(shown).patch('/api/me', { inDirectory: false });
    expect(await found(viewer)).not.toContain(shown.personId);
  });

  it('is searched by name, help, place and employer, and never shows an address', async () => {
    const viewer = await scene.make.member();
    const one = await findable({
      displayName: 'Zq Librarian',
      place: 'Llandrindod, Sir Fôn',
      canHelpWith: 'Zebra studies',
      organisation: 'Zq Hospital',
    });
    for (const q of ['zq lib', 'llandrin', 'ZEBRA', 'zq hosp', 'hospital zebra', 'fon'])
      expect(await found(viewer, `q=${encodeURIComponent(q)}`)).toEqual([one.personId]);
    expect(await found(viewer, 'q=zebra&sector=council')).toEqual([]);
    expect(await found(viewer, 'q=zebra%20nowhere')).toEqual([]);
    expect((await scene.as(viewer).get('/api/people?limit=100')).text).not.toContain('@');
  });

  it('is read by name, page by page without gaps, both ways', async () => {
    const viewer = await scene.make.member();
    for (const name of ['Órla', 'Una', 'Nia', 'Owen'])
      await findable({ displayName: name, place: 'Pagetown' });
    const names: string[] = [];
    let after = '';
    for (let next: string | null = ''; next !== null; after = `&after=${next}`) {
      const { body } = await scene.as(viewer).get(`/api/people?q=pagetown&limit=3${after}`);
      names.push(...body.items.map(({ name }: { name: string }) => name));
      ({ next } = body);
    }
    expect(names).toEqual(['Nia', 'Órla', 'Owen', 'Una']);
    const { body: last } = await scene.as(viewer).get('/api/people?q=pagetown&limit=3&order=desc');
    expect(last.items.map(({ name }: { name: string }) => name)).toEqual(['Una', 'Owen', 'Órla']);
  });

  it('does not show somebody to whom they have blocked', async () => {
    const [viewer, shown] = [await scene.make.member(), await findable()];
    await scene.as(shown).put(`/api/me/blocks/${viewer.personId}`);
    expect(await found(viewer)).not.toContain(shown.personId);
  });
});

describe('a message to a member', () => {
  it('arrives in inbox and mail without an address of either, and is answered the same way', async () => {
    const [from, to] = [await scene.make.member({ name: 'Asking librarian' }), await findable()];
    const sent = await write(from, to, 'Would you *speak*?');
    expect(sent).toMatchObject({
      status: 201,
      body: { mine: true, html: expect.stringContaining('<em>speak</em>') },
    });
    expect(sent.text).not.toContain('@');
    await until(async () => (await inbox(to)).length > 0);
    expect((await inbox(to))[0]).toMatchObject({
      reason: 'message',
      path: `/messages/${sent.body.id}`,
      actor: { name: 'Asking librarian' },
    });
    const [mail] = await mailsTo(scene, to.email);
    expect(mail!.subject).toContain('Asking librarian wrote to you');
    expect(mail!.text).toContain('Would you speak?');
    expect(JSON.stringify(mail)).not.toContain(from.email);
    expect(JSON.stringify(mail!.headers).toLowerCase()).not.toContain('reply-to');

    const conversation = await scene.as(to).get(`/api/messages/${sent.body.id}`);
    expect(conversation.body).toMatchObject({ earlier: [], can: { answer: true } });
    expect((await scene.as(from).get(`/api/messages/${sent.body.id}`)).body.can.answer).toBe(false);
    const answer = await scene.as(to).post(`/api/messages/${sent.body.id}/answers`, { body: 'Gladly.' });
    expect(answer.status).toBe(201);
    expect((await scene.as(from).get(`/api/messages/${answer.body.id}`)).body).toMatchObject({
      earlier: [{ id: sent.body.id, mine: true }],
      later: [],
      can: { answer: true },
    });
    const again = await scene.as(from).post(`/api/messages/${answer.body.id}/answers`, { body: 'Good.' });
    expect((await scene.as(to).get(`/api/messages/${sent.body.id}`)).body).toMatchObject({
      message: { excerpt: 'Would you speak?' },
      earlier: [],
      later: [{ id: answer.body.id, mine: true }, { id: again.body.id }],
    });
    expect(
      (await scene.as(from).get('/api/messages')).body.items.map(({ id }: { id: number }) => id),
    ).toEqual([again.body.id, answer.body.id, sent.body.id]);
  });

  it('is between two: nobody else reads it, not even who runs the site', async () => {
    const [from, to] = [await scene.make.member(), await findable()];
    const { body } = await write(from, to);
    for (const other of [await scene.make.member(), await scene.make.member({ operator: true })]) {
      expect((await scene.as(other).get(`/api/messages/${body.id}`)).status).toBe(404);
      expect((await scene.as(other).post(`/api/messages/${body.id}/answers`, { body: 'x' })).status).toBe(
        404,
      );
    }
  });

  it('reaches nobody who has blocked its author, who is not told so', async () => {
    const [from, to] = [await scene.make.member(), await findable()];
    const first = await write(from, to);
    await scene.as(to).put(`/api/me/blocks/${from.personId}`);
    const second = await scene.as(from).post(`/api/people/${to.personId}/messages`, { body: 'Again' });
    expect(second.status).toBe(201);
    expect((await scene.as(to).get(`/api/messages/${second.body.id}`)).status).toBe(404);
    expect((await scene.as(to).get('/api/messages')).body.items.map(({ id }: { id: number }) => id)).toEqual([
      first.body.id,
    ]);
    expect((await scene.as(to).post(`/api/messages/${first.body.id}/answers`, { body: 'x' })).body.code).toBe(
      'blocked_by_you',
    );
  });

  it('waits for an answer after some, and for tomorrow after many', async () => {
    const [from, to] = [await scene.make.member(), await findable()];
    for (let i = 0; i < UNANSWERED_MAX; i += 1) expect((await write(from, to)).status).toBe(201);
    expect((await write(from, to)).body.code).toBe('wait_for_an_answer');
    const { body } = await scene.as(to).get('/api/messages');
    await scene.as(to).post(`/api/messages/${body.items[0].id}/answers`, { body: 'Here I am.' });
    expect((await write(from, to)).status).toBe(201);
    for (let i = UNANSWERED_MAX + 1; i < MESSAGES_A_DAY; i += 1)
      expect((await write(from, await findable())).status).toBe(201);
    const refused = await write(from, await findable());
    expect(refused).toMatchObject({ status: 429, body: { code: 'enough_for_today' } });
    expect(refused.headers['retry-after']).toBeDefined();
  });
});

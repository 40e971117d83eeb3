import { describe, expect, it } from 'vitest';
import type { NotificationSettings, Watch } from '@fingerpost/contracts/notifications';
import type { Member } from '../../../test/factories.js';
import { mailsTo } from '../../../test/mailbox.js';
import { scenery, setting } from '../../../test/mail-scenery.js';
import { startScene } from '../../../test/scene.js';
import { UnsubscribeLinks, type Matter } from './unsubscribe-links.js';

const scene = startScene({ DEMO: 'on' });
const link = ({ personId }: Member, matter: Matter) =>
  scene.app.get(UnsubscribeLinks, { strict: false }).of(personId, matter);
/** As a mail program does: no session, no Origin. */
const post = (url: string, contentType?: string, payload?: string) =>
  scene.app.inject({
    method: 'POST',
    url,
    ...(contentType && { headers: { 'content-type': contentType }, payload }),
  });
const settingsOf = async (member: Member) =>
  (await scene.as(member).get<NotificationSettings>('/api/me/notification-settings')).body;

describe('a link at the foot of a mail', () => {
  it('shows a page with a button that works without scripts, and changes nothing', async () => {
    const { asker, discussion } = await scenery(scene);
    const path = await link(asker, { what: 'discussion', id: discussion.id });
    const page = await scene.guest.get(path);
    expect(page.status).toBe(200);
    expect(page.text).toContain(`<form method="post" action="${path}">`);
    expect(page.text).toContain(`Nothing more about “${discussion.title}”`);
    expect(page.text).toContain('noindex');
    expect(page.text).not.toContain(asker.email);
    const watch = await scene.as(asker).get<Watch>(`/api/discussions/${discussion.id}/watch`);
    expect(watch.body.level).toBe('everything');
  });

  it.each([
    ['application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
    ],
    [undefined, undefined],
  ])('stops a discussion by one POST (%s), once or twice', async (contentType, body) => {
    const { asker, discussion } = await scenery(scene);
    const path = await link(asker, { what: 'discussion', id: discussion.id });
    for (let time = 0; time < 2; time++) {
      const answer = await post(path, contentType, body);
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      expect(answer.body).toContain('This mail is stopped');
    }
    const watch = await scene.as(asker).get<Watch>(`/api/discussions/${discussion.id}/watch`);
    expect(watch.body).toEqual({ level: 'nothing', source: 'chosen' });
  });

  it('stops the digest, or all of it, and leaves the rest as it was', async () => {
    const member = await scene.make.member();
    await post(await link(member, { what: 'digest' }));
    expect(await settingsOf(member)).toMatchObject({ personal: 'now', rest: 'never' });
    await setting(scene, member, {
      personal: 'digest',
      rest: 'now',
      reasons: { mention: 'digest', reply: 'now' },
    });
    await post(await link(member, { what: 'digest' }));
    expect(await settingsOf(member)).toMatchObject({
      personal: 'never',
      rest: 'now',
      reasons: { mention: 'never', reply: 'now' },
    });
    await post(await link(member, { what: 'all' }));
    expect(await settingsOf(member)).toMatchObject({ personal: 'never', rest: 'never', reasons: {} });
  });

  it('stops one sort of mail, and no other', async () => {
    const { asker: owner } = await scenery(scene);
    const reader = await scene.make.member();
    const closed = await scene.make.space({ visibility: 'members', members: [[owner, 'owner']] });
    await scene.as(reader).put(`/api/spaces/${closed.slug}/membership`, {});
    const [mail] = await mailsTo(scene, owner.email);
    const path = new URL(/<(.*)>/.exec(mail!.headers['list-unsubscribe']!)![1]!).pathname;
    expect((await scene.guest.get(path)).text).toContain('No more mail of this sort.');
    expect((await post(path)).body).toContain('No more mail of this sort');
    expect(await settingsOf(owner)).toMatchObject({
      personal: 'now',
      rest: 'digest',
      reasons: { asked_to_join: 'never' },
    });
    await setting(scene, owner, { reasons: { mention: 'digest' } });
    await post(path);
    expect((await settingsOf(owner)).reasons).toEqual({ mention: 'digest', asked_to_join: 'never' });
  });

  it('cannot be made up, and does not name what its member may not see any more', async () => {
    const { asker, discussion } = await scenery(scene, 'private');
    const path = await link(asker, { what: 'discussion', id: discussion.id });
    await scene.db.query({ name: 'spec-out', text: 'DELETE FROM memberships WHERE person_id = $1' }, [
      asker.personId,
    ]);
    const page = await scene.guest.get(path);
    expect(page.text).not.toContain(discussion.title);
    const forged = path.replace(`/${asker.personId}.`, `/${asker.personId + 1}.`);
    expect((await scene.guest.get(forged)).status).toBe(404);
    expect((await post(forged)).statusCode).toBe(404);
    expect((await post('/unsubscribe/x')).statusCode).toBe(404);
  });
});

describe('every other write', () => {
  it('takes no form in parts, and no write without an Origin', async () => {
    const answer = await scene.app.inject({
      method: 'POST',
      url: '/api/auth/code',
      headers: { 'content-type': 'multipart/form-data; boundary=x', origin: 'http://localhost:4199' },
      payload: '--x--\r\n',
    });
    expect(answer.statusCode).toBe(415);
    expect((await post('/api/auth/code')).statusCode).toBe(403);
  });
});

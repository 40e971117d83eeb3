import { describe, expect, it } from 'vitest';
import type { NotificationSettings } from '@fingerpost/contracts/notifications';
import { codesTo } from '../../../test/mailbox.js';
import { startScene } from '../../../test/scene.js';

const scene = startScene();
const PATH = '/api/me/notification-settings';
const chosen = ({ spaces: _s, push: _p, pushKey: _k, mailStopped: _m, ...rest }: NotificationSettings) =>
  rest;

describe('what reaches a member', () => {
  it('is sensible untouched: personal now, the rest in one digest at eight on weekdays', async () => {
    const member = await scene.make.member();
    await scene.make.space({ name: 'Evidence', slug: 'evidence', members: [[member, 'member']] });
    const { body } = await scene.as(member).get<NotificationSettings>(PATH);
    expect(body).toEqual({
      personal: 'now',
      rest: 'digest',
      reasons: {},
      digest: { days: 'weekdays', weekday: 1, hour: 8 },
      timeZone: 'Europe/London',
      quiet: null,
      push: false,
      version: 0,
      pushKey: expect.stringMatching(/^[\w-]{80,}$/),
      mailStopped: null,
      spaces: [{ slug: 'evidence', name: 'Evidence', level: 'digest', chosen: false }],
    });
    expect((await scene.guest.get(PATH)).status).toBe(401);
  });

  it('is changed as a whole, from the version that was seen', async () => {
    const member = await scene.make.member();
    const client = scene.as(member);
    const first = chosen((await client.get<NotificationSettings>(PATH)).body);
    const wish = {
      ...first,
      personal: 'digest' as const,
      reasons: { mention: 'now' as const },
      digest: { days: 'weekly' as const, weekday: 3, hour: 17 },
      timeZone: 'Asia/Kolkata',
      quiet: { from: 20, to: 7 },
    };
    const changed = await client.put<NotificationSettings>(PATH, wish);
    expect(changed.status).toBe(200);
    expect(chosen(changed.body)).toEqual({ ...wish, version: 1 });
    const late = await client.put(PATH, { ...first, personal: 'never' });
    expect([late.status, late.body]).toMatchObject([409, { code: 'stale_version', current: { version: 1 } }]);
    expect((await client.put<NotificationSettings>(PATH, { ...wish, version: 1 })).body.version).toBe(2);
  });

  it.each([
    ['timeZone', { timeZone: 'Europe/Atlantis' }],
    ['timeZone', { timeZone: '+01:00' }],
    ['digest.hour', { digest: { days: 'daily', weekday: 1, hour: 24 } }],
    ['personal', { personal: 'sometimes' }],
    ['quiet.to', { quiet: { from: 1, to: -1 } }],
  ])('names %s when it makes no sense, and changes nothing', async (path, wrong) => {
    const client = scene.as(await scene.make.member());
    const first = chosen((await client.get<NotificationSettings>(PATH)).body);
    const answer = await client.put<{ errors: { path: string }[] }>(PATH, { ...first, ...wrong });
    expect([answer.status, answer.body.errors[0]!.path]).toEqual([422, path]);
    expect(chosen((await client.get<NotificationSettings>(PATH)).body)).toEqual(first);
  });
});

describe('an address that stopped taking mail', () => {
  it('is told to its member, and takes mail again once a code came back from it', async () => {
    const member = await scene.make.member();
    await scene.db.query(
      {
        name: 'spec-stop',
        text: `UPDATE accounts SET mail_stopped_at = now(), mail_stopped_reason = 'EENVELOPE 550', bounces = 1 WHERE id = $1`,
      },
      [member.accountId],
    );
    const of = async () => (await scene.as(member).get<NotificationSettings>(PATH)).body.mailStopped;
    expect(await of()).toMatchObject({ reason: 'EENVELOPE 550' });
    await scene.guest.post('/api/auth/code', { email: member.email });
    const [code] = await codesTo(scene, member.email);
    const confirmed = await scene.guest.post('/api/auth/code/confirm', { email: member.email, code });
    expect(confirmed.status).toBeLessThan(300);
    expect(await of()).toBeNull();
  });
});

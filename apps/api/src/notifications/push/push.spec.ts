import webPush, { WebPushError } from 'web-push';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { NotificationSettings } from '@fingerpost/contracts/notifications';
import type { Member } from '../../../test/factories.js';
import { scenery, setting, settled } from '../../../test/mail-scenery.js';
import { startScene } from '../../../test/scene.js';
import * as endpoints from './push-endpoint.js';
import { until } from '../../../test/patience.js';

const scene = startScene();
const KEYS = {
  p256dh: 'BIPUL12DLfytvTajnryr2PRdAgXS3HGKiLqndGcJGabyhHheJYlNGCeXl1dn18gSJ1WAkAPIxr4gK0_dQds4yiI',
  auth: 'FPssNDTKnInHVndSTdbKFw',
};
const input = (endpoint: string) => ({ endpoint, expirationTime: null, keys: KEYS });
const switchOn = (member: Member, endpoint = `https://push.library.uk/${member.personId}`) =>
  scene.as(member).put('/api/me/push-subscription', input(endpoint));
const pushOf = async (member: Member) =>
  (await scene.as(member).get<NotificationSettings>('/api/me/notification-settings')).body.push;

/** The push service is the one part that is not ours, and that no test may reach. */
function service(answer: () => Promise<unknown> = () => Promise.resolve({})) {
  vi.spyOn(endpoints, 'leadsOutside').mockResolvedValue(true);
  const sent: { endpoint: string; body: { title: string; body: string; path: string } }[] = [];
  vi.spyOn(webPush, 'sendNotification').mockImplementation(async (subscription, payload) => {
    sent.push({ endpoint: subscription.endpoint, body: JSON.parse(String(payload)) });
    await answer();
    return { statusCode: 201, body: '', headers: {} };
  });
  return sent;
}
afterEach(() => vi.restoreAllMocks());

describe('web push', () => {
  it('tells a browser that was switched on what is personal, and no other', async () => {
    const sent = service();
    const { asker, peer, reader, discussion } = await scenery(scene);
    expect((await switchOn(asker)).status).toBe(204);
    await switchOn(reader);
    expect(await pushOf(asker)).toBe(true);
    const reply = await scene.make.reply(peer, discussion);
    await until(() => sent.length > 0);
    expect(sent).toEqual([
      {
        endpoint: `https://push.library.uk/${asker.personId}`,
        body: {
          title: `${peer.name} replied to your question`,
          body: discussion.title,
          path: expect.stringMatching(new RegExp(`#post-${reply.number}$`)),
          tag: expect.any(String),
        },
      },
    ]);
    await scene
      .as(asker)
      .delete('/api/me/push-subscription', input(`https://push.library.uk/${asker.personId}`));
    expect(await pushOf(asker)).toBe(false);
  });

  it('stays on when a form that was opened before is saved', async () => {
    const member = await scene.make.member();
    const client = scene.as(member);
    const PATH = '/api/me/notification-settings';
    const opened = (await client.get<NotificationSettings>(PATH)).body;
    const { push: _p, pushKey: _k, mailStopped: _m, spaces: _s, ...form } = opened;
    await client.put(PATH, form);
    await switchOn(member);
    expect((await client.put(PATH, { ...form, personal: 'digest', version: 1 })).status).toBe(200);
    expect(await pushOf(member)).toBe(true);
  });

  it('keeps quiet hours', async () => {
    const sent = service();
    const { asker, peer, discussion } = await scenery(scene);
    await switchOn(asker);
    const hour = scene.clock.now().getUTCHours();
    await setting(scene, asker, { time_zone: 'UTC', quiet_from: hour, quiet_to: (hour + 2) % 24 });
    const loud = await scenery(scene);
    await switchOn(loud.asker);
    await scene.make.reply(peer, discussion);
    await scene.make.reply(loud.peer, loud.discussion);
    await settled(scene);
    await until(() => sent.length > 0);
    expect(sent.map(({ endpoint }) => endpoint)).toEqual([`https://push.library.uk/${loud.asker.personId}`]);
  });

  it('is not held up by services that hang', async () => {
    const hanging: (() => void)[] = [];
    const sent = service(() => new Promise<void>((answered) => hanging.push(answered)));
    const { asker, peer, discussion } = await scenery(scene);
    await setting(scene, asker, { push: true });
    await scene.db.query(
      {
        name: 'spec-many-browsers',
        text: `INSERT INTO push_subscriptions (person_id, endpoint, p256dh, auth, created_at)
          SELECT $1, 'https://push.library.uk/hangs/' || n, $2, $3, now() FROM generate_series(1, 31) n`,
      },
      [asker.personId, KEYS.p256dh, KEYS.auth],
    );
    await scene.make.reply(peer, discussion);
    await until(() => sent.length === 31);
    for (const answer of hanging) answer();
  });

  it('forgets a browser that its service knows no more', async () => {
    service(() => Promise.reject(new WebPushError('gone', 410, {}, '', '')));
    const { asker, peer, discussion } = await scenery(scene);
    await switchOn(asker);
    await scene.make.reply(peer, discussion);
    await until(
      async () =>
        (
          await scene.db.query(
            { name: 'spec-push', text: 'SELECT 1 FROM push_subscriptions WHERE person_id = $1' },
            [asker.personId],
          )
        ).length === 0,
    );
  });

  it.each([
    'http://push.library.uk/1',
    'https://127.0.0.1/1',
    'https://[::1]/1',
    'https://localhost/1',
    'https://intranet/1',
    'https://printer.local/1',
    'https://push.library.uk:8443/1',
    'https://user@push.library.uk/1',
  ])('is sent to nothing like %s', async (endpoint) => {
    const answer = await switchOn(await scene.make.member(), endpoint);
    expect([answer.status, (answer.body as { errors: { path: string }[] }).errors[0]!.path]).toEqual([
      422,
      'endpoint',
    ]);
  });

  it('knows the addresses of networks inside', () => {
    const inside = [
      '10.1.2.3',
      '127.0.0.1',
      '169.254.169.254',
      '172.20.0.1',
      '192.168.1.1',
      '100.64.0.1',
      '0.0.0.0',
    ];
    expect(inside.filter((address) => !endpoints.isInside(address, 'ipv4'))).toEqual([]);
    expect(
      ['::1', 'fd00::1', 'fe80::1', '::ffff:10.0.0.1'].filter((each) => !endpoints.isInside(each, 'ipv6')),
    ).toEqual([]);
    expect([
      endpoints.isInside('81.2.69.142', 'ipv4'),
      endpoints.isInside('2606:4700::1111', 'ipv6'),
    ]).toEqual([false, false]);
  });
});

import { describe, expect, it } from 'vitest';
import { browser } from '../../test/cookies.js';
import { startScene } from '../../test/scene.js';
import { StartingContent } from './starting.service.js';

const scene = startScene({ FINGERPOST_EMPTY: '1', DEMO: 'on' });

describe('an empty site', () => {
  it('is given to who has the one-time address, once', async () => {
    const starting = scene.app.get(StartingContent, { strict: false });
    const former = new URL(starting.firstOperatorAddress!).searchParams.get('token')!;
    // Each start prints a new address; a former one is of no use.
    await starting.onApplicationBootstrap();
    const address = new URL(starting.firstOperatorAddress!);
    expect(address.pathname).toBe('/first-operator');
    const wish = {
      email: 'me@library.example',
      password: 'a few plain words',
      displayName: 'Coordinator',
      siteName: 'Northern libraries',
      joining: 'invited',
    };
    const begin = (token: string, more = {}) =>
      scene.guest.post('/api/site/first-operator', { token, ...wish, ...more });
    const check = (token: string) => scene.guest.post('/api/site/first-operator/token', { token });
    expect((await begin(former)).body.errors[0].path).toBe('token');
    expect((await check(former)).body.errors[0].path).toBe('token');
    const token = address.searchParams.get('token')!;
    expect((await begin(token, { password: 'short' })).body.errors[0].path).toBe('password');

    expect((await check(token)).status).toBe(204);

    const begun = await begin(token);
    expect((await check(token)).status).toBe(422);
    expect(begun).toMatchObject({
      status: 201,
      body: {
        member: {
          name: 'Coordinator',
          operator: true,
          spaces: [{ slug: 'national', role: 'owner' }],
          can: { administer: true, createSpace: true },
        },
      },
    });
    expect((await browser(scene, begun).get('/api/settings')).body).toMatchObject({
      siteName: 'Northern libraries',
      joining: 'invited',
      demonstration: false,
    });
    expect((await scene.guest.get('/api/site')).body).toMatchObject({
      name: 'Northern libraries',
      demonstration: false,
      demoMembers: [],
    });
    expect((await scene.guest.get('/api/spaces/national')).body).toMatchObject({
      visibility: 'public',
      memberCount: 1,
    });
    const made = {
      name: 'spec-made',
      text: `SELECT actor_id = subject_id AS "byThemselves" FROM audit WHERE kind = 'operator.made'`,
    };
    expect(await scene.db.query(made)).toEqual([{ byThemselves: true }]);
    expect((await begin(token, { email: 'late@library.example' })).body.errors[0].path).toBe('token');
    expect(
      (await scene.guest.post('/api/auth/sign-in', { email: wish.email, password: wish.password })).status,
    ).toBe(200);

    await starting.onApplicationBootstrap();
    expect(starting.firstOperatorAddress).toBe(address.href);
    const [row] = await scene.db.query<{ kept: boolean }>({
      name: 'spec-token',
      text: 'SELECT first_operator_hash IS NOT NULL AS kept FROM settings',
    });
    expect(row!.kept).toBe(false);
  });

  it('has no mailbox to look into', async () => {
    expect((await scene.guest.get('/api/dev/mail')).status).toBe(404);
    expect((await scene.guest.get('/dev/mail')).status).toBe(404);
  });
});

import { describe, expect, it } from 'vitest';
import { browser, cookieOf } from '../../test/cookies.js';
import type { Member } from '../../test/factories.js';
import { mailsSettled } from '../../test/mailbox.js';
import { startScene } from '../../test/scene.js';

const scene = startScene();
const PASSWORD = 'a few plain words';
const signIn = (member: Pick<Member, 'email'>, password = PASSWORD, headers = {}) =>
  scene.guest.post('/api/auth/sign-in', { email: member.email, password }, headers);

async function withPassword(): Promise<Member> {
  const member = await scene.make.member();
  await scene.as(member).patch('/api/me', { password: { next: PASSWORD } });
  return member;
}

describe('signing in', () => {
  it('answers wrong passwords and unknown addresses alike', async () => {
    const member = await withPassword();
    const without = await scene.make.member();
    const answers = await Promise.all([
      signIn(member, 'wrong'),
      signIn(without, 'wrong'),
      signIn({ email: 'nobody@library.example' }, 'wrong'),
    ]);
    for (const { status, body, headers } of answers) {
      expect({ status, body }).toEqual({
        status: 401,
        body: expect.objectContaining({ code: 'wrong_credentials' }),
      });
      expect(body).toEqual(answers[0]!.body);
      expect(headers['set-cookie']).toBeUndefined();
      expect(Object.keys(headers)).toEqual(Object.keys(answers[0]!.headers));
    }
    const codes = await Promise.all(
      [member.email, 'nobody@library.example'].map((email) => scene.guest.post('/api/auth/code', { email })),
    );
    expect(codes[0]).toMatchObject({ status: codes[1]!.status, body: codes[1]!.body });
  });

  it('sets a cookie that scripts cannot read and other sites cannot send', async () => {
    const answer = await signIn(await withPassword());
    const { pair, attributes } = cookieOf(answer);
    expect(pair).toMatch(/^fp_session=[\w-]{43}$/);
    expect(attributes).toEqual(
      expect.arrayContaining([
        'httponly',
        'samesite=lax',
        'path=/',
        expect.stringMatching(/^max-age=\d{7}$/),
      ]),
    );
    expect(attributes).not.toContain('secure');
    expect((await browser(scene, answer).get('/api/me')).body.member).not.toBeNull();
  });

  it('begins a fresh session and ends the one of the cookie that came along', async () => {
    const member = await withPassword();
    const first = await signIn(member);
    const second = await signIn(member, PASSWORD, { cookie: cookieOf(first).pair });
    expect(cookieOf(second).pair).not.toBe(cookieOf(first).pair);
    expect((await browser(scene, first).get('/api/me')).body.member).toBeNull();
    expect((await browser(scene, second).get('/api/me')).body.member).not.toBeNull();
    // A cookie that nobody was given is not taken up.
    const planted = await signIn(member, PASSWORD, { cookie: 'fp_session=planted' });
    expect(cookieOf(planted).pair).not.toContain('planted');
  });

  it('needs an own origin, since it writes', async () => {
    expect(
      (await signIn(await withPassword(), PASSWORD, { origin: 'https://elsewhere.example' })).status,
    ).toBe(403);
  });

  it('ends here, or everywhere', async () => {
    const member = await withPassword();
    const [one, two, three] = [await signIn(member), await signIn(member), await signIn(member)];
    const out = await browser(scene, one).post('/api/auth/sign-out');
    expect(out.status).toBe(204);
    expect(cookieOf(out)).toMatchObject({
      pair: 'fp_session=',
      attributes: expect.arrayContaining(['path=/']),
    });
    expect((await browser(scene, one).get('/api/me')).body.member).toBeNull();
    expect((await browser(scene, two).get('/api/me')).body.member).not.toBeNull();
    expect((await browser(scene, two).post('/api/auth/sign-out', { everywhere: true })).status).toBe(204);
    for (const gone of [two, three])
      expect((await browser(scene, gone).get('/api/me')).body.member).toBeNull();
    expect((await scene.as(member).get('/api/me')).status).toBe(401);
    expect((await scene.guest.post('/api/auth/sign-out')).status).toBe(204);
  });

  it('does not know demonstration members outside a demonstration: everybody knows their password', async () => {
    const member = await withPassword();
    await scene.db.query(
      { name: 'spec-make-demo', text: 'UPDATE accounts SET demonstration = true WHERE id = $1' },
      [member.accountId],
    );
    expect((await signIn(member)).status).toBe(401);
    await scene.guest.post('/api/auth/code', { email: member.email });
    await mailsSettled(scene);
    const [code] = await scene.db.query<{ reason: string }>(
      {
        name: 'spec-demo-mail',
        text: `SELECT reason FROM mails WHERE recipient = $1 AND template = 'accounts.code'`,
      },
      [member.email],
    );
    expect(code).toEqual({ reason: 'a demonstration member' });
  });

  it('is slowed down for one address after twenty wrong passwords, for known and unknown alike', async () => {
    const member = await withPassword();
    for (const email of [member.email, 'unknown-and-guessed@library.example']) {
      const statuses: number[] = [];
      for (let tried = 0; tried < 21; tried += 1) statuses.push((await signIn({ email }, 'wrong')).status);
      expect(statuses).toEqual([...Array<number>(20).fill(401), 429]);
    }
    expect((await signIn(member)).status).toBe(429);
  });
});

describe('sessions', () => {
  it('are listed to their owner alone, who ends one or all others', async () => {
    const [member, other] = [await withPassword(), await withPassword()];
    const agent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
    const [here, there] = [await signIn(member, PASSWORD, { 'user-agent': agent }), await signIn(member)];
    const list = await browser(scene, here).get('/api/me/sessions');
    expect(list.body.items).toHaveLength(3);
    expect(list.body.items.filter((one: { current: boolean }) => one.current)).toMatchObject([
      { kind: 'cookie', device: 'Firefox, Windows' },
    ]);
    const { body: page } = await browser(scene, here).get('/api/me/sessions?limit=2');
    expect(
      (await browser(scene, here).get(`/api/me/sessions?limit=2&after=${page.next}`)).body.items,
    ).toHaveLength(1);

    const id = list.body.items.find(
      (one: { current: boolean; kind: string }) => !one.current && one.kind === 'cookie',
    ).id;
    expect((await scene.as(other).delete(`/api/me/sessions/${id}`)).status).toBe(404);
    expect((await browser(scene, here).delete(`/api/me/sessions/${id}`)).status).toBe(204);
    expect((await browser(scene, there).get('/api/me')).body.member).toBeNull();
    expect((await browser(scene, here).delete('/api/me/sessions')).status).toBe(204);
    expect((await browser(scene, here).get('/api/me/sessions')).body.items).toHaveLength(1);
    expect((await scene.guest.get('/api/me/sessions')).status).toBe(401);
  });

  it('can be tokens for programs, which need no origin', async () => {
    const member = await withPassword();
    const made = await scene.as(member).post('/api/me/tokens', { device: 'Reading list script' });
    expect(made).toMatchObject({
      status: 201,
      body: { device: 'Reading list script', token: expect.stringMatching(/^[\w-]{43}$/) },
    });
    const program = { authorization: `Bearer ${made.body.token}`, origin: '' };
    expect((await scene.guest.get('/api/me', program)).body.member.id).toBe(member.personId);
    expect((await scene.guest.patch('/api/me', { canHelpWith: 'Lists' }, program)).body.canHelpWith).toBe(
      'Lists',
    );
    // A token is not a cookie.
    expect(
      (await scene.guest.get('/api/me', { cookie: `fp_session=${made.body.token}` })).body.member,
    ).toBeNull();
    await scene.as(member).delete(`/api/me/sessions/${made.body.id}`);
    expect((await scene.guest.get('/api/me', program)).status).toBe(401);
  });
});

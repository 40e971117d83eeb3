import { describe, expect, it } from 'vitest';
import { Revocations } from '../access/revocations.js';
import { browser } from '../../test/cookies.js';
import { codesTo, mailsTo } from '../../test/mailbox.js';
import { aKey, startScene } from '../../test/scene.js';

const scene = startScene();
const affiliations = (personId: number) =>
  scene.db.query<{ name: string; until: Date | null }>(
    {
      name: 'spec-affiliations',
      text: `SELECT o.name, f.until FROM affiliations f JOIN organisations o ON o.id = f.organisation_id WHERE f.person_id = $1 ORDER BY f.id`,
    },
    [personId],
  );

describe('my own details', () => {
  it('are changed one by one', async () => {
    const member = await scene.make.member();
    const me = scene.as(member);
    expect((await me.patch('/api/me', { displayName: '  Zo\u0065\u0308  ' })).body.name).toBe('Zoë');
    expect(
      (await me.patch('/api/me', { canHelpWith: 'Literature searches', dismiss: 'newcomer' })).body,
    ).toMatchObject({ canHelpWith: 'Literature searches', dismissed: ['newcomer'] });
    expect((await me.patch('/api/me', { dismiss: 'newcomer' })).body.dismissed).toEqual(['newcomer']);
    expect((await me.patch('/api/me', { operator: true })).status).toBe(422);
    expect((await me.patch('/api/me', { displayName: 'NUL\0' })).body.errors[0].path).toBe('displayName');
    expect((await scene.guest.patch('/api/me', { displayName: 'Nobody' })).status).toBe(401);
    const key = { 'idempotency-key': aKey() };
    const first = await me.patch('/api/me', { displayName: 'Once' }, key);
    await me.patch('/api/me', { displayName: 'Twice' });
    expect((await me.patch('/api/me', { displayName: 'Once' }, key)).body).toEqual(first.body);
    expect((await me.get('/api/me')).body.member.name).toBe('Twice');
  });

  it('keep former organisations, dated', async () => {
    const member = await scene.make.member();
    const me = scene.as(member);
    await me.patch('/api/me', { organisation: 'First library' });
    await me.patch('/api/me', { organisation: 'FIRST LIBRARY' });
    await me.patch('/api/me', { organisation: 'Second library' });
    expect(await affiliations(member.personId)).toMatchObject([
      { name: 'First library', until: expect.any(Date) },
      { name: 'Second library', until: null },
    ]);
    expect((await me.patch('/api/me', { organisation: null })).body.organisation).toBeNull();
    expect((await affiliations(member.personId)).every(({ until }) => until !== null)).toBe(true);
  });

  it('say that my address takes no mail, until a code comes back from it', async () => {
    const member = await scene.make.member();
    const mailStopped = async () => (await scene.as(member).get('/api/me')).body.member.mailStopped;
    expect(await mailStopped()).toBeNull();
    const at = scene.clock.now();
    await scene.db.query(
      {
        name: 'spec-me-stop',
        text: `UPDATE accounts SET mail_stopped_at = $2, mail_stopped_reason = 'EENVELOPE 550' WHERE id = $1`,
      },
      [member.accountId, at],
    );
    expect(await mailStopped()).toEqual({ at: at.toISOString(), reason: 'EENVELOPE 550' });
    await scene.guest.post('/api/auth/code', { email: member.email });
    const [code] = await codesTo(scene, member.email);
    const confirmed = await scene.as(member).post('/api/auth/code/confirm', { email: member.email, code });
    expect(confirmed.body.member.mailStopped).toBeNull();
  });

  it('say what I may do', async () => {
    const [operator, moderator, member] = [
      await scene.make.member({ operator: true }),
      await scene.make.member(),
      await scene.make.member(),
    ];
    await scene.make.space({
      slug: 'national',
      name: 'National',
      members: [
        [moderator, 'moderator'],
        [member, 'member'],
      ],
    });
    const can = async (who: typeof member) => (await scene.as(who).get('/api/me')).body.member.can;
    expect(await can(operator)).toEqual({
      createSpace: true,
      lookAfterDirectory: true,
      moderate: false,
      administer: true,
    });
    expect(await can(moderator)).toEqual({
      createSpace: true,
      lookAfterDirectory: true,
      moderate: true,
      administer: false,
    });
    expect(await can(member)).toEqual({
      createSpace: false,
      lookAfterDirectory: false,
      moderate: false,
      administer: false,
    });
    expect((await scene.as(member).get('/api/me')).body.member.spaces).toMatchObject([
      { slug: 'national', role: 'member' },
    ]);
  });
});

describe('my password', () => {
  it('is changed by who knows the present one, and ends every other session', async () => {
    const member = await scene.make.member();
    const me = scene.as(member);
    const [first, next] = ['the first password', 'the second password'];
    expect((await me.patch('/api/me', { password: { next: 'short' } })).body.errors[0].path).toBe(
      'password.next',
    );
    expect((await me.patch('/api/me', { password: { next: first } })).body.hasPassword).toBe(true);
    const elsewhere = browser(
      scene,
      await scene.guest.post('/api/auth/sign-in', { email: member.email, password: first }),
    );
    expect((await me.patch('/api/me', { password: { next } })).body.errors[0].path).toBe('password.current');
    expect((await me.patch('/api/me', { password: { current: 'wrong', next } })).body.errors[0].path).toBe(
      'password.current',
    );
    expect((await elsewhere.get('/api/me')).body.member).not.toBeNull();

    // Told here and heard again from the database: what ended is what counts.
    const ended = new Set<number>();
    scene.app
      .get(Revocations, { strict: false })
      .on(({ sessionIds }) => sessionIds.forEach((id) => ended.add(id)));
    const key = { 'idempotency-key': aKey() };
    const changed = await me.patch('/api/me', { password: { current: first, next } }, key);
    expect(changed.status).toBe(200);
    expect(ended.size).toBe(1);
    expect((await me.patch('/api/me', { password: { current: first, next } }, key)).body).toEqual(
      changed.body,
    );
    expect((await elsewhere.get('/api/me')).body.member).toBeNull();
    expect((await me.get('/api/me')).body.member).not.toBeNull();
    expect(
      (await scene.guest.post('/api/auth/sign-in', { email: member.email, password: first })).status,
    ).toBe(401);
    expect(
      (await scene.guest.post('/api/auth/sign-in', { email: member.email, password: next })).status,
    ).toBe(200);
    expect((await mailsTo(scene, member.email, 2))[0]!.subject).toContain('password');
  });
});

import { describe, expect, it } from 'vitest';
import { browser } from '../../test/cookies.js';
import { codesTo, mailsSettled, mailsTo } from '../../test/mailbox.js';
import { startScene } from '../../test/scene.js';

const scene = startScene();
const someone = (email: string) => ({
  email,
  password: 'a few plain words',
  displayName: 'Outreach librarian',
  sector: 'nhs',
  organisation: 'Example NHS trust',
});
const confirm = (email: string, code: string) => scene.guest.post('/api/auth/code/confirm', { email, code });
const count = async (table: string) =>
  (
    await scene.db.query<{ count: number }>({
      name: `spec-count-${table}`,
      text: `SELECT count(*)::int AS count FROM ${table}`,
    })
  )[0]!.count;

describe('signing up', () => {
  it('makes the account when the mailed code proves the address', async () => {
    const before = await count('accounts');
    const email = 'outreach@library.example';
    expect(await scene.guest.post('/api/auth/sign-up', someone(email))).toMatchObject({
      status: 200,
      body: { sent: true, minutes: 60 },
    });
    const [code] = await codesTo(scene, email);
    expect(await count('accounts')).toBe(before);

    const answer = await confirm(' Outreach@Library.Example ', code!);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        member: {
          name: 'Outreach librarian',
          email,
          sector: 'nhs',
          organisation: 'Example NHS trust',
          hasPassword: true,
          needsProfile: false,
          operator: false,
          spaces: [],
        },
      },
    });
    expect((await browser(scene, answer).get('/api/me')).body).toEqual(answer.body);
    expect((await scene.guest.get('/api/me')).body).toEqual({ member: null });
    // Typed by hand, so a moderator looks at it before others are offered it.
    expect((await scene.guest.get('/api/organisations?q=nhs')).body.items).toEqual([]);
    expect((await confirm(email, code!)).status).toBe(422);
    expect(
      await scene.guest.post('/api/auth/sign-in', { email, password: 'a few plain words' }),
    ).toMatchObject({ status: 200, body: answer.body });
  });

  it('tells a member so, and changes nothing of theirs', async () => {
    const email = 'known@library.example';
    const member = await scene.make.member({ email, name: 'Known member' });
    await scene.as(member).patch('/api/me', { password: { next: 'the first password' } });
    expect((await scene.guest.post('/api/auth/sign-up', someone(email))).body).toEqual({
      sent: true,
      minutes: 60,
    });
    const [mail] = (await mailsTo(scene, email, 2)).filter(({ subject }) => subject.includes('code'));
    expect(mail!.text).toContain('You are a member already');
    const answer = await confirm(email, /^ +(\d{6})$/m.exec(mail!.text)![1]!);
    expect(answer.body).toMatchObject({
      member: { id: member.personId, name: 'Known member' },
      wasMember: true,
    });
    await scene.guest.post('/api/auth/code', { email });
    const [plain] = (await codesTo(scene, email, 2)).filter((code) => !mail!.text.includes(code));
    expect((await confirm(email, plain!)).body).not.toHaveProperty('wasMember');
    expect(
      (await scene.guest.post('/api/auth/sign-in', { email, password: 'a few plain words' })).status,
    ).toBe(401);
    expect(
      (await scene.guest.post('/api/auth/sign-in', { email, password: 'the first password' })).status,
    ).toBe(200);
  });

  it('does not let a password that somebody else gave become the owner’s', async () => {
    const email = 'victim@library.example';
    await scene.guest.post('/api/auth/sign-up', { ...someone(email), displayName: 'Somebody else' });
    const [theirs] = await codesTo(scene, email);
    await scene.guest.post('/api/auth/code', { email });
    const [own] = (await codesTo(scene, email, 2)).filter((code) => code !== theirs);
    const answer = await confirm(email, own!);
    expect(answer.body.member).toMatchObject({ name: 'New member', needsProfile: true, hasPassword: false });
    expect((await confirm(email, theirs!)).status).toBe(422);
    expect(
      (await scene.guest.post('/api/auth/sign-in', { email, password: 'a few plain words' })).status,
    ).toBe(401);
  });

  it('by a code alone asks for the profile afterwards', async () => {
    const email = 'bare@library.example';
    await scene.guest.post('/api/auth/code', { email });
    const me = browser(scene, await confirm(email, (await codesTo(scene, email))[0]!));
    expect((await me.patch('/api/me', { displayName: 'Bare beginner' })).body.needsProfile).toBe(true);
    expect((await me.patch('/api/me', { organisation: 'Somewhere' })).body.errors[0].path).toBe('sector');
    expect(
      (
        await me.patch('/api/me', {
          displayName: 'Bare beginner',
          sector: 'council',
          organisation: 'Example council',
        })
      ).body,
    ).toMatchObject({ needsProfile: false, organisation: 'Example council' });
  });

  it('is closed to the uninvited where only invited people join, with the same answer', async () => {
    const [operator, owner] = [await scene.make.member({ operator: true }), await scene.make.member()];
    const space = await scene.make.space({ visibility: 'private', members: [[owner, 'owner']] });
    const { body: settings } = await scene.as(operator).get('/api/settings');
    await scene.as(operator).patch('/api/settings', { version: settings.version, joining: 'invited' });
    const same = { status: 200, body: { sent: true, minutes: 60 } };
    expect(await scene.guest.post('/api/auth/code', { email: 'uninvited@library.example' })).toMatchObject(
      same,
    );
    expect(await scene.guest.post('/api/auth/sign-up', someone('uninvited@library.example'))).toMatchObject(
      same,
    );
    await scene.as(owner).post(`/api/spaces/${space.slug}/invitations`, { email: 'invited@library.example' });
    expect(await scene.guest.post('/api/auth/code', { email: 'invited@library.example' })).toMatchObject(
      same,
    );
    // The invitation is mailed as well.
    const [code] = (await codesTo(scene, 'invited@library.example', 2)).filter(Boolean);
    const answer = await confirm('invited@library.example', code!);
    expect(answer.status).toBe(200);
    expect((await browser(scene, answer).get(`/api/spaces/${space.slug}`)).body.membership).toEqual({
      role: 'member',
      state: 'invited',
    });
    await mailsSettled(scene);
    await expect(mailsTo({ ...scene, app: scene.app }, 'uninvited@library.example', 0)).resolves.toEqual([]);
    await scene.as(operator).patch('/api/settings', { version: settings.version + 1, joining: 'open' });
  });

  it('gives an account one person, also when two codes come in at once', async () => {
    const email = 'twice@library.example';
    await scene.guest.post('/api/auth/sign-up', someone(email));
    await scene.guest.post('/api/auth/sign-up', someone(email));
    const codes = await codesTo(scene, email, 2);
    const people = await count('people');
    const answers = await Promise.all(codes.map((code) => confirm(email, code)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 422]);
    expect(await count('people')).toBe(people + 1);
  });
});

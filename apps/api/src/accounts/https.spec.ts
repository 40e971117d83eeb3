import { describe, expect, it } from 'vitest';
import { cookieOf } from '../../test/cookies.js';
import { startScene } from '../../test/scene.js';

const origin = 'https://fingerpost.example';
const scene = startScene({ PUBLIC_URL: origin });

describe('on https', () => {
  it('the session cookie is bound to this host and never leaves it in the clear', async () => {
    const member = await scene.make.member();
    await scene.as(member).patch('/api/me', { password: { next: 'a few plain words' } });
    const answer = await scene.guest.post(
      '/api/auth/sign-in',
      { email: member.email, password: 'a few plain words' },
      { origin },
    );
    const { pair, attributes } = cookieOf(answer);
    expect(pair).toMatch(/^__Host-fp_session=/);
    expect(attributes).toEqual(expect.arrayContaining(['secure', 'httponly', 'samesite=lax', 'path=/']));
    expect(attributes.some((each) => each.startsWith('domain'))).toBe(false);
    expect((await scene.guest.get('/api/me', { cookie: pair })).body.member.id).toBe(member.personId);
    expect(
      (await scene.guest.get('/api/me', { cookie: pair.replace('__Host-', '') })).body.member,
    ).toBeNull();
  });
});

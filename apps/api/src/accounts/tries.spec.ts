import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../test/client.js';
import type { Member } from '../../test/factories.js';
import { startScene } from '../../test/scene.js';
import { Passwords } from './passwords.js';
import { networkOf } from './tries.js';

const scene = startScene({ TRUSTED_PROXIES: '127.0.0.1' });
const PASSWORD = 'catalogue-of-doors';
const HERE = '192.0.2.7';
let hash: string;
beforeAll(async () => {
  hash = await scene.app.get(Passwords, { strict: false }).hash(PASSWORD);
});

async function owner(): Promise<Member> {
  const member = await scene.make.member();
  await scene.db.transaction((tx) =>
    tx.query('UPDATE accounts SET password_hash = $2 WHERE id = $1', [member.accountId, hash]),
  );
  return member;
}
const from = (ip: string, path: string, body: object): Promise<Answer> =>
  scene.guest.post(`/api/auth/${path}`, body, { 'x-forwarded-for': ip });
const signIn = (ip: string, email: string, password: string) => from(ip, 'sign-in', { email, password });
async function statuses(times: number, ask: () => Promise<Answer>): Promise<number[]> {
  const seen: number[] = [];
  for (let i = 0; i < times; i += 1) seen.push((await ask()).status);
  return seen;
}

describe('whoever fails in the name of a colleague', () => {
  it('locks out themselves: the owner still gets in by password from another network', async () => {
    const { email } = await owner();
    const tried = await statuses(40, () => signIn('198.51.100.9', email, 'wrong'));
    expect(tried).toEqual([...Array<number>(20).fill(401), ...Array<number>(20).fill(429)]);
    expect((await signIn('198.51.100.9', email, PASSWORD)).status).toBe(429);
    expect((await signIn(HERE, email, PASSWORD)).status).toBe(200);
  });

  it('keeps no code from its owner, asked for or tried', async () => {
    const { email } = await owner();
    expect(await statuses(6, () => from('198.51.100.10', 'code', { email }))).toEqual([
      ...Array<number>(5).fill(200),
      429,
    ]);
    await statuses(11, () => from('198.51.100.10', 'code/confirm', { email, code: '000000' }));
    expect((await from(HERE, 'code', { email })).status).toBe(200);
    expect((await from(HERE, 'code/confirm', { email, code: '000000' })).status).toBe(422);
  });

  it('is stopped with many networks too, for an address that nobody has as for any other', async () => {
    for (const email of [(await owner()).email, 'nobody-at-all@library.example']) {
      const tryFrom = (ip: string) => from(ip, 'code/confirm', { email, code: '000000' });
      for (let network = 1; network <= 3; network += 1)
        expect(await statuses(10, () => tryFrom(`203.0.113.${network}`))).not.toContain(429);
      expect((await tryFrom('203.0.113.200')).status).toBe(429);
    }
  });
});

it('a network is an IPv4 address, or the first half of an IPv6 one', () => {
  expect(networkOf('192.0.2.7')).toBe('192.0.2.7');
  expect(networkOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
  expect(networkOf('2001:db8:1:2:a:b:c:d')).toBe('2001:db8:1:2');
  expect(networkOf('2001:0DB8:1::9')).toBe('2001:db8:1:0');
  expect(networkOf('2001:db8::')).toBe(networkOf('2001:db8::1'));
  expect(networkOf('::1')).toBe('0:0:0:0');
});

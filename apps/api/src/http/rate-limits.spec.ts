import { expect, it } from 'vitest';
import type { Member } from '../../test/factories.js';
import { startScene } from '../../test/scene.js';

const scene = startScene();
/** Asks so often from one address, and tells how often each status came. */
async function ask(times: number, remoteAddress: string, member?: Member): Promise<Record<number, number>> {
  const headers = member && { authorization: `Bearer ${member.token}` };
  const came: Record<number, number> = {};
  for (let done = 0; done < times; done += 100)
    for (const { statusCode } of await Promise.all(
      Array.from({ length: 100 }, () =>
        scene.app.inject({ url: '/api/me', remoteAddress, ...(headers && { headers }) }),
      ),
    ))
      came[statusCode] = (came[statusCode] ?? 0) + 1;
  return came;
}

it('what one member is refused takes nothing from the colleagues behind the same address', async () => {
  const [hasty, colleague] = [await scene.make.member(), await scene.make.member()];
  expect(await ask(3_100, '192.0.2.1', hasty)).toEqual({ 200: 600, 429: 2_500 });
  expect(await ask(100, '192.0.2.1', colleague)).toEqual({ 200: 100 });
  expect(await ask(100, '192.0.2.1')).toEqual({ 200: 100 });
});

it('a token that is nobody’s is counted for its address, since each costs a question', async () => {
  const nobody = { token: 'nonsense' } as Member;
  expect(await ask(3_100, '192.0.2.3', nobody)).toEqual({ 401: 3_000, 429: 100 });
});

it('an address has a limit of its own, which a browser is told on a page and a program as a problem', async () => {
  expect(await ask(3_100, '192.0.2.2')).toEqual({ 200: 3_000, 429: 100 });
  const open = (accept: string) =>
    scene.app.inject({ url: '/discussions', remoteAddress: '192.0.2.2', headers: { accept } });
  const page = await open('text/html,*/*;q=0.8');
  expect([page.statusCode, page.headers['content-type']]).toEqual([429, 'text/html; charset=utf-8']);
  expect(page.body).toContain('Too much was asked at once.');
  expect(Number(page.headers['retry-after'])).toBeGreaterThan(0);
  const problem = await open('application/json');
  expect([problem.statusCode, problem.headers['content-type']]).toEqual([
    429,
    'application/problem+json; charset=utf-8',
  ]);
});

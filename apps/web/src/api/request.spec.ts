import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from './problem';
import { addressOf, onSignedOut, request } from './request';

const sent: { address: string; init: RequestInit }[] = [];
const answers: (Response | Error)[] = [];
const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });
const keyOf = (at: number) => new Headers(sent[at]!.init.headers).get('idempotency-key');
const failure = (promise: Promise<unknown>) =>
  promise.then(() => null).catch((error: unknown) => error as Problem);

beforeEach(() => {
  sent.length = 0;
  answers.length = 0;
  vi.stubGlobal('fetch', (address: string, init: RequestInit) => {
    sent.push({ address, init });
    const answer = answers.shift() ?? json(200, {});
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('request', () => {
  it('leaves out what a query does not say', () => {
    expect(addressOf('/discussions', { sort: 'new', space: null, tag: '', q: 'a b' })).toBe(
      '/api/discussions?sort=new&q=a+b',
    );
  });

  it('keeps the key of a write until the server has given its answer', async () => {
    answers.push(
      new TypeError('network'),
      json(503, { code: 'unavailable' }, { 'retry-after': '2' }),
      json(201, { id: 1 }),
    );
    const write = () => request('/discussions/1/posts', { method: 'POST', body: { body: 'Hello' } });
    expect(await failure(write())).toMatchObject({ code: 'offline', status: 0, passing: true });
    expect(await failure(write())).toMatchObject({ code: 'unavailable', retryAfter: 2 });
    expect(await write()).toEqual({ id: 1 });
    await write();
    expect(keyOf(0)).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect([keyOf(1), keyOf(2)]).toEqual([keyOf(0), keyOf(0)]);
    expect(keyOf(3)).not.toBe(keyOf(0));
  });

  it('takes another body for another intent, and a refusal for an answer', async () => {
    answers.push(json(422, { code: 'invalid', errors: [{ path: 'body', message: 'is empty' }] }));
    const write = (body: string) => request('/posts/1', { method: 'PATCH', body: { body } });
    expect(await failure(write(''))).toMatchObject({
      code: 'invalid',
      errors: [{ path: 'body', message: 'is empty' }],
    });
    await write('');
    await write('a');
    expect(new Set([keyOf(0), keyOf(1), keyOf(2)]).size).toBe(3);
  });

  it('waits for the answer to a sending that is still at work', async () => {
    answers.push(json(409, { code: 'request_running' }), json(201, { id: 2 }));
    expect(await request('/spaces', { method: 'POST', body: { name: 'Waiting' } })).toEqual({ id: 2 });
    expect(keyOf(1)).toBe(keyOf(0));
  });

  it('sends no key with sign-in, and tells when a session is gone', async () => {
    const gone = vi.fn();
    const stop = onSignedOut(gone);
    answers.push(json(401, { code: 'sign_in_first' }));
    expect(await failure(request('/auth/sign-in', { method: 'POST', body: {} }))).toMatchObject({
      status: 401,
    });
    stop();
    expect(keyOf(0)).toBeNull();
    expect(gone.mock.calls).toEqual([[{ unasked: false }]]);
  });

  it('makes a problem of an answer that is no JSON', async () => {
    answers.push(new Response('<html>Bad gateway</html>', { status: 502 }));
    expect(await failure(request('/home'))).toMatchObject({ status: 502, code: 'unknown', passing: true });
  });
});

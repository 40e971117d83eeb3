import { describe, expect, it } from 'vitest';
import { Sessions } from '../access/sessions.js';
import { ORIGIN, startScene } from '../../test/scene.js';
import { encodeCursor } from './cursor.js';

const scene = startScene();
const send = (url: string, payload: string | object, headers: Record<string, string> = {}) =>
  scene.app.inject({ method: 'POST', url, payload, headers: { origin: ORIGIN, ...headers } });

describe('what cannot be understood', () => {
  const problem = (
    answer: { statusCode: number; body: string; headers: Record<string, unknown> },
    status: number,
    code: string,
  ) => {
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toMatch('application/problem+json');
    expect(JSON.parse(answer.body)).toMatchObject({ status, code, type: `/problems/${code}` });
    expect(answer.body).not.toMatch(/at \w+ \(|node_modules/);
  };

  it('is a problem with a code: broken JSON, another type, too large, an unknown path', async () => {
    const member = await scene.make.member();
    const signed = { authorization: `Bearer ${member.token}` };
    problem(
      await send('/api/discussions', '{"a":', { ...signed, 'content-type': 'application/json' }),
      400,
      'malformed',
    );
    problem(
      await send('/api/discussions', '<a/>', { ...signed, 'content-type': 'text/xml' }),
      415,
      'unsupported_type',
    );
    problem(await send('/api/discussions', { body: 'x'.repeat(1_100_000) }, signed), 413, 'too_large');
    problem(await send('/api/nothing', {}, signed), 404, 'not_found');
    problem(
      await send('/api/discussions', '{"__proto__":{"operator":true}}', {
        ...signed,
        'content-type': 'application/json',
      }),
      400,
      'malformed',
    );
  });

  it('is a form, or another writing, in the place of JSON', async () => {
    const member = await scene.make.member();
    const space = await scene.make.space({ members: [[member, 'member']] });
    const { id } = await scene.make.discussion(member, space);
    const reply = (payload: string | Buffer, type: string) =>
      scene.app.inject({
        method: 'POST',
        url: `/api/discussions/${id}/posts`,
        payload,
        headers: { authorization: `Bearer ${member.token}`, 'content-type': type },
      });
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'])
      problem(await reply('body=hello', type), 415, 'unsupported_type');
    const json = 'application/json';
    problem(await reply('{"body":"hello"}', `${json}; charset=latin1`), 415, 'unsupported_type');
    for (const bytes of [[0xed, 0xa0, 0x80], [0xff], [0xc3, 0x28]])
      problem(
        await reply(Buffer.concat([Buffer.from('{"body":"a'), Buffer.from(bytes), Buffer.from('b"}')]), json),
        400,
        'malformed',
      );
    expect((await scene.guest.get(`/api/discussions/${id}/posts`)).body.items).toHaveLength(1);
    expect((await reply('{"body":"hello"}', `${json};charset="UTF-8"`)).statusCode).toBe(201);
  });

  it('is an address whose percent signs escape nothing', async () => {
    for (const url of ['/api/posts/%ff', '/api/posts/%', '/api/spaces/%c3%28', '/api/nothing/%zz'])
      expect([404, 422]).toContain((await scene.guest.get(url)).status);
    const page = await scene.app.inject({ url: '/discussions/%ff', headers: { accept: 'text/html' } });
    expect([page.statusCode, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    expect(page.headers['content-security-policy']).toBeDefined();
    expect((await scene.guest.get('/discussions?q=caf%C3%A9&tag=%E2%82%AC')).status).toBe(200);
  });

  it('is a token that is nobody’s: a program that went on as a guest would take what it no longer sees for gone', async () => {
    const headers = { authorization: 'Bearer nonsense' };
    const answer = await scene.app.inject({ url: '/api/discussions', headers });
    problem(answer, 401, 'sign_in_first');
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
  });

  it('is not the password of a proxy in front: who sends one is known by the cookie, and asked for the origin', async () => {
    const member = await scene.make.member();
    const { token } = await scene.db.transaction((tx) =>
      scene.app.get(Sessions, { strict: false }).start(tx, member.accountId, 'cookie', 'spec'),
    );
    const headers = { authorization: 'Basic eDp5', cookie: `fp_session=${token}` };
    const me = await scene.app.inject({ url: '/api/me', headers });
    expect(JSON.parse(me.body).member).toMatchObject({ name: member.name });
    problem(
      await send('/api/me/tokens', { device: 'x' }, { ...headers, origin: 'https://evil.example' }),
      403,
      'foreign_origin',
    );
  });

  it('is a cursor that was forged: a day or a year that no calendar has, a number that no post can have', async () => {
    const member = await scene.make.member();
    const space = await scene.make.space({ members: [[member, 'owner']] });
    const { id, slug } = await scene.make.discussion(member, space);
    const TIMES = ['2024-02-30T00:00:00Z', '0000-01-01T00:00:00Z', '2024-01-01T24:00:00Z', 'yesterday'];
    const times = TIMES.map((time) => encodeCursor([time, 1]));
    const numbers = [encodeCursor([3_000_000_000, 1]), encodeCursor([1, -3_000_000_000])];
    for (const named of ['after', 'before'] as const) {
      for (const cursor of times)
        for (const list of ['/api/discussions?', `/api/spaces/${space.slug}/members?`, '/discussions?'])
          await forged(`${list}${named}=${cursor}`, named);
      for (const cursor of numbers)
        for (const list of [`/api/discussions/${id}/posts?`, `/discussions/${id}-${slug}?`])
          await forged(`${list}${named}=${cursor}`, named);
    }
    const far = await scene.guest.get(`/api/discussions/${id}/posts?around=9007199254740991`);
    expect(far.body.items).toMatchObject([{ number: 1 }]);

    async function forged(address: string, path: string) {
      const answer = await scene.app.inject({
        url: address,
        headers: { authorization: `Bearer ${member.token}` },
      });
      // A page begins at its beginning, and says so; the API says which parameter it was.
      if (!address.startsWith('/api')) return expect(answer.body).toContain('from its beginning');
      problem(answer, 422, 'unknown_cursor');
      expect(JSON.parse(answer.body).errors).toMatchObject([{ path }]);
    }
  });

  it('is refused from a foreign origin, or from none, and nothing changes', async () => {
    const member = await scene.make.member();
    const space = await scene.make.space({ members: [[member, 'member']] });
    const cookie = { cookie: `fp_session=${member.token}` };
    const body = { spaceId: space.id, kind: 'question', title: 'From elsewhere', body: 'x' };
    for (const origin of ['https://evil.example', 'null', `${ORIGIN}.evil.example`, ''])
      problem(await send('/api/discussions', body, { ...cookie, origin }), 403, 'foreign_origin');
    expect((await scene.guest.get(`/api/discussions?space=${space.slug}`)).body.items).toEqual([]);
  });

  it('is told in sentences that can stand beside its field, in a body, a query and a path', async () => {
    const member = await scene.make.member();
    const told = async (method: 'POST' | 'GET', url: string, body?: object) => {
      const headers = { authorization: `Bearer ${member.token}` };
      const answer = await scene.app.inject({ method, url, headers, ...(body && { payload: body }) });
      expect(answer.statusCode).toBe(422);
      return Object.fromEntries(
        JSON.parse(answer.body).errors.map(({ path, message }: { path: string; message: string }) => [
          path,
          message,
        ]),
      );
    };
    const wish = { kind: 'poll', title: 'x'.repeat(201), body: 7, tags: 'one', nonsense: true };
    expect(await told('POST', '/api/discussions', wish)).toEqual({
      spaceId: 'This is missing.',
      kind: 'Choose one of these: question, discussion, announcement.',
      title: 'Use at most 200 characters.',
      body: 'This must be text.',
      tags: 'This must be a list.',
      nonsense: 'There is no such field here.',
    });
    expect(await told('GET', '/api/resources?limit=many&sort=old&colour=red')).toEqual({
      limit: 'This must be a number.',
      sort: 'Choose one of these: new, used.',
      colour: 'There is no such field here.',
    });
    expect(await told('GET', '/api/resources?limit=101')).toEqual({ limit: 'This can be at most 100.' });
    const due = {
      spaceId: 1,
      title: 'A day',
      kind: 'guide',
      licence: 'cc0',
      link: 'x',
      reviewBy: '2027-02-30',
    };
    expect(await told('POST', '/api/resources', due)).toMatchObject({
      reviewBy: 'Give a day of the calendar, as 2027-02-04.',
    });
    // What the contract says itself stays as it says it.
    expect(await told('GET', '/api/discussions/first')).toEqual({ id: 'is not an id' });
  });

  it('takes a broken or unknown cookie for a guest', async () => {
    for (const cookie of [
      'fp_session=',
      'fp_session=nonsense',
      'fp_session=%00%ff',
      `fp_session=${'x'.repeat(4000)}`,
    ]) {
      const answer = await scene.app.inject({ method: 'GET', url: '/api/discussions', headers: { cookie } });
      expect(answer.statusCode).toBe(200);
    }
  });

  it('carries an ETag that answers 304 to the same viewer', async () => {
    const first = await scene.guest.get('/api/discussions');
    const again = await scene.guest.get('/api/discussions', { 'if-none-match': String(first.headers.etag) });
    expect(again).toMatchObject({ status: 304, text: '' });
    const asked = async (tags: string) =>
      (await scene.guest.get('/api/discussions', { 'if-none-match': tags })).status;
    const etag = String(first.headers.etag);
    expect(await asked(`"other", ${etag}`)).toBe(304);
    expect(await asked(etag.replace('W/', ''))).toBe(304);
    expect(await asked('*')).toBe(304);
    expect(await asked('"other", W/"another"')).toBe(200);
  });
});

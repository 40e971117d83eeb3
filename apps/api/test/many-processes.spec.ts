import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Activities } from '../src/activity/activity.service.js';
import { Database } from '../src/database/database.service.js';
import { workerDatabase } from './database.js';
import { factories, type Factories, type Member } from './factories.js';
import { startOne, type OneOfMany, type Page } from './processes.js';
import { OwnRedis, redisProgram } from './redis.js';
import { until } from './patience.js';

describe.skipIf(!redisProgram)('two api processes and a worker', () => {
  let redis: OwnRedis;
  let a: OneOfMany;
  let b: OneOfMany;
  let worker: OneOfMany;
  let make: Factories;
  let jobsWithoutWorker: number;

  beforeAll(async () => {
    redis = await OwnRedis.start();
    const url = await workerDatabase();
    const env = { REDIS_URL: redis.url };
    [a, b] = await Promise.all([
      startOne(url, { ...env, ROLE: 'api' }),
      startOne(url, { ...env, ROLE: 'api' }),
    ]);
    make = factories(a.app);
    const asker = await make.member();
    await make.discussion(asker, await make.space({ members: [[asker, 'member']] }));
    await sleep(1_500);
    jobsWithoutWorker = await waitingJobs();
    worker = await startOne(url, { ...env, ROLE: 'worker' });
    await until(async () => (await waitingJobs()) === 0);
  });
  afterAll(async () => {
    await Promise.all([a, b, worker].map((one) => one?.close()));
    await redis?.kill();
  });

  const waitingJobs = async () => {
    const [row] = await a.app
      .get(Database, { strict: false })
      .transaction((tx) =>
        tx.query<{ n: number }[]>(
          `SELECT count(*) AS n FROM pgboss.job WHERE name = 'activity' AND state < 'completed'`,
        ),
      );
    return row!.n;
  };

  /** An asker and a peer who take part in a discussion; a page of each watches it, on the process of that name. */
  async function thread(): Promise<{ asker: Member; peer: Member; id: number; on: { a: Page; b: Page } }> {
    const [asker, peer] = [await make.member(), await make.member()];
    const space = await make.space({
      members: [
        [asker, 'member'],
        [peer, 'member'],
      ],
    });
    const { id } = await make.discussion(asker, space);
    await until(async () => (await waitingJobs()) === 0);
    const on = { a: a.page(asker), b: b.page(asker) };
    for (const page of [on.a, on.b]) {
      await until(() => page.open);
      expect(await page.watch(`discussion:${id}`)).toMatchObject({ ok: true });
    }
    return { asker, peer, id, on };
  }

  const reply = async (process: OneOfMany, who: Member, id: number) => {
    const answer = await process.as(who).post(`/api/discussions/${id}/posts`, { body: 'A reply.' });
    expect(answer.status).toBe(201);
    return answer.body as { id: number };
  };

  const heardOnce = async (page: Page, posts: { id: number }[]) => {
    await until(() => page.of('post.created').length >= posts.length);
    await sleep(1_500);
    expect(page.of('post.created').map(({ id }) => id)).toEqual(posts.map(({ id }) => id));
  };

  it('leave the jobs to the worker', () => expect(jobsWithoutWorker).toBe(1));

  it('tell the pages of both of a post, and of what came into the inbox, once', async () => {
    const { peer, id, on } = await thread();
    const posts = [await reply(a, peer, id), await reply(b, peer, id)];
    for (const page of [on.a, on.b]) {
      await heardOnce(page, posts);
      await until(() => page.of('notification.created').length >= posts.length);
      expect(page.of('notification.created').map(({ number }) => number)).toEqual([1, 2]);
    }
  });

  it('tell of what a process wrote that died before it could tell', async () => {
    const { peer, id, on } = await thread();
    const activities = a.app.get(Activities, { strict: false });
    const told = activities.told.bind(activities);
    activities.told = () => Promise.resolve();
    const post = await reply(a, peer, id);
    activities.told = told;
    await heardOnce(on.b, [post]);
  });

  it('count limits together', async () => {
    const ask = (process: OneOfMany) =>
      process.guest.post('/api/auth/code', { email: 'together@demo.example' }).then(({ status }) => status);
    const answers = [];
    for (const process of [a, b, a, b, a, b, a]) answers.push(await ask(process));
    expect(answers.slice(5)).toEqual([429, 429]);
    expect(answers.slice(0, 5)).not.toContain(429);
  });

  it('close the socket on one when the session ends on the other', async () => {
    const { asker, on } = await thread();
    const before = on.b.connections;
    expect((await a.as(asker).post('/api/auth/sign-out', {})).status).toBeLessThan(300);
    await until(() => on.b.connections > before || !on.b.open);
    expect((await b.as(asker).get('/api/notifications')).status).toBe(401);
  });

  it('put a member out of a private room on the other', async () => {
    const [owner, member] = [await make.member(), await make.member()];
    const space = await make.space({
      visibility: 'private',
      members: [
        [owner, 'owner'],
        [member, 'member'],
      ],
    });
    const { id } = await make.discussion(owner, space);
    const page = b.page(member);
    await until(() => page.open);
    await page.watch(`discussion:${id}`);
    await a.as(owner).delete(`/api/spaces/${space.slug}/members/${member.personId}`);
    await until(() => page.of('room.left').length > 0);
    await reply(a, owner, id);
    await sleep(300);
    expect(page.of('post.created')).toEqual([]);
  });

  it('go on without Redis, and with it when it is back', async () => {
    const { peer, id, on } = await thread();
    await redis.kill();
    const first = await reply(a, peer, id);
    const { body } = await b.guest.get('/readyz');
    expect(body).toEqual({ status: 'ok', redis: 'away' });
    // The worker's signal brings it to the other process.
    for (const page of [on.a, on.b]) {
      await heardOnce(page, [first]);
      await until(() => page.of('notification.created').length > 0);
      expect(page.of('notification.created')).toHaveLength(1);
    }
    const before = [on.a.connections, on.b.connections];
    await redis.start();
    await until(async () => (await b.guest.get('/readyz')).body.redis === 'ok');
    // Pages connect again and catch up what they may have missed.
    await until(() => on.a.connections > before[0]! && on.b.connections > before[1]!);
    await until(() => on.b.open);
    await on.b.watch(`discussion:${id}`);
    await heardOnce(on.b, [first, await reply(a, peer, id)]);
  });

  it('keep a worker to its health', async () => {
    expect((await worker.guest.get('/readyz')).status).toBe(200);
    for (const path of ['/', '/api/spaces', '/socket.io/?EIO=4&transport=polling', '/healthz/../api/me'])
      expect((await worker.app.inject(path)).statusCode).toBe(404);
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../app.js';
import { Database } from './database.service.js';
import { parseSettings } from '../config/settings.js';
import { cutLine, type CutLine } from '../../test/cut-line.js';
import { workerDatabase } from '../../test/database.js';
import { until } from '../../test/patience.js';

/** Milliseconds: far from the half minute that a pool or a socket waits by itself, and far from what a busy machine adds. */
const SOON = 10_000;
let app: NestFastifyApplication;
let line: CutLine;

beforeAll(async () => {
  line = await cutLine(await workerDatabase());
  app = await createApp(
    parseSettings({
      DATABASE_URL: line.url,
      PORT: '4199',
      LOG_LEVEL: 'silent',
      DEMO: 'off',
      DATABASE_POOL: '4',
    }),
  );
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
});
afterAll(async () => {
  await app.close();
  await line.cut();
});

const get = async (url: string, headers: Record<string, string> = {}) => {
  const from = performance.now();
  const answer = await app.inject({ method: 'GET', url, headers });
  return { answer, took: performance.now() - from };
};

it('says 503 with Retry-After while the database is away, and is well after its return', async () => {
  expect((await get('/api/discussions')).answer.statusCode).toBe(200);
  await line.cut();
  for (let round = 0; round < 3; round += 1) {
    for (const url of ['/api/discussions', '/readyz']) {
      const { answer, took } = await get(url);
      expect(answer.statusCode).toBe(503);
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      expect(answer.json()).toMatchObject({ code: 'unavailable' });
      expect(took).toBeLessThan(SOON);
    }
    expect((await get('/healthz')).answer.statusCode).toBe(200);
  }
  await line.mend();
  await isBack();
});

it('says so on a page to whoever opens one, guest or with a session to look for', async () => {
  await line.cut();
  for (const cookie of ['', `fp_session=${'a'.repeat(43)}`]) {
    const { answer } = await get('/discussions', { accept: 'text/html', cookie });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([503, 'text/html; charset=utf-8']);
    expect(answer.body).toContain(`data-retry-after="${answer.headers['retry-after']}"`);
    expect(answer.body).toMatch(/<h1>.*<\/h1>/);
  }
  await line.mend();
  await isBack();
});

it('says so as soon when the line is silent: to who waits already, and to who comes', async () => {
  expect((await get('/api/discussions')).answer.statusCode).toBe(200);
  line.hush();
  const first = await Promise.all(Array.from({ length: 9 }, () => get('/api/discussions')));
  const later = [await get('/readyz'), await get('/discussions'), await get('/api/discussions')];
  for (const { answer, took } of [...first, ...later]) {
    expect(answer.statusCode).toBe(503);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(took).toBeLessThan(SOON);
  }
  // Who comes later is told at once, without a wait of their own.
  const wait = Math.min(...first.map(({ took }) => took));
  for (const { took } of later) expect(took).toBeLessThan(wait);
  line.speak();
  await isBack();
});

it('leaves alone who waits for a slow statement', async () => {
  const db = app.get(Database, { strict: false });
  const held = { name: 'spec-slow', text: `SELECT pg_sleep(3)::text AS slept` };
  expect(await db.query(held)).toEqual([{ slept: '' }]);
});

async function isBack() {
  await until(async () => (await get('/readyz')).answer.statusCode === 200);
  expect((await get('/api/discussions')).answer.statusCode).toBe(200);
}

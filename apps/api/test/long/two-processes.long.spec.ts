import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clusterCanRun, startCluster, type Cluster } from './cluster.js';
import {
  holdsWithin,
  inLanes,
  openThread,
  populate,
  replyUntilAnswered,
  wrongInboxes,
} from './cluster-world.js';
import { InboxPage } from './inbox-page.js';

const PAGES = 100;
const POSTS_A_SECOND = 20;
const BEFORE = 4_000;
const AFTER = 6_000;
const CAUGHT_UP_WITHIN = 10_000;
const WRITERS = 50;
const POSTS = 2_000;
const ASK_EVERY = 10;

const oneTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

describe.skipIf(!clusterCanRun)('two api processes behind HAProxy', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster();
  }, 300_000);
  afterAll(() => cluster?.stop(), 60_000);

  it(`${WRITERS} parallel writers hide nothing of ${POSTS} posts from who asks by number meanwhile`, async () => {
    const world = await populate(cluster, 1, WRITERS);
    const page = new InboxPage(cluster.url, world.watchers[0]!.token, { socket: false });
    const thread = await openThread(cluster, world);
    let writing = true;
    let questions = 0;
    const asking = (async () => {
      for (; writing; questions += 1) {
        await page.catchUp();
        await sleep(ASK_EVERY);
      }
    })();
    await inLanes(
      POSTS,
      WRITERS,
      async (i) => void (await replyUntilAnswered(cluster, world.writers[i % WRITERS]!, thread)),
    );
    const done = await holdsWithin(120_000, () => page.shown.length >= POSTS + 1);
    writing = false;
    await asking;
    process.stdout.write(
      `by number: ${questions} questions while ${WRITERS} wrote ${POSTS} posts, ${POSTS + 1 - page.shown.length} missed\n`,
    );
    expect(done).toBe(true);
    expect(page.shown).toEqual(oneTo(POSTS + 1));
    expect(page.answeredTwice).toBe(0);
    expect(await wrongInboxes(cluster, world.watchers, POSTS + 1)).toEqual([]);
  }, 300_000);

  it(`one killed: everybody caught up within ${CAUGHT_UP_WITHIN / 1000} s, nothing missed or twice`, async () => {
    const world = await populate(cluster, PAGES, POSTS_A_SECOND);
    const pages = world.watchers.map(
      (watcher, i) => new InboxPage(cluster.url, watcher.token, { server: 1 + (i % 2) }),
    );
    expect(await holdsWithin(30_000, () => pages.every((page) => page.open && page.caughtUpAt > 0))).toBe(
      true,
    );
    const start = pages[0]!.last;
    expect(pages.every((page) => page.last === start)).toBe(true);
    const thread = await openThread(cluster, world);
    let acknowledged = 1;
    let writing = true;
    const posting = (async () => {
      const under: Promise<void>[] = [];
      for (let i = 0; writing; i += 1) {
        under.push(
          replyUntilAnswered(cluster, world.writers[i % POSTS_A_SECOND]!, thread).then(
            () => void (acknowledged += 1),
          ),
        );
        await sleep(1_000 / POSTS_A_SECOND);
      }
      await Promise.all(under);
    })();

    await sleep(BEFORE);
    const connections = pages.map((page) => page.connections);
    await cluster.kill('api 1');
    const killed = performance.now();
    await sleep(AFTER);
    writing = false;
    await posting;
    const all = () => pages.every((page) => page.last >= start + acknowledged);
    const inTime = await holdsWithin(CAUGHT_UP_WITHIN - (performance.now() - killed), all);
    const took = performance.now() - killed;

    const moved = pages.filter((page, i) => page.connections > connections[i]!);
    const back = Math.max(...moved.map((page) => page.caughtUpAt - killed));
    const twice = (what: 'toldTwice' | 'answeredTwice') => pages.reduce((sum, page) => sum + page[what], 0);
    process.stdout.write(
      `one of two killed: ${moved.length} of ${pages.length} pages moved, the last was caught up after ${Math.round(back)} ms; ` +
        `all ${acknowledged} in every inbox ${Math.round(took - AFTER)} ms after the last post; told twice ${twice('toldTwice')} times, answered twice ${twice('answeredTwice')} times\n`,
    );
    expect(inTime).toBe(true);
    expect(moved.length).toBeGreaterThan(0);
    expect(moved.length).toBeLessThan(pages.length);
    expect(back).toBeLessThan(CAUGHT_UP_WITHIN);
    for (const page of pages) expect(page.shown).toEqual(oneTo(start + acknowledged));
    // A page shows a number once whatever it is told, so doubles are looked for where they would come from.
    expect([twice('toldTwice'), twice('answeredTwice')]).toEqual([0, 0]);
    expect(await wrongInboxes(cluster, world.watchers, start + acknowledged)).toEqual([]);
    pages.forEach((page) => page.close());
  }, 120_000);
});

import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clusterCanRun, startCluster, type Cluster } from './cluster.js';
import {
  fromDatabase,
  holdsWithin,
  inLanes,
  openThread,
  populate,
  replyUntilAnswered,
  wrongInboxes,
  type World,
} from './cluster-world.js';
import { CaughtMail, mailsInHand, unsentMails } from './caught-mail.js';
import { InboxPage } from './inbox-page.js';

const ROUNDS = Number(process.env.FAULT_ROUNDS ?? 10);
const POSTS = 1_000;
const AT_ONCE = 20;
const WATCHERS = 100;
const KILLS = 3;
const VICTIMS = ['api 1', 'worker', 'postgres', 'api 2'];
const SETTLED_WITHIN = 120_000;
/** Of the watchers, those who get every notification by mail as well. */
const MAILED = 4;
/** As many as a worker has in hand with the mail server at once: so many may come again for each kill. */
const MAILS_IN_HAND = 5;
/** A mail in the hand of a worker that died is taken up again after 90 seconds. */
const MAILED_WITHIN = 300_000;

describe.skipIf(!clusterCanRun)('kill -9 of api, worker and PostgreSQL', () => {
  let cluster: Cluster;
  let world: World;
  beforeAll(async () => {
    cluster = await startCluster('--supervise');
    world = await populate(cluster, WATCHERS, AT_ONCE, MAILED);
  }, 300_000);
  afterAll(() => cluster?.stop(), 60_000);

  it(`loses no acknowledged post of ${POSTS} and doubles no notification of ${WATCHERS} watchers, ${ROUNDS} rounds`, async () => {
    const pages = world.watchers.map(({ token }) => new InboxPage(cluster.url, token));
    expect(await holdsWithin(30_000, () => pages.every((page) => page.open))).toBe(true);
    const mails = new CaughtMail(cluster);
    let expected = 0;
    let couldDouble = 0;
    let retried = 0;
    const sum = (what: 'questions' | 'unanswered' | 'toldTwice' | 'answeredTwice') =>
      pages.reduce((all, page) => all + page[what], 0);
    for (let round = 1; round <= ROUNDS; round += 1) {
      const thread = await openThread(cluster, world);
      const acknowledged: number[] = [];
      const began = performance.now();
      let writing = true;
      const killing = kills(() => writing);
      await inLanes(POSTS, AT_ONCE, async (i) => {
        acknowledged.push(await replyUntilAnswered(cluster, world.writers[i % AT_ONCE]!, thread));
      });
      writing = false;
      const wrote = performance.now();
      const killed = await killing;
      expected += POSTS + 1;
      const byItself = await holdsWithin(SETTLED_WITHIN, () => pages.every((page) => page.last >= expected));
      const settled = performance.now();
      const behind = pages.filter((page) => page.last < expected).length;

      const stored = await fromDatabase<{ id: string }>(
        cluster,
        'SELECT id FROM posts WHERE discussion_id = $1 AND number > 1',
        [thread],
      );
      const ids = new Set(stored.map(({ id }) => Number(id)));
      const lost = acknowledged.filter((id) => !ids.has(id));
      const wrong = await wrongInboxes(cluster, world.watchers, expected);
      const mailed = await holdsSoon(
        MAILED_WITHIN,
        async () => (await unsentMails(cluster, world.mailed)) === 0,
      );
      const sent = performance.now();
      const tally = await mails.tally(world.mailed);
      couldDouble +=
        MAILS_IN_HAND * killed.filter((name) => name.startsWith('worker') || name === 'postgres').length;
      process.stdout.write(
        `round ${round}: killed ${killed.join(', ')}; ${acknowledged.length} acknowledged in ${seconds(began, wrote)}, ${lost.length} lost, ` +
          `${stored.length} stored; ${WATCHERS} pages complete ${seconds(wrote, settled)} later (${behind} not by themselves), ` +
          `${wrong.length} inboxes with gaps or doubles, so far ${sum('questions')} questions of pages (${sum('unanswered')} unanswered), told twice ${sum('toldTwice')} times; ` +
          `${tally.due} mails due so far, the last ${seconds(wrote, sent)} after the last post: ${tally.missing.length} missing, ` +
          `${tally.retried} taken up again, of which ${tally.again} came again with the same Message-ID, ${tally.unexplained.length + tally.strange.length} otherwise\n`,
      );
      expect(lost).toEqual([]);
      expect(stored.length).toBe(POSTS);
      expect(wrong).toEqual([]);
      expect(byItself).toBe(true);
      for (const page of pages) expect(isOneTo(page.shown, expected)).toBe(true);
      expect(sum('answeredTwice')).toBe(0);
      expect(mailed).toBe(true);
      expect(tally).toMatchObject({ due: MAILED * expected, missing: [], unexplained: [], strange: [] });
      expect(tally.again).toBeLessThanOrEqual(couldDouble);
      retried = tally.retried;
    }
    // Otherwise no worker died with a mail in its hand, and nothing was tried of what this is about.
    expect(retried).toBeGreaterThan(0);
    pages.forEach((page) => page.close());
  }, 3_600_000);

  /** Kills at random moments while there is writing, and at last the worker while it sends mail; gives the names. */
  async function kills(writing: () => boolean): Promise<string[]> {
    const killed: string[] = [];
    for (let i = 0; i < KILLS && writing(); i += 1) {
      await sleep(300 + Math.random() * 2_000);
      const victim = VICTIMS[Math.floor(Math.random() * VICTIMS.length)]!;
      await cluster.kill(victim);
      killed.push(victim);
    }
    const sending = async () => (await mailsInHand(cluster, world.mailed).catch(() => 0)) > 0;
    expect(await holdsSoon(SETTLED_WITHIN, sending)).toBe(true);
    await cluster.kill('worker');
    return [...killed, 'worker while it sent mail'];
  }
});

async function holdsSoon(milliseconds: number, holds: () => Promise<boolean>): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (!(await holds())) {
    if (performance.now() > end) return false;
    await sleep(20);
  }
  return true;
}

const isOneTo = (numbers: readonly number[], count: number) =>
  numbers.length === count && numbers.every((number, i) => number === i + 1);
const seconds = (from: number, to: number) => `${((to - from) / 1_000).toFixed(1)} s`;

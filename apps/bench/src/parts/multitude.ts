import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { throughput } from '../harness/load.ts';
import { watchedByMany } from '../harness/multitude.ts';
import { writingPlaces } from '../harness/places.ts';
import { interleaved, median } from '../harness/rounds.ts';
import type { Stage } from '../harness/stage.ts';
import { texts } from '../harness/texts.ts';
import type { Part } from '../part.ts';
import { alone, beside } from '../rows.ts';
import { say } from '../../../../scripts/lib/say.mjs';
import { waitForJobs, writing } from './reply.ts';

const WATCHERS = 10_000;
const ALONE = 5;
/** Times the usual length of a turn, so that several fan-outs fall into it. */
const LONGER = 2;
const PATIENCE_MS = 60_000;

/** A post to ten thousand watchers: how long until the last inbox has it, and what it costs those who write meanwhile. */
export const multitude: Part = async (stage) => {
  const places = await writingPlaces(stage);
  const big = await watchedByMany(stage.database, places[0]!, WATCHERS);
  const plan = writing(places, (id) => `/api/discussions/${id}/posts`);

  const delays: number[] = [];
  for (let n = 0; n < ALONE; n++) delays.push(await delivered(stage, await post(stage, big)));

  const { busy, calm } = await interleaved(
    'replies while a post goes to ten thousand',
    {
      calm: (seconds) => throughput(stage.product.origin, plan, seconds * LONGER),
      busy: (seconds) =>
        duringFanOut(stage, big, () => throughput(stage.product.origin, plan, seconds * LONGER)),
    },
    () => waitForJobs(stage),
  );
  return [
    alone('post to 10,000 watchers, in the last inbox', median(delays)),
    beside('replies while a post goes to 10,000 watchers', busy, calm),
  ];
};

interface Sent {
  id: number;
  acknowledgedAt: number;
}

/** Sends the next post to the multitude as soon as the last is in every inbox, until `work` is done. */
async function duringFanOut(stage: Stage, big: number, work: () => Promise<number>): Promise<number> {
  let done = false;
  const delays: number[] = [];
  const fanOuts = (async () => {
    while (!done) delays.push(await delivered(stage, await post(stage, big)));
  })();
  try {
    return await Promise.race([work(), fanOuts.then(() => Number.NaN)]);
  } finally {
    done = true;
    await fanOuts;
    say(`    meanwhile in all inboxes after ${delays.map((delay) => delay.toFixed(1)).join(', ')} s`);
  }
}

async function post({ product, members }: Stage, discussion: number): Promise<Sent> {
  const answer = await fetch(`${product.origin}/api/discussions/${discussion}/posts`, {
    method: 'POST',
    headers: { ...members[0]!.headers, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ body: texts[0] }),
  });
  if (answer.status !== 201) throw new Error(`The post was answered ${answer.status}`);
  const { id } = (await answer.json()) as { id: number };
  return { id, acknowledgedAt: performance.now() };
}

/** Seconds until every watcher's inbox has it. An activity gets its turn by the commit that delivers it, which is cheaper to ask for than ten thousand rows. */
async function delivered({ database }: Stage, { id, acknowledgedAt }: Sent): Promise<number> {
  for (;;) {
    const [activity] = await database.query<{ id: number; followed: boolean }>(
      `SELECT id, turn IS NOT NULL AS followed FROM activity WHERE subject_kind = 'post' AND subject_id = $1`,
      [id],
    );
    const waited = performance.now() - acknowledgedAt;
    if (activity!.followed) {
      const [row] = await database.query<{ count: number }>(
        'SELECT count(*)::int FROM notifications WHERE activity_id = $1',
        [activity!.id],
      );
      if (row!.count < WATCHERS) throw new Error(`Only ${row!.count} inboxes have the post`);
      return waited / 1000;
    }
    if (waited > PATIENCE_MS) throw new Error('The post was in no inbox after a minute');
    await sleep(20);
  }
}

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
import { waitForJobs, writing } from './reply.ts';

const WATCHERS = 10_000;
const ALONE = 5;
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
      calm: (seconds) => throughput(stage.product.origin, plan, seconds),
      busy: async (seconds) => {
        await post(stage, big);
        return throughput(stage.product.origin, plan, seconds);
      },
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

async function post({ product, members }: Stage, discussion: number): Promise<Sent> {
  const answer = await fetch(`${product.origin}/api/discussions/${discussion}/posts`, {
    method: 'POST',
    headers: { ...members[0]!.headers, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ body: texts[0] }),
  });
  if (answer.status !== 201) throw new Error(`The post was answered ${answer.status}`);
  const { id } = (await answer.json()) as { post?: { id: number }; id?: number } as { id: number };
  return { id, acknowledgedAt: performance.now() };
}

/** Seconds until every watcher's inbox has it. */
async function delivered({ database }: Stage, { id, acknowledgedAt }: Sent): Promise<number> {
  for (;;) {
    const [row] = await database.query<{ count: number }>(
      'SELECT count(*)::int FROM notifications WHERE post_id = $1',
      [id],
    );
    const waited = performance.now() - acknowledgedAt;
    if (row!.count >= WATCHERS) return waited / 1000;
    if (waited > PATIENCE_MS) throw new Error(`Only ${row!.count} inboxes had the post after a minute`);
    await sleep(50);
  }
}

import { once } from '../harness/connection.ts';
import { copySome } from '../harness/copy.ts';
import { cli } from '../harness/data.ts';
import { spread, throughput } from '../harness/load.ts';
import { interleaved } from '../harness/rounds.ts';
import type { Stage } from '../harness/stage.ts';
import { ordinaryThreads, postsPath, type Thread } from '../harness/threads.ts';
import type { Part } from '../part.ts';
import { beside } from '../rows.ts';
import { assertSameBytes } from './same.ts';

const SMALL = 500;

/** The same threads among 50,000 posts and, copied into a database of their own, among 500. */
export const scale: Part = async (stage) => {
  const threads = await fewThreads(stage);
  const small = await smallProduct(stage, threads);
  const paths = threads.map((thread) => postsPath(thread));
  for (const path of paths) await assertSameBytes(stage.product, small, path);
  const plan = spread(paths.map((path) => ({ path })));
  const figures = await interleaved('thread', {
    many: (seconds) => throughput(stage.product.origin, plan, seconds),
    few: (seconds) => throughput(small.origin, plan, seconds),
  });
  await small.stop();
  return [beside('thread at 50,000 posts', figures.many, figures.few)];
};

/** As many threads with a full page as have some 500 posts together. */
async function fewThreads({ database }: Stage): Promise<Thread[]> {
  const threads = await ordinaryThreads(database);
  const counts = await database.query<{ id: number; posts: number }>(
    'SELECT id::int, reply_count + 1 AS posts FROM discussions WHERE id = ANY ($1) ORDER BY posts',
    [threads.map(({ id }) => id)],
  );
  let total = 0;
  const fitting = new Set(counts.filter(({ posts }) => (total += posts) <= SMALL).map(({ id }) => id));
  return threads.filter(({ id }) => fitting.has(id));
}

async function smallProduct({ database, another }: Stage, threads: Thread[]) {
  const url = await database.recreate('fingerpost_bench_small');
  await cli(url, ['migrate']);
  await once(database.url, (from) =>
    once(url, (to) =>
      copySome(
        from,
        to,
        threads.map(({ id }) => id),
      ),
    ),
  );
  await once(url, async (client) => {
    // Else the product would take the database for a new one and load its starting content.
    await client.query('UPDATE settings SET started_at = now(), demonstration = true');
    await client.query('VACUUM (ANALYZE, FREEZE)');
  });
  return another(url);
}

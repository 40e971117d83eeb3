import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CONNECTIONS, throughput, type Plan } from '../harness/load.ts';
import { interleaved } from '../harness/rounds.ts';
import type { Stage } from '../harness/stage.ts';
import { writingPlaces, type Place } from '../harness/places.ts';
import type { Part } from '../part.ts';
import { alone, beside, type Row } from '../rows.ts';
import { texts } from '../harness/texts.ts';

const SETTLED_WITHIN_MS = 120_000;

/** Ten writers, on ten discussions and on one. Every request has a key of its own, as the web client's have. */
export const reply: Part = async (stage) => {
  const { product, reference } = stage;
  const places = await writingPlaces(stage);
  const settled = () => waitForJobs(stage);

  const apart = await interleaved(
    'reply on 10 discussions',
    {
      product: (seconds) =>
        throughput(
          product.origin,
          writing(places, (id) => `/api/discussions/${id}/posts`),
          seconds,
        ),
      transaction: (seconds) =>
        throughput(
          reference.origin,
          writing(places, (id) => `/transaction/${id}`),
          seconds,
        ),
      statement: (seconds) =>
        throughput(
          reference.origin,
          writing(places, (id) => `/statement/${id}`),
          seconds,
        ),
      insert: (seconds) =>
        throughput(
          reference.origin,
          writing(places, (id) => `/insert/${id}`),
          seconds,
        ),
    },
    settled,
  );
  const one = places.map((place) => ({ ...place, discussion: places[0]!.discussion }));
  const together = await interleaved(
    'reply on one discussion',
    {
      product: (seconds) =>
        throughput(
          product.origin,
          writing(one, (id) => `/api/discussions/${id}/posts`),
          seconds,
        ),
      insert: (seconds) =>
        throughput(
          reference.origin,
          writing(one, (id) => `/insert/${id}`),
          seconds,
        ),
    },
    settled,
  );
  return [
    beside('reply, 10 writers on 10 discussions, beside a transaction', apart.product, apart.transaction),
    beside('reply, 10 writers on 10 discussions, beside one statement', apart.product, apart.statement),
    beside('reply, 10 writers on 10 discussions, beside an INSERT', apart.product, apart.insert),
    beside('reply, 10 writers on one discussion, beside an INSERT', together.product, together.insert),
    await aftermath(stage, places),
  ];
};

export const writing =
  (places: Place[], pathOf: (discussion: number) => string): Plan =>
  (connection) => {
    const { discussion, member } = places[connection % CONNECTIONS]!;
    return texts.map((body) => ({
      method: 'POST',
      path: pathOf(discussion),
      headers: { ...member.headers, 'content-type': 'application/json' },
      body: JSON.stringify({ body }),
      setupRequest: (request) => ({
        ...request,
        headers: { ...request.headers, 'idempotency-key': randomUUID() },
      }),
    }));
  };

/** What was put off must not be hidden: how long the jobs of a round of replies go on after its last answer. */
async function aftermath({ product, database }: Stage, places: Place[]): Promise<Row> {
  await throughput(
    product.origin,
    writing(places, (id) => `/api/discussions/${id}/posts`),
    3,
  );
  const since = performance.now();
  await waitForJobs({ database });
  return alone('what follows from a reply, done after the last answer', (performance.now() - since) / 1000);
}

/** The jobs of one contender's turn must not slow the next one's. */
export async function waitForJobs({ database }: Pick<Stage, 'database'>): Promise<void> {
  const until = performance.now() + SETTLED_WITHIN_MS;
  for (;;) {
    const [open] = await database.query<{ count: number }>(
      `SELECT (SELECT count(*) FROM pgboss.job WHERE name = 'activity' AND state < 'completed')::int
         + (SELECT count(*) FROM mails WHERE state IN ('queued', 'sending') AND due_at <= now())::int
         + (SELECT last - (SELECT turn FROM search_progress) FROM turns)::int AS count`,
    );
    if (open?.count === 0) return;
    if (performance.now() > until)
      throw new Error(
        `${open?.count} jobs, mails and words for the search were still open after two minutes`,
      );
    await sleep(100);
  }
}

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inboxes } from '../harness/inboxes.ts';
import { CONNECTIONS } from '../harness/load.ts';
import { writingPlaces, type Place } from '../harness/places.ts';
import type { Stage } from '../harness/stage.ts';
import { texts } from '../harness/texts.ts';
import type { Part } from '../part.ts';
import { alone, type Row } from '../rows.ts';
import { say } from '../../../../scripts/lib/say.mjs';

const A_SECOND = 20;
const SECONDS = 20;
const PATIENCE_MS = 10_000;

/** Twenty posts a second in ten discussions that ten members watch: from the answer to a post to the inboxes of the other nine. */
export const inbox: Part = async (stage) => {
  const places = await writingPlaces(stage);
  await watchEachOther(stage, places);
  const inboxes = new Inboxes();
  try {
    await inboxes.open(stage.product.origin, stage.members);
    await posts(stage, places, 'warm', A_SECOND * 2);
    const written = await posts(stage, places, `n${randomUUID().slice(0, 8)}`, A_SECOND * SECONDS);
    return await judge(inboxes, written);
  } finally {
    inboxes.close();
  }
};

interface Written {
  name: string;
  by: number;
  acknowledgedAt: number;
}

async function watchEachOther({ database, members }: Stage, places: Place[]): Promise<void> {
  await database.query(
    `INSERT INTO watches (person_id, subject_kind, subject_id, level)
     SELECT person, 'discussion', discussion, 'everything' FROM unnest($1::bigint[]) person, unnest($2::bigint[]) discussion
     ON CONFLICT (person_id, subject_kind, subject_id) DO UPDATE SET level = 'everything'`,
    [members.map(({ personId }) => personId), places.map(({ discussion }) => discussion)],
  );
}

/** Sends by the clock, whatever the answers take, so that a slow server is not spared. */
async function posts({ product }: Stage, places: Place[], run: string, count: number): Promise<Written[]> {
  const begun = performance.now();
  const sent: Promise<Written>[] = [];
  for (let n = 0; n < count; n++) {
    await sleep(Math.max(0, begun + (n * 1000) / A_SECOND - performance.now()));
    sent.push(post(product.origin, places[n % CONNECTIONS]!, n % CONNECTIONS, `${run}-${n}`));
  }
  return Promise.all(sent);
}

async function post(
  origin: string,
  { member, discussion }: Place,
  by: number,
  name: string,
): Promise<Written> {
  const answer = await fetch(`${origin}/api/discussions/${discussion}/posts`, {
    method: 'POST',
    headers: { ...member.headers, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ body: `${name} ${texts[name.length % texts.length]}` }),
  });
  if (answer.status !== 201) throw new Error(`A post was answered ${answer.status}`);
  await answer.arrayBuffer();
  return { name, by, acknowledgedAt: performance.now() };
}

async function judge(inboxes: Inboxes, written: Written[]): Promise<Row[]> {
  const until = performance.now() + PATIENCE_MS;
  const awaited = written.flatMap((each) =>
    Array.from({ length: CONNECTIONS }, (_, member) => ({ ...each, member })).filter(
      ({ member, by }) => member !== by,
    ),
  );
  const unheard = () => awaited.filter(({ member, name }) => inboxes.at(member, name) === undefined);
  while (unheard().length > 0 && performance.now() < until) await sleep(50);
  const delays = awaited
    .map(({ member, name, acknowledgedAt }) => (inboxes.at(member, name) ?? Number.NaN) - acknowledgedAt)
    .filter((delay) => !Number.isNaN(delay))
    .map((delay) => Math.max(0, delay))
    .toSorted((a, b) => a - b);
  const place = (share: number) => delays[Math.ceil(delays.length * share) - 1] ?? Number.NaN;
  say(
    `  ${delays.length} notifications: half within ${place(0.5).toFixed(0)} ms, all within ${place(1).toFixed(0)} ms`,
  );
  return [
    alone('notification, post acknowledged to inbox, p99', place(0.99)),
    alone('notification, missed or twice', unheard().length + inboxes.twice),
  ];
}

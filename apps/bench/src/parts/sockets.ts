import { Crowd } from '../crowd/crowd.ts';
import type { Seen } from '../crowd/questions.ts';
import { writingPlaces, type Place } from '../harness/places.ts';
import { ROUNDS, median, medianRatio } from '../harness/rounds.ts';
import { texts } from '../harness/texts.ts';
import type { Child } from '../harness/child.ts';
import type { Part } from '../part.ts';
import { alone, row } from '../rows.ts';
import { say } from '../../../../scripts/lib/say.mjs';

const SOCKETS = 500;
/** Fifty in all. */
const POSTS_A_ROUND = 10;

/** A new post, from sending it to its being seen by everybody who has the thread open. */
export const sockets: Part = async (stage) => {
  const { product } = stage;
  const place = (await writingPlaces(stage))[0]!;
  const bare = await stage.spawn('apps/bench/src/references/sockets.ts', {});
  const crowds = [new Crowd(), new Crowd()] as const;
  const [ours, theirs] = crowds;
  try {
    await ours.ask('connect', { origin: product.origin, discussion: place.discussion, size: SOCKETS });
    await theirs.ask('connect', { origin: bare.origin, discussion: place.discussion, size: SOCKETS });
    await post(ours, product, place, 3);
    await givePayload(bare, await ours.ask('last', null));
    await post(theirs, bare, place, 3);

    const seen: { product: Seen[]; bare: Seen[] } = { product: [], bare: [] };
    for (let round = 0; round < ROUNDS; round++) {
      const turns = [
        async () => void seen.product.push(await post(ours, product, place)),
        async () => void seen.bare.push(await post(theirs, bare, place)),
      ];
      for (const turn of round % 2 === 0 ? turns : turns.toReversed()) await turn();
      say(
        `  sockets, round ${round + 1}: product ${p99(seen.product.at(-1)!).toFixed(1)} ms, bare ${p99(seen.bare.at(-1)!).toFixed(1)} ms`,
      );
    }
    const [delays, bareDelays] = [seen.product.map(p99), seen.bare.map(p99)];
    return [
      row(
        'new post, sent to seen by 500 sockets, p99',
        median(delays),
        median(bareDelays),
        medianRatio(delays, bareDelays),
      ),
      alone('new post, missed by a socket', total(seen.product, 'missed')),
      alone('new post, seen twice by a socket', total(seen.product, 'twice')),
    ];
  } finally {
    for (const crowd of crowds) crowd.stop();
    await bare.stop();
  }
};

const post = (
  crowd: Crowd,
  server: Child,
  { member, discussion }: Place,
  count = POSTS_A_ROUND,
): Promise<Seen> =>
  crowd.ask('rounds', {
    url: `${server.origin}/api/discussions/${discussion}/posts`,
    headers: { ...member.headers, 'content-type': 'application/json' },
    bodies: Array.from({ length: count }, (_, n) => JSON.stringify({ body: texts[(n * 7) % texts.length] })),
  });

/** The bare server broadcasts what the product did. */
async function givePayload(bare: Child, payload: object | null): Promise<void> {
  if (!payload) throw new Error('No socket of the product saw a post');
  await fetch(`${bare.origin}/payload`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(payload),
  });
}

function p99({ delays }: Seen): number {
  const sorted = delays.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN;
}

const total = (seen: Seen[], what: 'missed' | 'twice'): number =>
  seen.reduce((sum, each) => sum + each[what], 0);

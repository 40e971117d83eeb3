import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../test/client.js';
import type { Member } from '../../test/factories.js';
import { startScene } from '../../test/scene.js';

const scene = startScene({ DEMO: 'on', LIMITS: 'off', DATABASE_POOL: '4' });
const PAIRS = 500;
const APART_MS = 5;
const WARM_UP = 20;
let known: Member;
let counter = 0;

/** An address that was never seen, as long as the known one. */
const unknown = () => `unknown-${String(++counter).padStart(6, '0')}@library.example`;
const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;

async function timed(call: () => Promise<Answer>): Promise<number> {
  const from = performance.now();
  await call();
  return performance.now() - from;
}

/** Median times for known and unknown addresses, asked in turn, with the order of each pair changing. */
async function medians(ask: (email: string) => Promise<Answer>): Promise<{ known: number; unknown: number }> {
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let pair = -WARM_UP; pair < PAIRS; pair += 1) {
    for (const which of pair % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
      const took = await timed(() => ask(which === 'known' ? known.email : unknown()));
      if (pair >= 0) times[which].push(took);
    }
  }
  return { known: median(times.known), unknown: median(times.unknown) };
}

beforeAll(async () => {
  known = await scene.make.member({ email: 'library-known-01@library.example' });
  await scene.as(known).patch('/api/me', { password: { next: 'a few plain words' } });
});

describe.each<[string, (email: string) => Promise<Answer>]>([
  ['sign-in', (email) => scene.guest.post('/api/auth/sign-in', { email, password: 'not the password' })],
  [
    'sign-up',
    (email) =>
      scene.guest.post('/api/auth/sign-up', {
        email,
        password: 'a few plain words',
        displayName: 'Somebody',
        sector: 'nhs',
      }),
  ],
  ['code', (email) => scene.guest.post('/api/auth/code', { email })],
  ['code/confirm', (email) => scene.guest.post('/api/auth/code/confirm', { email, code: '000000' })],
])('%s', (_, ask) => {
  it(
    `takes as long for a known address as for an unknown one, within ${APART_MS} ms`,
    { timeout: 600_000 },
    async () => {
      const { known: forKnown, unknown: forUnknown } = await medians(ask);
      expect(
        Math.abs(forKnown - forUnknown),
        `known ${forKnown.toFixed(2)} ms, unknown ${forUnknown.toFixed(2)} ms`,
      ).toBeLessThanOrEqual(APART_MS);
    },
  );
});

import { say } from '../../../../scripts/lib/say.mjs';

export const ROUNDS = 5;
const WARM_UP_SECONDS = 2;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);

/** Measures itself for some seconds and gives its figure. */
export type Contender = (seconds: number) => Promise<number>;

/**
 * Measures the contenders in turn, five rounds, those of even rounds in the other order: whatever else the
 * machine does in a round, it does to all of them. A first turn warms up and is thrown away.
 */
export async function interleaved<Name extends string>(
  what: string,
  contenders: Record<Name, Contender>,
  pause: () => Promise<void> = async () => {},
): Promise<Record<Name, number[]>> {
  const names = Object.keys(contenders) as Name[];
  const figures = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (const name of names) {
    await contenders[name](WARM_UP_SECONDS);
    await pause();
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      figures[name].push(await contenders[name](SECONDS));
      await pause();
    }
    say(
      `  ${what}, round ${round + 1}: ${names.map((name) => `${name} ${short(figures[name].at(-1))}`).join(', ')}`,
    );
  }
  return figures;
}

const short = (figure = 0) => (figure < 10 ? figure.toFixed(2) : String(Math.round(figure)));

export function median(figures: number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** The middle one of the rounds' own ratios, which what disturbs both sides of a round leaves alone. */
export const medianRatio = (ours: number[], reference: number[]): number =>
  median(ours.map((figure, round) => figure / (reference[round] ?? Number.NaN)));

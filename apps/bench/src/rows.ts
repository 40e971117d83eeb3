import { CATALOGUE, entryOf } from './catalogue.ts';
import { median, medianRatio } from './harness/rounds.ts';

/** A row of docs/bench.json. */
export interface Row {
  name: string;
  /** Null where nothing was measured. */
  value: number | null;
  reference: number | null;
  ratio: number | null;
  bar: number | null;
  holds: boolean | null;
}

/** A row with a bar on the ratio of both, the median of the rounds' ratios. */
export const beside = (name: string, ours: number[], reference: number[]): Row =>
  row(name, median(ours), median(reference), medianRatio(ours, reference));

/** A row with a bar, if any, on the value itself. */
export const alone = (name: string, value: number): Row => row(name, value, null, null);

export function row(name: string, value: number, reference: number | null, ratio: number | null): Row {
  const { atLeast, atMost } = entryOf(name);
  const judged = ratio ?? value;
  const holds = atLeast !== undefined ? judged >= atLeast : atMost !== undefined ? judged <= atMost : null;
  return {
    name,
    value: rounded(value),
    reference: reference === null ? null : rounded(reference),
    ratio: ratio === null ? null : rounded(ratio),
    bar: atLeast ?? atMost ?? null,
    holds,
  };
}

/** Every row of the catalogue in its order. What was not measured holds nothing, and is not left out. */
export const completed = (rows: Row[]): Row[] =>
  CATALOGUE.map(({ name, atLeast, atMost }) => {
    const blank = { name, value: null, reference: null, ratio: null };
    return (
      rows.find((known) => known.name === name) ?? { ...blank, bar: atLeast ?? atMost ?? null, holds: false }
    );
  });

/** Four digits say enough, and keep the file's history quiet. */
const rounded = (figure: number): number => Number(figure.toPrecision(4));

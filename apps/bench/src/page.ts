import os from 'node:os';
import { CATALOGUE, entryOf } from './catalogue.ts';
import { ROUNDS } from './harness/rounds.ts';
import { PARTS } from './parts.ts';
import type { Row } from './rows.ts';

const BESIDES = `What stands in the column "reference":

${CATALOGUE.flatMap(({ name, beside }) => (beside ? `- ${name}: ${beside}` : [])).join('\n')}
`;

export const NOT_MEASURED = 'not measured';

/** docs/bench.md: the table, the machine, and how to read it. */
export const asPage = (rows: Row[]): string => `# What it costs

Measured by \`npm run bench\` on ${machine()}, ${new Date().toISOString().slice(0, 10)}. Rows of parts that were not run this time are older. The figures are also in \`bench.json\`.

${asTable(rows)}

## How to read it

The load generator, the server and PostgreSQL share the machine, so a value says little by itself and the ratio says much. The product and its reference answer the same requests on the same database, in turn, ${ROUNDS} rounds; a ratio is the median of the rounds' own ratios, which is why it may differ a little from value ÷ reference. A first turn warms up and is not counted. Limits are off, the log is on, no answer is a 304, and no JSON is kept between requests.

The references know nothing but their one task: no sign-in, no validation, no limits, no log. They run the product's own statements, taken from its source when the bench is built, and the bench compares their bytes with the product's before it measures. The one that commits a reply writes post, source, counters, activity and job from BEGIN to COMMIT, asks for no rights, keeps no idempotency key, follows up nothing and finds the post's HTML ready; the one of one statement writes the same rows in one round trip; the one with a single INSERT leaves out everything but the post.

Rows of many beside a hundredth (events, library, directory) are of the product on two databases that are filled by the same rule, which differ in nothing but how much they hold. Both answer a page of the same length: where a hundredth fills no page of twenty, both are asked for as many as it has. Months, calendars, maps and homes come whole; a month and a calendar hold as much in both, so what is measured is all that stands around them.

${BESIDES}
\`npm run bench -- json reply\` measures some parts (\`${Object.keys(PARTS).join(' ')}\`) and keeps the other rows. \`BENCH_DATABASE_URL\` takes another PostgreSQL, \`BENCH_DATA_DIR\` keeps the data set for the next run.
`;

export const asTable = (rows: Row[]): string =>
  [
    '| what | value | reference | ratio | bar | holds |',
    '| --- | ---: | ---: | ---: | ---: | --- |',
    ...rows.map(asLine),
  ].join('\n');

function asLine({ name, value, reference, ratio, bar, holds }: Row): string {
  const { unit, atLeast } = entryOf(name);
  const told = bar === null ? '' : `${atLeast === undefined ? '≤' : '≥'} ${bar}`;
  return `| ${name} | ${value === null ? NOT_MEASURED : `${figure(value)} ${unit}`} | ${reference === null ? '' : figure(reference)} | ${ratio === null ? '' : ratio.toFixed(2)} | ${told} | ${verdict(holds)} |`;
}

export const verdict = (holds: boolean | null): string => (holds === null ? '' : holds ? 'yes' : '**no**');

export const figure = (value: number): string =>
  Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));

function machine(): string {
  const cpus = os.cpus();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  return `${cpus.length} × ${cpus[0]?.model.trim() ?? 'unknown processor'}, ${memory} GB, ${os.type()} ${os.release()}, Node ${process.versions.node}`;
}

import path from 'node:path';
import { findBrowser, findWindowless } from './browser.mjs';
import { Fault, fail } from './fault.mjs';
import { inRoot } from './paths.mjs';
import { say } from './say.mjs';
import { BROWSER_STAGES, LONG_STAGES, STAGES } from './stages.mjs';
import { summary } from './summary.mjs';
import { readArguments } from './arguments.mjs';

const CORES = 2;
const USAGE = `Usage: npm test [-- stage … file …]
  stages    ${Object.keys(STAGES).join(', ')}; without one, all but ${LONG_STAGES.join(', ')}
  files     words in the names of test files; those of unit, http and e2e are narrowed by them
  -t, -g    a test's own name, -t for unit and http, -g for e2e
  --repeat-each=N, --retries=N    for e2e, to look for what passes only now and then
npm run test:long runs what takes long as well.`;

/** What is not a word goes to no test runner unseen. */
function refuseUnknown(words) {
  try {
    readArguments(words, {
      usage: USAGE,
      options: {
        long: { type: 'boolean' },
        grep: { type: 'string', short: 'g' },
        testNamePattern: { type: 'string', short: 't' },
        'repeat-each': { type: 'string' },
        retries: { type: 'string' },
      },
      words: () => true,
    });
  } catch (error) {
    fail(error);
  }
}

/** `npm test`, or `npm test -- lint http` for some stages; other words filter the tests by file. */
export async function test(words) {
  const since = performance.now();
  refuseUnknown(words);
  // An exit takes the programs under way along; a bare signal would leave them.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));
  process.env.PATH = `${inRoot('node_modules/.bin')}${path.delimiter}${process.env.PATH}`;
  const long = words.includes('--long');
  if (long) process.env.TEST_LONG = '1';
  const named = words.filter((word) => word in STAGES);
  const filters = words.filter((word) => !(word in STAGES) && word !== '--long');
  const wanted = named.length
    ? Object.keys(STAGES).filter((stage) => named.includes(stage))
    : Object.keys(STAGES).filter((stage) => long || !LONG_STAGES.includes(stage));
  try {
    if (wanted.some(isInBrowser)) await tellJourneys();
    const rows = await runAll(withNeeds(wanted), filters);
    say(summary(rows, performance.now() - since));
    if (filters.length && !rows.some(ranTests))
      fail(new Fault(`No test file is named like ${filters.join(' or ')}.`));
    process.exit(rows.some(({ state }) => state === 'failed') ? 1 : 0);
  } catch (error) {
    fail(error);
  }
}

/** Which browsers the journeys take: one that is named, else for all but a few one without windows. */
async function tellJourneys() {
  const named = process.env.CHROME_PATH;
  process.env.CHROME_PATH = await findBrowser();
  const windowless = named ? null : findWindowless();
  if (!windowless) return;
  process.env.CHROME_WINDOWLESS_PATH = windowless;
  say(`Where no windows are needed: ${windowless}`);
}

const ranTests = ({ counts }) => counts && counts.passed + counts.failed + counts.skipped > 0;
const isInBrowser = (stage) => BROWSER_STAGES.includes(stage);
const withNeeds = (wanted) =>
  wanted.some(isInBrowser) && !wanted.includes('build') ? ['build', ...wanted] : wanted;

async function runAll(wanted, filters) {
  const tasks = wanted.flatMap((stage) => STAGES[stage]);
  const rows = await together(tasks.filter(({ alone }) => !alone));
  for (const task of tasks.filter(({ alone }) => alone)) {
    const unbuilt =
      isInBrowser(task.label) &&
      rows.some(({ label, state }) => label.startsWith('build') && state === 'failed');
    if (unbuilt) rows.push({ label: task.label, state: 'skipped', ms: 0 });
    else rows.push(await one(task, filters));
  }
  return rows;
}

/** The short checks, as many at once as there are cores. */
async function together(tasks) {
  const waiting = [...tasks];
  const rows = [];
  const worker = async () => {
    for (let task = waiting.shift(); task; task = waiting.shift()) rows.push(await one(task, []));
  };
  await Promise.all(Array.from({ length: CORES }, worker));
  return rows;
}

async function one({ label, run }, filters) {
  const since = performance.now();
  const beat = setInterval(
    () => say(`${label} … ${Math.round((performance.now() - since) / 1000)} s so far`),
    30_000,
  );
  say(`${label} …`);
  const { code, output, counts, flaky, failures } = await run(filters);
  clearInterval(beat);
  const ms = performance.now() - since;
  const state = code === 0 ? 'passed' : 'failed';
  if (state === 'failed') say(`${output}\n${label}: FAILED`.trim());
  else say(`${label}: passed (${(ms / 1000).toFixed(1)} s)`);
  return { label, state, ms, counts, flaky, failures };
}

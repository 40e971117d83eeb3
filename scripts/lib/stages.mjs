import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { BUILDS, fingerprint, isFresh } from './sources.mjs';
import { buildOne } from './build.mjs';
import { inRoot } from './paths.mjs';
import { tool } from './run.mjs';

const results = (name) => inRoot('node_modules/.cache/fingerpost-test', `${name}.json`);

const TSC = 'typescript/bin/tsc';
const typeCheck = (folder, program = TSC) => ({
  label: `types of ${folder}`,
  run: () => tool(program, ['-p', folder, '--pretty', 'false']),
});

const vitest = (name, projects) => ({
  label: name,
  alone: true,
  run: (filters) => counted(name, (file) => runVitest(projects, file, filters)),
});

const runVitest = (projects, file, filters) =>
  tool(
    'vitest/vitest.mjs',
    [
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      '--passWithNoTests',
      ...filters,
    ],
    { show: true, env: { ...process.env, NODE_ENV: 'test' } },
  );

/** What can be asked for by name, in the order in which it runs. */
export const STAGES = {
  lint: [{ label: 'lint', run: () => tool('oxlint/bin/oxlint', ['--type-aware']) }],
  format: [{ label: 'format', run: () => tool('oxfmt/bin/oxfmt', ['--check']) }],
  types: [
    typeCheck('apps/web', 'vue-tsc/bin/vue-tsc.js'),
    ...['apps/api', 'apps/e2e', 'apps/bench', 'libs/contracts', 'libs/messages', 'scripts'].map((at) =>
      typeCheck(at),
    ),
  ],
  build: Object.keys(BUILDS).map((name) => ({
    label: `build of apps/${name}`,
    run: () => buildIfStale(name),
  })),
  unit: [vitest('unit', ['contracts', 'web'])],
  http: [vitest('http', ['api'])],
  e2e: [journeys('e2e')],
  'e2e-without-sockets': [journeys('e2e-without-sockets', { E2E_SOCKETS: 'blocked' })],
};

/** Run when they are named, and by `npm run test:long`. */
export const LONG_STAGES = ['e2e-without-sockets'];
/** Those that need what is built, and a browser. */
export const BROWSER_STAGES = ['e2e', 'e2e-without-sockets'];

async function buildIfStale(name) {
  if (isFresh(name)) return { code: 0, output: '' };
  return buildOne(name, fingerprint(BUILDS[name].sources));
}

/** @param {string} name @param {Record<string, string>} env */
function journeys(name, env = {}) {
  return {
    label: name,
    alone: true,
    run: (filters) => counted(name, (file) => runPlaywright(file, filters, env)),
  };
}

const runPlaywright = (file, filters, env) =>
  tool(
    '@playwright/test/cli.js',
    ['test', '--reporter=list,json', ...(filters.length ? ['--pass-with-no-tests', ...filters] : [])],
    {
      cwd: inRoot('apps/e2e'),
      show: true,
      env: { ...process.env, ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    },
  );

async function counted(name, work) {
  const file = results(name);
  mkdirSync(results('.').replace(/\.\.json$/, ''), { recursive: true });
  rmSync(file, { force: true });
  const { code, output } = await work(file);
  if (!existsSync(file)) return { code, output, counts: null };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  return { code, output, counts: readCounts(report), flaky: flakyIn(report), failures: failuresIn(report) };
}

/** Of vitest's report or of Playwright's. */
export function readCounts({ stats, ...vitestReport }) {
  if (stats)
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = vitestReport;
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
}

/**
 * What passed only at the second try, by Playwright's report; vitest has no such thing.
 * @param {{ suites?: any[], specs?: any[], testResults?: object[] }} report
 * @returns {string[]}
 */
export function flakyIn({ suites = [], specs = [] }) {
  const here = specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky'));
  return [...here.map(({ file, title }) => `${file} › ${title}`), ...suites.flatMap(flakyIn)];
}

/**
 * The failed tests with the first lines of why, by either report.
 * @param {{ suites?: any[], specs?: any[], testResults?: any[] }} report
 * @returns {string[]}
 */
export function failuresIn({ suites = [], specs = [], testResults = [] }) {
  const byVitest = testResults.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    if (!failed.length && message) return [`${fromRoot(name)}: ${firstLines(message)}`];
    return failed.map(
      ({ fullName, failureMessages }) => `${fromRoot(name)} › ${fullName}: ${firstLines(failureMessages[0])}`,
    );
  });
  const byPlaywright = specs.flatMap(({ file, title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected')
      .map(({ results: tries }) => `${file} › ${title}: ${firstLines(tries.at(-1)?.error?.message)}`),
  );
  return [...byVitest, ...byPlaywright, ...suites.flatMap(failuresIn)];
}

const fromRoot = (file) => path.relative(inRoot('.'), file).replaceAll(path.sep, '/');
const firstLines = (message = 'no message') =>
  stripVTControlCharacters(message).split('\n').slice(0, 8).join('\n    ');

import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
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
  e2e: [
    {
      label: 'e2e',
      alone: true,
      run: (filters) => counted('e2e', (file) => runPlaywright(file, filters)),
    },
  ],
};

async function buildIfStale(name) {
  if (isFresh(name)) return { code: 0, output: '' };
  return buildOne(name, fingerprint(BUILDS[name].sources));
}

const runPlaywright = (file, filters) =>
  tool('@playwright/test/cli.js', ['test', '--reporter=list,json', ...filters], {
    cwd: inRoot('apps/e2e'),
    show: true,
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  });

async function counted(name, work) {
  const file = results(name);
  mkdirSync(results('.').replace(/\.\.json$/, ''), { recursive: true });
  rmSync(file, { force: true });
  const { code, output } = await work(file);
  return {
    code,
    output,
    counts: existsSync(file) ? readCounts(JSON.parse(readFileSync(file, 'utf8'))) : null,
  };
}

/** Of vitest's report or of Playwright's. */
export function readCounts({ stats, ...vitestReport }) {
  if (stats)
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = vitestReport;
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
}

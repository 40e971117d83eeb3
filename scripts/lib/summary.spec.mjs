import { expect, it } from 'vitest';
import { inRoot } from './paths.mjs';
import { failuresIn, flakyIn } from './stages.mjs';
import { summary } from './summary.mjs';

const last = (rows) => summary(rows, 1_000).split('\n').at(-1);

it('counts tests and checks together', () => {
  const rows = [
    { label: 'lint', state: 'passed', ms: 900 },
    { label: 'unit', state: 'failed', ms: 2_000, counts: { passed: 10, failed: 2, skipped: 1 } },
    { label: 'e2e', state: 'skipped', ms: 0 },
  ];
  expect(last(rows)).toBe('11 passed, 2 failed, 2 skipped');
});

it('takes a run that failed around its tests for a failure', () => {
  expect(
    last([{ label: 'http', state: 'failed', ms: 1, counts: { passed: 5, failed: 0, skipped: 0 } }]),
  ).toBe('5 passed, 1 failed, 0 skipped');
});

it('names what passed only at the second try', () => {
  const spec = (title, status) => ({ file: 'reading/a.spec.ts', title, tests: [{ status }] });
  const report = {
    suites: [
      { specs: [spec('reads', 'expected')], suites: [{ specs: [spec('reads late', 'flaky')] }] },
      { specs: [spec('writes', 'flaky')] },
    ],
  };
  const counts = { passed: 3, failed: 0, skipped: 0 };
  const told = summary([{ label: 'e2e', state: 'passed', ms: 1, counts, flaky: flakyIn(report) }], 1);
  expect(told).toContain(
    '3 passed, 2 only at the second try: reading/a.spec.ts › reads late; reading/a.spec.ts › writes',
  );
});

it('finds nothing of the kind in a report of vitest', () => expect(flakyIn({ testResults: [] })).toEqual([]));

it('ends with each failed test and why', () => {
  const vitest = {
    testResults: [
      {
        name: inRoot('apps/api/src/a.spec.ts'),
        message: '',
        assertionResults: [
          { status: 'passed', fullName: 'reads', failureMessages: [] },
          { status: 'failed', fullName: 'writes', failureMessages: ['expected 1 to be 2'] },
        ],
      },
      { name: inRoot('apps/api/src/b.spec.ts'), message: 'cannot be loaded', assertionResults: [] },
    ],
  };
  const playwright = {
    suites: [
      {
        specs: [
          {
            file: 'c.spec.ts',
            title: 'shows',
            tests: [{ status: 'unexpected', results: [{ error: { message: 'not seen' } }] }],
          },
        ],
      },
    ],
  };
  const told = summary(
    [
      { label: 'http', state: 'failed', ms: 1, failures: failuresIn(vitest) },
      { label: 'e2e', state: 'failed', ms: 1, failures: failuresIn(playwright) },
    ],
    1,
  );
  expect(told).toContain('FAILED in http: apps/api/src/a.spec.ts › writes: expected 1 to be 2');
  expect(told).toContain('FAILED in http: apps/api/src/b.spec.ts: cannot be loaded');
  expect(told).toContain('FAILED in e2e: c.spec.ts › shows: not seen');
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inRoot } from '../../../scripts/lib/paths.mjs';
import { CATALOGUE } from './catalogue.ts';
import { asPage } from './page.ts';
import { withTable } from './readme.ts';
import { completed, type Row } from './rows.ts';

const read = (name: string) => readFileSync(inRoot(name), 'utf8');
const rows = JSON.parse(read('docs/bench.json')) as Row[];
/** The one line that depends on where and when it was measured. */
const withoutMachine = (page: string) => page.replace(/^Measured by .*$/m, '');

describe('the figures of the bench', () => {
  it('leave no row of the catalogue out', () => {
    expect(rows.map(({ name }) => name)).toEqual(CATALOGUE.map(({ name }) => name));
  });

  it('are the same in docs/bench.md', () => {
    expect(withoutMachine(read('docs/bench.md'))).toBe(withoutMachine(asPage(rows)));
  });

  it('are the same in the README', () => {
    expect(read('README.md')).toBe(withTable(read('README.md'), rows));
  });

  it('are judged by the bar of the catalogue', () => {
    expect(rows.map(({ bar }) => bar)).toEqual(
      CATALOGUE.map(({ atLeast, atMost }) => atLeast ?? atMost ?? null),
    );
  });

  it('hold nothing where nothing was measured, and say so on both pages', () => {
    const blank = completed([]);
    expect(blank).toHaveLength(CATALOGUE.length);
    expect(blank.every(({ value, holds }) => value === null && holds === false)).toBe(true);
    expect(asPage(blank)).toContain('| list, JSON, guest | not measured |  |  |  | **no** |');
    expect(withTable('<!-- bench -->\n<!-- /bench -->', blank)).toMatch(
      /^\| The same for a member \| not measured \| ≥ 0\.55 × \| \*\*no\*\* \|$/m,
    );
  });
});

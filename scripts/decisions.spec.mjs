import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { inRoot } from './lib/paths.mjs';

const FOLDER = inRoot('docs/decisions');
const PARTS = ['apps/api', 'apps/web', ...readdirSync(inRoot('libs')).map((lib) => `libs/${lib}`)];
const pages = readdirSync(FOLDER).filter((name) => /^\d{4}-/.test(name));
const index = readFileSync(`${FOLDER}/README.md`, 'utf8');

const rows = [...index.matchAll(/^\| `(.+?)` \| (.+?) \| (.+?) \| \[\d+\]\((.+?)\) \|$/gm)].map(
  ([, name, by, licence, page]) => ({ name, by, licence, page }),
);

const short = (part) => part.split('/')[1];
const dependencies = PARTS.flatMap((part) => {
  const { dependencies: own = {} } = JSON.parse(readFileSync(inRoot(part, 'package.json'), 'utf8'));
  const foreign = Object.keys(own).filter((name) => !name.startsWith('@fingerpost/'));
  return foreign.map((name) => ({ name, part }));
});

function licenceOf({ name, part }) {
  const places = createRequire(inRoot(part, 'package.json')).resolve.paths(name) ?? [];
  const told = places.map((place) => read(`${place}/${name}/package.json`)).find(Boolean);
  return told?.license ?? told?.licenses?.map(({ type }) => type).join(' or ');
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

describe('the decisions', () => {
  it('have one line for each run-time dependency, and none for what is gone', () => {
    const used = Map.groupBy(dependencies, ({ name }) => name);
    const expected = [...used].map(
      ([name, by]) => `${name}: ${by.map(({ part }) => short(part)).join(', ')}`,
    );
    expect(rows.map(({ name, by }) => `${name}: ${by}`).toSorted()).toEqual(expected.toSorted());
  });

  it('name the licence that the installed package names', () => {
    for (const dependency of dependencies)
      expect(rows.find(({ name }) => name === dependency.name)).toMatchObject({
        licence: licenceOf(dependency),
      });
  });

  it('are all reached from the index', () => {
    expect(pages.filter((page) => !index.includes(`](${page})`))).toEqual([]);
    expect(rows.filter(({ page }) => !pages.includes(page))).toEqual([]);
  });

  it.each(pages)('%s is short and says why, and the way out', (page) => {
    const lines = readFileSync(`${FOLDER}/${page}`, 'utf8').split('\n').filter(Boolean);
    expect(lines.length).toBeLessThanOrEqual(15);
    for (const part of ['Context', 'Decision', 'Why', 'Licence', 'Way out'])
      expect(lines.some((line) => line.startsWith(`**${part}.**`))).toBe(true);
  });
});
